/** `runtime:`: the name of a preset, or a preset with settings of its own; the words are those of real settings where there are some. */
import * as z from 'zod';
import { type GzipDecoder, gzipDecoders, runtimeAliases, runtimeNames } from '../../catalog/runtimes.js';
import { lazyLoading } from './lazy-loading.js';
import { byteRate, duration, contentSize } from './quantities.js';
import { count, section } from './section.js';

const preset = z.enum([...runtimeNames(), ...runtimeAliases()] as [string, ...string[]]);
const limit = (): z.ZodUnion<[z.ZodInt, z.ZodLiteral<'unlimited'>]> =>
  z.union([count(1), z.literal('unlimited')]);
const decoder = z.enum(Object.keys(gzipDecoders) as [GzipDecoder, ...GzipDecoder[]]);

/** Everything that is not given is as in the preset. */
export const runtimeSettings = section({
  preset: preset.optional().describe('What it starts from. Default: docker-25, or that of the platform version on Fargate; docker-windows on Windows'),
  maxConcurrentDownloads: limit()
    .optional()
    .describe('Downloads of the whole daemon at the same time (max-concurrent-downloads, max_concurrent_downloads)'),
  maxConcurrentDownloadsPerPull: limit()
    .optional()
    .describe('Downloads of one pull at the same time (max_concurrent_downloads_per_image)'),
  downloadLimitCounts: z
    .enum(['layers', 'requests'])
    .optional()
    .describe('What counts as a download: a layer from its request to its last byte, or each GET, of manifests too'),
  slotHeldWhileWaiting: z
    .boolean()
    .optional()
    .describe('Whether a layer that waits to be tried again keeps its place among the downloads'),
  chunkSize: z
    .union([z.literal('layer'), contentSize('Size of the ranges that connections fetch beside each other')])
    .optional()
    .describe(
      'Size of the ranges that connections fetch beside each other, or layer (concurrent_layer_fetch_buffer, concurrent_download_chunk_size)',
    ),
  chunksAskRegistry: z
    .boolean()
    .optional()
    .describe('Whether each range asks the registry anew, or goes to object storage after the first'),
  maxConcurrentUnpacks: limit()
    .optional()
    .describe('Layers that the whole daemon unpacks at the same time (max_concurrent_unpacks)'),
  maxConcurrentUnpacksPerPull: limit()
    .optional()
    .describe('Layers of one image that unpack at the same time; 1 is in order (max_concurrent_unpacks_per_image)'),
  fetchAllFirst: z
    .boolean()
    .optional()
    .describe('Whether no layer is unpacked before all of the pull are on disk'),
  unpackSlotBeforeDownload: z
    .boolean()
    .optional()
    .describe('Whether a layer takes its place among the unpacks in order, before it is downloaded'),
  gzip: z
    .union([decoder, byteRate('Rate by one core, compressed')])
    .optional()
    .describe('What decompresses gzip, or its rate by one core in compressed bytes'),
  zstd: byteRate('Decompression of zstd by one core, in compressed bytes').optional(),
  tarSplit: byteRate('Record that Docker’s graph driver keeps of each layer, by one core, in uncompressed bytes').optional(),
  importRate: byteRate('What all unpacks of a host together write on Windows, in uncompressed bytes').optional(),
  decompressesBeside: z
    .boolean()
    .optional()
    .describe(
      'Whether decompression is a process of its own, beside hashing and writing. Default: as with `gzip`; else that of the preset',
    ),
  discardUnpackedLayers: z
    .boolean()
    .optional()
    .describe('Whether compressed layers are deleted when they are unpacked (discard_unpacked_layers)'),
  syncBlobs: z
    .boolean()
    .optional()
    .describe('Whether a compressed layer is forced to the volume before it is unpacked'),
  keepAlive: z.boolean().optional().describe('Whether requests reuse connections'),
  idleConnections: count(0, 1000).optional().describe('Idle connections to a host that are kept for the next request'),
  multiplexing: z
    .boolean()
    .optional()
    .describe('HTTP/2: all requests to a host share one connection, and what it carries'),
  configFirst: z
    .boolean()
    .optional()
    .describe('Whether layers wait for the configuration of the image, or download beside it'),
  duplicates: z
    .enum(['shared', 'locked', 'polled', 'none'])
    .optional()
    .describe(
      'A layer that another pull has in hand: take part (Docker), wait until it is there (containerd), look again at random intervals (Docker 29), or do it all again',
    ),
  maxDownloadAttempts: count(1).optional().describe('Attempts for one layer (max-download-attempts)'),
  layerRetryWait: duration('Wait before the second attempt for a layer').optional(),
  layerRetryWaitGrows: z
    .boolean()
    .optional()
    .describe('Whether the wait before attempt n + 1 is n times as long'),
  retryThrottledLayers: z
    .boolean()
    .optional()
    .describe('Whether these attempts are for a layer or configuration that was throttled, too. Default: no, as in Docker and containerd'),
  configAttempts: count(1).optional().describe('Attempts for the configuration'),
  configRetryWait: duration('Wait before the second attempt for the configuration, which doubles').optional(),
  requestAttempts: count(1).optional().describe('Attempts for a single request that is throttled, below those'),
  requestRetryWait: duration('Wait between these').optional(),
  lazy: lazyLoading.optional(),
}).describe('A preset with settings of its own');

export const runtime = z.union([preset, runtimeSettings]);

export type RuntimeInput = z.output<typeof runtime>;
export type RuntimeSettings = z.output<typeof runtimeSettings>;
