/**
 * Container runtimes that mount images before their bytes are there: SOCI's snapshotter and stargz-snapshotter, as their
 * code sets them. What they cannot load lazily, containerd pulls whole: with the labels that such snapshotters need, a pull
 * through CRI goes by containerd's client, three layers at a time for each pull (containerd docs/cri/config.md).
 */
import { snapshotterCosts } from './lazy-costs.js';
import { contentStore, preset, type Lazy, type RuntimePreset, type Settings } from './runtime-settings.js';

/** util/http/retry.go, config/defaults.go: 8 retries from 30 ms, doubling, and up to an eighth on top. */
const spanRetries = {
  attempts: 9,
  backoffSeconds: 0.03,
  backoffFactor: 2,
  backoffJitterShare: 0.125,
} as const;

const snapshotter = {
  mountSeconds: snapshotterCosts.lazyMountSeconds.value,
  indexedFileSeconds: snapshotterCosts.indexedFileSeconds.value,
  fuseBytesPerSecond: snapshotterCosts.fuseBytesPerSecond.value,
  // The kernel asks for 128 KiB at most, which lie in one span or two.
  readStreams: 1,
  spanRetries,
} as const;

/** soci-snapshotter config/defaults.go and fs/fs.go (77fb4266): index v2 only from 0.10 on. */
export const sociLazy: Lazy = {
  ...snapshotter,
  format: 'soci',
  indexVersions: ['v2'],
  indexesFirst: true,
  // What is fetched ahead is there before the mounts are.
  prefetchTimeoutSeconds: 0,
  background: { periodSeconds: 0.5, streams: 1, silenceSeconds: 30, silencedBy: 'mount' },
};

/** stargz-snapshotter fs/fs.go, fs/layer/layer.go, task/task.go (2026-08-21). */
const stargzLazy: Lazy = {
  ...snapshotter,
  format: 'estargz',
  indexVersions: [],
  indexesFirst: false,
  prefetchTimeoutSeconds: 10,
  background: { periodSeconds: 0, streams: 2, silenceSeconds: 5, silencedBy: 'read' },
};

const client: Settings = { ...contentStore, downloadSlotsPerPull: 3, slotHeldInBackoff: true };

export const lazyRuntimes: readonly RuntimePreset[] = [
  preset('soci', { ...client, lazy: sociLazy }, 'go', {
    source:
      'soci-snapshotter v0.15 (77fb4266): config/defaults.go, fs/fs.go, fs/artifact_fetcher.go, fs/backgroundfetcher, snapshot/snapshot.go',
    asOf: '2026-08-11',
    note:
      'lazy loading with an index of version 2; version 1 is off by default. All zTOCs before the first mount, one writer of ' +
      'the database, a span every 500 ms in the background after 30 s of silence. What has no index is pulled whole by containerd.',
  }),
  preset('stargz', { ...client, lazy: stargzLazy }, 'go', {
    source:
      'containerd/stargz-snapshotter (2026-08-21): fs/fs.go, fs/layer/layer.go, fs/remote/blob.go, task/task.go, fs/config',
    asOf: '2026-08-21',
    note:
      'eStargz: each layer has its table; containers are created when what lies before the landmark has come, or after 10 s; two ' +
      'background fetches, which rest for 5 s after each read that had to fetch. Other layers are pulled whole by containerd.',
  }),
];
