/**
 * How fast a layer can be fetched and unpacked: flow types for the fluid engine.
 *
 * A layer that is fetched in ranges by several connections is one flow, with the weight of as many and bound by
 * as many times a connection's rate; between two ranges a connection waits for the answer to its next request,
 * which makes it slower throughout. Download of a byte: one byte of the registry's egress and of the network interface, one byte of
 * disk, and the CPU of decryption plus SHA-256 of the compressed bytes; bound by one connection and by
 * one core. Unpack, counted in compressed bytes: the bytes written (uncompressed bytes, and blocks and
 * metadata of each file), and the CPU of decompression, SHA-256 of the uncompressed bytes, untar and the
 * creation of files. Where decompression is a process of its own (unpigz)
 * it runs beside the rest: the slower of the two bounds the layer; in one thread, their sum does. An
 * unpack weighs 1 ÷ bytes written, so that a disk is shared equally in bytes. On Windows all unpacks of a host share
 * what its import of layers takes of uncompressed bytes, too (hcsshim: each file is written through the backup
 * interface with its security descriptor, registry hives are merged, Defender looks at what is new).
 * Sources: moby `distribution/xfer` and `pkg/archive`, containerd `core/diff/apply`.
 */
import type { FlowReading, FlowType, Fluid } from '../../kernel/fluid/fluid.js';
import { CORES, DISK, NIC } from '../host/machine.js';
import type { Leg } from '../network/route.js';
import type { Binder } from '../record.js';
import { BINDER_INDEX } from '../start-clock.js';
import type { Compression, LayerSpec, ModelParameters, RuntimeSpec } from '../spec.js';
import { makeBinderWeights, type BinderWeights } from './pull-progress.js';

/** What bounds a download. */
export interface DownloadLimits {
  /** One connection: what the registry gives it, and what the network gives one flow. */
  readonly streamBytesPerSecond: number;
  /** Where a layer comes in ranges: their size, and what the request of each costs before its first byte. */
  readonly chunkBytes: number;
  readonly chunkSeconds: number;
  /** For new connections, which begin slowly; absent: they do not. */
  readonly roundTripSeconds?: number;
  /** What of the host's own all downloads on this way share, beside interface, disk and cores. */
  readonly own?: readonly OwnLimit[];
}

/** A capacity of a host, by its index there, and what a start is called bound by where it binds. */
export interface OwnLimit {
  readonly index: number;
  readonly binder: Binder;
}

/** The flow type of downloads over one way by `streams` connections at once. */
export function downloadType(
  fluid: Fluid,
  leg: Leg,
  limits: DownloadLimits,
  streams: number,
  parameters: ModelParameters,
): FlowType {
  const { downloadCpuBytesPerSecond: decrypt, sha256BytesPerSecond: hash } = parameters;
  const cpu = 1 / decrypt + 1 / hash;
  // Several connections decrypt on a core each, and one core hashes what they bring.
  const oneThread = streams === 1 ? 1 / cpu : Math.min(streams * decrypt, hash);
  return fluid.flowType({
    shared: leg.capacities.map((capacity) => ({ capacity, use: 1 })),
    local: [
      { index: NIC, use: 1 },
      { index: DISK, use: 1 },
      { index: CORES, use: cpu },
      ...(limits.own ?? []).map(({ index }) => ({ index, use: 1 })),
    ],
    weight: streams,
    bound: Math.min(streams * rateOfStream(limits), oneThread),
  });
}

/** A connection that asks for a range, waits for it and reads it, and so on. */
function rateOfStream({ streamBytesPerSecond, chunkBytes, chunkSeconds }: DownloadLimits): number {
  if (chunkBytes === Infinity || chunkSeconds === 0) return streamBytesPerSecond;
  return chunkBytes / (chunkBytes / streamBytesPerSecond + chunkSeconds);
}

/**
 * The flow type of unpacking one layer, in compressed bytes. `imports`: index of the host's capacity for importing
 * layers, or null where it has none.
 */
export function unpackType(
  fluid: Fluid,
  layer: LayerSpec,
  runtime: RuntimeSpec,
  parameters: ModelParameters,
  imports: number | null = null,
): FlowType {
  const ratio = layer.uncompressedBytes / layer.compressedBytes;
  const files = layer.files / layer.compressedBytes;
  const { inflate, write } = unpackCpu(layer, runtime, parameters);
  const disk = ratio + files * parameters.fileDiskBytes;
  const local = [
    { index: DISK, use: rounded(disk) },
    { index: CORES, use: rounded(inflate + write) },
  ];
  if (imports !== null) local.push({ index: imports, use: rounded(ratio) });
  return fluid.flowType({
    local,
    // A layer of nothing but an empty archive writes nothing.
    weight: disk > 0 ? rounded(1 / disk) : 1,
    bound: rounded(1 / oneCoreSeconds(layer, runtime, parameters)),
  });
}

/** Core-seconds for a compressed byte of a layer: to decompress it; and to hash, untar and write what comes out. */
export function unpackCpu(
  layer: LayerSpec,
  runtime: RuntimeSpec,
  parameters: ModelParameters,
): { readonly inflate: number; readonly write: number } {
  const ratio = layer.uncompressedBytes / layer.compressedBytes;
  const files = layer.files / layer.compressedBytes;
  const write =
    ratio / parameters.sha256BytesPerSecond +
    ratio / parameters.untarBytesPerSecond +
    ratio / runtime.tarSplitBytesPerSecond +
    files * parameters.fileCpuSeconds;
  return { inflate: inflateCpu(layer.compression, runtime), write };
}

/** Seconds for a compressed byte of a layer where nothing but one core bounds its unpack. */
export function oneCoreSeconds(layer: LayerSpec, runtime: RuntimeSpec, parameters: ModelParameters): number {
  const { inflate, write } = unpackCpu(layer, runtime, parameters);
  return runtime.pipelinedUnpack ? Math.max(inflate, write) : inflate + write;
}

/**
 * Rounded to 40 bits (Veltkamp's splitting), so that layers of one kind are one flow type: the last bits
 * of what a byte costs depend on the layer's size.
 */
function rounded(value: number): number {
  if (!Number.isFinite(value)) return value;
  const scaled = value * 8193;
  return scaled - (scaled - value);
}

/** Core-seconds of decompression per compressed byte. */
function inflateCpu(compression: Compression, runtime: RuntimeSpec): number {
  switch (compression) {
    case 'gzip':
      return 1 / runtime.gzipBytesPerSecond;
    case 'zstd':
      return 1 / runtime.zstdBytesPerSecond;
    case 'none':
      return 0;
  }
}

/** What bound a download: shared capacities of the way first, then interface, disk, cores, more of the host, own bound. */
export function downloadBinders(
  leg: Leg,
  reading: FlowReading,
  own: readonly OwnLimit[] = [],
  weights = makeBinderWeights(),
): BinderWeights {
  weights.fill(0);
  const bound = reading.boundSeconds;
  const shared = leg.binders.length;
  for (let i = 0; i < shared; i++) weights[BINDER_INDEX[leg.binders[i]!]]! += bound[i]!;
  weights[BINDER_INDEX.nic]! += bound[shared]!;
  weights[BINDER_INDEX.disk]! += bound[shared + 1]!;
  weights[BINDER_INDEX.cores]! += bound[shared + 2]!;
  own.forEach(({ binder }, i) => (weights[BINDER_INDEX[binder]]! += bound[shared + 3 + i]!));
  weights[BINDER_INDEX.stream]! += bound[shared + 3 + own.length]!;
  return weights;
}

/** What bound an unpack: disk, the host's cores, its import of layers where it `isImported`, one core. */
export function unpackBinders(
  reading: FlowReading,
  weights = makeBinderWeights(),
  isImported = false,
): BinderWeights {
  weights.fill(0);
  const bound = reading.boundSeconds;
  weights[BINDER_INDEX.disk]! += bound[0]!;
  weights[BINDER_INDEX.cores]! += bound[1]!;
  if (isImported) weights[BINDER_INDEX.import]! += bound[2]!;
  weights[BINDER_INDEX.core]! += bound[isImported ? 3 : 2]!;
  return weights;
}
