/**
 * W rows: pulls of Windows images by Docker and containerd, which import layers one after another at a rate of the host.
 * Machines and images are told in part; base images of those days are in no listing that was found, so that the first
 * known release of the same Windows stands in. Most of these reports are what the rates of import were taken from.
 */
import { imageDefaults } from '../../../src/catalog/costs.js';
import type { CatalogueLayer } from '../../../src/catalog/images.js';
import { findMachine } from '../../../src/catalog/machines.js';
import { windowsReleases } from '../../../src/catalog/windows-bases.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type { LayerSpec, MachineSpec, WorldSpec } from '../../../src/model/spec.js';
import type { StartStory } from '../../../src/model/story.js';
import { rows, runTask } from '../tiny-world.js';
import type { MeasuredRow } from './measured-row.js';
import { GIB, layersOf, otherMachine, preset, worldOf } from './one-pull.js';

type WindowsRuntime = 'docker-windows' | 'containerd-windows';

/** n1-standard-4 and the like. */
const vm = otherMachine({
  cores: 4,
  coreCapacity: 2.4,
  memoryBytes: 15 * GIB,
  nicBytesPerSecond: 10e9 / 8,
  diskBytesPerSecond: 120e6,
  diskBytes: 100e9,
});

const instance = findMachine('m5.xlarge')!;

const layerOf = (layer: CatalogueLayer): LayerSpec => ({
  ...layer,
  compression: 'gzip',
  changesEachRelease: false,
});

const serverCore = windowsReleases('servercore', 'ltsc2019')[0]!.layers.map(layerOf);

/** Of .NET Framework 4.8 and ASP.NET above Server Core 2019, github.com/dotnet/versions 9c41427, 2026-08-11. */
const ASPNET = [1299, 826_334_427, 1302, 40_640_293, 50_037_812, 49_195_266, 1292, 1296, 1291];

const nanoServer = layersOf([115e6], imageDefaults.uncompressedRatioWindows, imageDefaults.filesPerMegabyte);

/** ASP.NET on Server Core, as large on disk as the source says. */
function framework(diskBytes: number): LayerSpec[] {
  const { uncompressedRatioWindows, filesPerMegabyte } = imageDefaults;
  const own = layersOf(ASPNET, uncompressedRatioWindows, filesPerMegabyte);
  const all = [...serverCore, ...own];
  const scale = diskBytes / all.reduce((sum, layer) => sum + layer.uncompressedBytes, 0);
  return all.map((layer) => ({
    ...layer,
    compressedBytes: layer.compressedBytes * scale,
    uncompressedBytes: layer.uncompressedBytes * scale,
    files: layer.files * scale,
  }));
}

function windowsWorld(
  layers: readonly LayerSpec[],
  runtime: WindowsRuntime,
  machine: MachineSpec,
  pulls = 1,
): WorldSpec {
  const spec = worldOf({
    layers,
    machine,
    runtime: preset(runtime),
    registryType: 'generic',
    model: { jitter: false },
  });
  return {
    ...spec,
    durationSeconds: 7200,
    images: spec.images.map((image) => ({ ...image, platforms: ['windows/amd64'] })),
    capacities: spec.capacities.map((capacity) => ({ ...capacity, operatingSystem: 'WINDOWS' })),
    taskDefinitions: spec.taskDefinitions.map((definition) => ({
      ...definition,
      operatingSystem: 'WINDOWS',
      cpuUnits: definition.cpuUnits / pulls,
    })),
    timeline: [runTask(0, { count: pulls })],
  };
}

interface Seconds {
  readonly download: number;
  /** Import of one layer after another, summed. */
  readonly unpack: number;
  readonly whole: number;
}

function windowsPull(
  layers: readonly LayerSpec[],
  runtime: WindowsRuntime,
  machine = vm,
  pulls = 1,
): Seconds {
  const stories: StartStory[] = [];
  const result = simulateRun(windowsWorld(layers, runtime, machine, pulls), 'measurements', 0, {
    onStart: (story) => stories.push(story),
  });
  const starts = rows(result);
  const spans = stories[0]!.containers[0]!.layers.flatMap((layer) => layer.spans);
  const of = (wanted: string) => spans.filter(({ stage }) => stage === wanted);
  return {
    download: Math.max(...of('transferring').map(({ to }) => to)) - stories[0]!.pullStartedAt,
    unpack: of('unpacking').reduce((sum, { from, to }) => sum + to - from, 0),
    whole: Math.max(...starts.map((row) => row.pullStoppedAt - row.pullStartedAt)),
  };
}

// ── rows ──────────────────────────────────────────────────────────────────────────────────────

const VM_GUESS =
  'machine not told: four threads on two cores, 120 MB/s of disk; nothing but the import binds';
const BASE_GUESS = `Server Core 2019 as of 2025-05, the first release whose layers are listed: ${gigabytes(serverCore, 'compressedBytes')} GB, ${gigabytes(serverCore, 'uncompressedBytes')} GB on disk`;
const NEAR_GUESS = 'a registry of its own with 100 MB/s to a connection';

function gigabytes(layers: readonly LayerSpec[], key: 'compressedBytes' | 'uncompressedBytes'): string {
  return (layers.reduce((sum, layer) => sum + layer[key], 0) / 1e9).toFixed(1);
}

const FOUR_NINE = 'github.com/containerd/containerd/issues/4989, 2020-12-15';
const PAUSE = 'github.com/containerd/cri/issues/1355, 2019-12-11 and 2020-02-04';
const pausePull = (runtime: WindowsRuntime): number => windowsPull(serverCore, runtime).whole;
const frameworkPull = (): Seconds => windowsPull(framework(8.24e9), 'docker-windows', instance);
const serverCorePull = (): Seconds => windowsPull(serverCore, 'containerd-windows');

const common = { unit: 's', isRough: true } as const;
const guesses = [VM_GUESS, BASE_GUESS, NEAR_GUESS];

const importRows: readonly MeasuredRow[] = [
  {
    ...common,
    id: 'W3',
    what: '.NET Framework images of 8.24 GB on EKS, Docker, import of the layers (more than 8 min)',
    measured: 480,
    source: 'aws/aws-eks-best-practices, latest/bpg/windows/ami.adoc',
    predict: () => frameworkPull().unpack,
    guesses: ['ASP.NET 4.8 on Server Core 2019, scaled to that size; m5.xlarge with gp3', NEAR_GUESS],
    isInput: true,
  },
  {
    ...common,
    id: 'W4 download',
    what: 'servercore:1809 by containerd 1.4 on GCE, until all is downloaded',
    measured: 74,
    source: FOUR_NINE,
    predict: () => serverCorePull().download,
    guesses,
    gap: 'a layer of 1.7 GB in 74 s is 23 MB/s, from the registry or by the disk of a machine that is not told; the model gives a connection to a registry of no known kind 100 MB/s.',
  },
  {
    ...common,
    id: 'W4 import',
    what: 'the same, from then until the end',
    measured: 970,
    source: FOUR_NINE,
    predict: () => {
      const { whole, download } = serverCorePull();
      return whole - download;
    },
    guesses,
    isInput: true,
  },
  {
    ...common,
    id: 'W4 whole',
    what: 'the same, all of it',
    measured: 1044,
    source: FOUR_NINE,
    predict: () => serverCorePull().whole,
    guesses,
    isInput: true,
  },
  {
    ...common,
    id: 'W5 Docker',
    what: 'pause-win:1.0.0, which lies on Server Core, by Docker on GCE (another machine, traced: 322 s)',
    measured: 210,
    source: PAUSE,
    predict: () => pausePull('docker-windows'),
    guesses,
    isInput: true,
  },
  {
    ...common,
    id: 'W5 containerd',
    what: 'the same by containerd',
    measured: 1110,
    source: PAUSE,
    predict: () => pausePull('containerd-windows'),
    guesses,
    isInput: true,
  },
];

const twiceRow: MeasuredRow = {
  id: 'W7',
  what: 'one image pulled twice at once by containerd on one node, as a multiple of one pull (38m36s and 19m2.5s)',
  unit: 'times',
  measured: 2.03,
  source: 'github.com/containerd/containerd/issues/11451, 2025-02-27',
  predict: () => windowsPull(serverCore, 'containerd-windows', vm, 2).whole / serverCorePull().whole,
  guesses: ['image and machine not told: Server Core, as in W4'],
};

const nanoServerRow: MeasuredRow = {
  ...common,
  id: 'W9',
  what: 'a layer of 115 MB of Nano Server 2016 by Docker 17.03, import (more than 70 s)',
  measured: 70,
  source: 'github.com/docker/for-win/issues/671, 2017-04-25',
  predict: () => windowsPull(nanoServer, 'docker-windows').unpack,
  guesses: [VM_GUESS, NEAR_GUESS],
  gap: 'Server 2016 with Defender, which answers there say to switch off: 4 MB/s, near what containerd had with it in 2020 (W4). What stands for Docker is a rate without it, from Server 2019.',
};

export const windowsRows: readonly MeasuredRow[] = [...importRows, twiceRow, nanoServerRow];
