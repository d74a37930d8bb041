/**
 * Presets of container runtimes: how many layers are fetched at a time and for whom, what waits for what, what is
 * shared, how fast one core decodes. Where the rules come from is named with each preset. Left out: EROFS and other
 * snapshotters.
 */
import { fargateRuntimes } from './fargate-runtimes.js';
import { lazyRuntimes } from './lazy-runtimes.js';
import { contentStore, graphDriver, preset, type RuntimePreset, type Settings } from './runtime-settings.js';
import { windowsRuntimes } from './windows-runtimes.js';

export { gzipDecoders } from './runtime-settings.js';
export type { GzipDecoder, Lazy, Runtime, RuntimePreset } from './runtime-settings.js';

/** Three slots for the daemon, which each GET takes: containerd from 2.1. */
const slotsForRequests: Settings = { ...contentStore, downloadSlots: 3, slotUnit: 'request' };

/** The pull of SOCI's snapshotter, in its own temporary files. */
const soci: Settings = {
  ...contentStore,
  syncsBlobs: false,
  downloadSlotsPerPull: 3,
  chunksAskRegistry: false,
  // util/http/retry.go, config/defaults.go: 8 retries from 30 ms, doubling, and up to an eighth on top; Retry-After is left out.
  layerRequestRetries: { attempts: 9, backoffSeconds: 0.03, backoffFactor: 2, backoffJitterShare: 0.125 },
};

const UNPIGZ_ON_EKS =
  'unpigz is what EKS AMIs have; without it and igzip, Go decompresses in the same thread (`gzip: go`).';

const presets: readonly RuntimePreset[] = [
  preset('docker-25', graphDriver, 'unpigz', {
    source:
      'moby v25.0.16: distribution/xfer/download.go and transfer.go, distribution/pull_v2.go, daemon/config/config.go',
    asOf: '2026-08-23',
    note:
      'the Docker of the ECS-optimized AMIs (amazon-ecs-ami, 2026-08-21); keep-alive to registries came with 29.4. ' +
      'That unpigz is installed there is assumed: the AMI build scripts do not say.',
  }),
  preset('docker-29.0', { ...contentStore, duplicates: 'polled' }, 'unpigz', {
    source:
      'moby docker-v29.0.0 to 29.6: daemon/containerd/image_pull.go; containerd client 2.1.5: client/pull.go',
    asOf: '2026-08-23',
    note:
      'the containerd image store, default of new installations from 29.0: all layers of an image at once whatever ' +
      'max-concurrent-downloads says, and no suppressor. Connections are kept: its resolver is containerd’s, not that of the graph driver.',
  }),
  preset('docker-29.7', { ...slotsForRequests, duplicates: 'polled' }, 'unpigz', {
    source: 'moby docker-v29.7.0: daemon/containerd/image_pull.go, commit 4994a3ba0b (pull 53081)',
    asOf: '2026-08-23',
    note:
      'the containerd image store with a limit again: max-concurrent-downloads for the whole daemon, taken by each ' +
      'request through containerd’s download limiter. No suppressor.',
  }),
  preset(
    'containerd-1.2',
    { ...contentStore, downloadSlotsPerPull: 3, slotHeldInBackoff: true, fetchesAllFirst: true },
    'unpigz',
    {
      source:
        'containerd v1.2: pull.go and image.go (fetch, then Unpack); log in github.com/containerd/containerd/issues/2886',
      asOf: '2018-12-18',
      note: `as 1.7, but no layer is unpacked before all of the image are fetched; layers unpack beside downloads from 1.3 on. ${UNPIGZ_ON_EKS}`,
    },
  ),
  preset('containerd-1.7', { ...contentStore, downloadSlotsPerPull: 3, slotHeldInBackoff: true }, 'unpigz', {
    source: 'containerd v1.7.0: pull.go, pkg/cri/server/image_pull.go, pkg/unpack/unpacker.go, pkg/kmutex',
    note: `pulls through CRI: three layers at a time for each pull; images of one host that pull together share no limit. ${UNPIGZ_ON_EKS}`,
  }),
  preset('containerd-2.0', { ...contentStore, downloadSlotsPerPull: 3, slotHeldInBackoff: true }, 'unpigz', {
    source: 'containerd v2.0.0: client/pull.go, internal/cri/server/images, core/unpack/unpacker.go',
    note: `pulls through CRI, as 1.7; the transfer service counts its three slots for the daemon. ${UNPIGZ_ON_EKS}`,
  }),
  preset('containerd-2.1', slotsForRequests, 'unpigz', {
    source:
      'containerd v2.1.0: core/remotes/docker/fetcher.go, plugins/transfer/plugin.go (commits 024775dab, ca356e46e)',
    note: `three slots for the whole daemon, taken by each GET: manifests and configurations count too. ${UNPIGZ_ON_EKS}`,
  }),
  preset('containerd-2.2', slotsForRequests, 'unpigz', {
    source:
      'containerd v2.2.0: core/transfer/local/pull.go, core/unpack/unpacker.go, plugins/transfer/plugin.go',
    note: `pulls as 2.1; parallel unpack exists and is off by default (max_concurrent_unpacks 1). ${UNPIGZ_ON_EKS}`,
  }),
  preset(
    'containerd-2.2-parallel-unpack',
    { ...slotsForRequests, unpackSlotsPerPull: Infinity, unpackSlots: 10, unpackSlotBeforeDownload: true },
    'unpigz',
    {
      source:
        'containerd v2.2.0: core/unpack/unpacker.go, plugins/transfer/plugin.go; max_concurrent_unpacks 10 as in moby/buildkit issue 6358',
      note: `layers unpack beside each other and are committed in order; needs overlayfs or erofs. ${UNPIGZ_ON_EKS}`,
    },
  ),
  preset(
    'containerd-chunked-fetch',
    {
      ...slotsForRequests,
      downloadSlots: 32,
      chunkBytes: 8 * 2 ** 20,
      unpackSlotsPerPull: Infinity,
      unpackSlots: 10,
      unpackSlotBeforeDownload: true,
    },
    'go',
    {
      source:
        'github.com/moby/buildkit/issues/6358 (2025-11-13): 32 downloads, concurrent_layer_fetch_buffer 8 MiB, 10 unpacks; containerd v2.2.0: core/remotes/docker/fetcher.go',
      asOf: '2025-11-13',
      note: 'each range is a GET to the registry. What takes ranges out of order waits in memory, which is not counted. The decoder of that host is not told: Go is assumed.',
    },
  ),
  preset('soci-parallel-default', soci, 'go', {
    source: 'soci-snapshotter v0.15 (77fb4266): config/defaults.go, fs/unpacker.go, docs/parallel-mode.md',
    asOf: '2026-08-11',
    note:
      'parallel pull as the code sets it: three downloads and one unpack for an image, layers in one piece, blobs kept; ' +
      'Bottlerocket has the same. That the blob is written a second time, into the content store, is left out, and ' +
      'layers unpack in order, not in the order in which they arrive.',
  }),
  preset(
    'soci-parallel-eks',
    {
      ...soci,
      blobs: 'discarded',
      downloadSlotsPerPull: 20,
      chunkBytes: 16 * 2 ** 20,
      unpackSlotsPerPull: 12,
    },
    'unpigz',
    {
      source:
        'amazon-eks-ami, nodeadm/internal/containerd (AL2023, FastImagePull): SOCI parallel pull and unpack',
      asOf: '2026-07-23',
      note: '20 ranges of 16 MB and 12 unpacks for an image, no limit for the node, blobs discarded; on with 4 vCPU and 7 GiB at least.',
    },
  ),
  ...lazyRuntimes,
  ...fargateRuntimes,
  ...windowsRuntimes,
];

const presetByName: ReadonlyMap<string, RuntimePreset> = new Map(
  presets.map((preset) => [preset.runtime.name, preset]),
);

/** Shorter names, for the newest or the commonest of a family. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['docker-29', 'docker-29.7'],
  ['soci-parallel', 'soci-parallel-eks'],
]);

/** The preset of this name, or of this short name, with its provenance; undefined when there is none. */
export function findRuntime(name: string): RuntimePreset | undefined {
  return presetByName.get(aliases.get(name) ?? name);
}

/** Names of all presets, for messages and schemas. */
export function runtimeNames(): readonly string[] {
  return [...presetByName.keys()];
}

/** Short names, which mean one of the presets. */
export function runtimeAliases(): readonly string[] {
  return [...aliases.keys()];
}
