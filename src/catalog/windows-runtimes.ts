/**
 * Presets of container runtimes on Windows. Layers are imported one after another, at a rate that all pulls of the host
 * share (windows-costs.ts), and no faster gzip than Go's is installed. Left out: layers from URLs of Microsoft (foreign
 * layers, which images have not had since 2023), Hyper-V isolation, CimFS.
 */
import { contentStore, graphDriver, preset, type RuntimePreset } from './runtime-settings.js';
import { windowsCosts } from './windows-costs.js';

const { dockerImportBytesPerSecond, containerdImportBytesPerSecond } = windowsCosts;

const containerdOnWindows = {
  ...contentStore,
  downloadSlotsPerPull: 3,
  slotHeldInBackoff: true,
  importBytesPerSecond: containerdImportBytesPerSecond.value,
} as const;

export const windowsRuntimes: readonly RuntimePreset[] = [
  preset(
    'docker-windows',
    {
      ...graphDriver,
      layersWaitForConfig: true,
      importBytesPerSecond: dockerImportBytesPerSecond.value,
    },
    'go',
    {
      source:
        'moby v25.0.16: distribution/pull_v2.go, distribution/xfer, daemon/graphdriver/windows; ' +
        'the ECS-optimized Windows AMIs had Docker CE 20.10.21 (ECS developer guide, ecs-windows-ami-versions.md, 2023-06-15)',
      asOf: '2023-06-15',
      note:
        'the graph driver windowsfilter, default of Docker on Windows after 29, too: the configuration comes before the layers, as the ' +
        'host must know whether it can run the image; three downloads at a time for the daemon. How fast layers are imported is inferred.',
    },
  ),
  preset('containerd-windows', { ...containerdOnWindows, duplicates: 'polled' }, 'go', {
    source:
      'containerd v1.4.3: pull.go, unpacker.go, diff/windows, content/helpers.go; github.com/containerd/containerd/issues/11451',
    asOf: '2021-02-02',
    note:
      'pulls through CRI of the time in which they were measured: no suppressor, so that two pulls of one image download its blobs once, but ' +
      'unpack it twice, and take twice as long. 1.7 has one (`duplicates: locked`). How fast layers are imported is inferred.',
  }),
  preset('fargate-windows', { ...containerdOnWindows, duplicates: 'none' }, 'go', {
    source:
      'infoq.com/news/2024/06/aws-fargate-windows-launch: containerd pulls and extracts the images of Windows tasks; containerd v1.7.0: pull.go, diff/windows',
    asOf: '2024-06',
    evidence: 'inferred',
    note:
      'AWS does not publish release or settings. At the rate of containerd-windows the layers of .NET Framework take some 4 min, where ' +
      'a user saw 5 min more for them (containers-roadmap issue 2702, 2025-10-24). Each task has a machine of its own.',
  }),
];
