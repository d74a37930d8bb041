/** Presets of what Fargate runs containers with on Linux. AWS publishes neither release nor settings: all is inferred. */
import { sociLazy } from './lazy-runtimes.js';
import {
  contentStore,
  graphDriver,
  preset,
  type Origin,
  type RuntimePreset,
  type Settings,
} from './runtime-settings.js';

const PIPELINED_ON_FARGATE =
  'That decompression is a process of its own (unpigz), beside hashing and writing, is inferred: layers unpack one after ' +
  'another, so with a single thread nothing but the overlap with downloads would gain from a second vCPU, and a user saw ' +
  'the same image take 8 min at 1 vCPU and under 4 min at 4 (stackoverflow.com/questions/51618252, 2018). ' +
  'The model gains less than that from 4 vCPU; it is not fitted to it.';

export const fargateRuntimes: readonly RuntimePreset[] = [
  fargatePreset(
    'fargate-1.4',
    {
      ...contentStore,
      downloadSlotsPerPull: 3,
      slotHeldInBackoff: true,
      duplicates: 'none',
      // Index v1 and v2: docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html (2026-07-10).
      lazy: { ...sociLazy, indexVersions: ['v2', 'v1'] },
    },
    {
      source:
        'containerd v2.2: client/pull.go, core/unpack/unpacker.go, core/remotes/docker/resolver.go; ' +
        'platform version 1.4.0 runs containerd (ECS developer guide, platform-linux-fargate.md, 2023-06-15); ' +
        'compressed and unpacked layers share the ephemeral storage (fargate-task-storage.html)',
      asOf: '2026-08-22',
      note:
        'AWS does not publish the version or the settings that Fargate uses: containerd defaults with sequential unpack ' +
        `are assumed, and those of SOCI's snapshotter for images with an index. ${PIPELINED_ON_FARGATE} Each task has a machine of its own and each container a store of its own, so nothing is shared.`,
    },
  ),
  fargatePreset(
    'fargate-1.3',
    { ...graphDriver, duplicates: 'none' },
    {
      source:
        'platform version 1.3.0 runs Docker (ECS developer guide, platform-linux-fargate.md, 2023-06-15; ' +
        'stackoverflow.com/questions/61265108, an AWS engineer, 2020-04); moby v25.0.16: distribution/xfer/download.go',
      asOf: '2023-06-15',
      note:
        'which Docker it was AWS does not say: the graph driver of Docker 25 is assumed, whose rules for pulls are older ' +
        `than Fargate. ${PIPELINED_ON_FARGATE} Each container pulls with three downloads of its own, as on 1.4.0. Blobs are temporary, but count in the 10 GB of layer storage until they are unpacked.`,
    },
  ),
];

function fargatePreset(name: string, settings: Settings, origin: Origin): RuntimePreset {
  return preset(name, settings, 'unpigz', { ...origin, evidence: 'inferred' });
}
