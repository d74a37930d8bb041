/**
 * Worlds of one image, pulled at the same time by some hosts that have nothing, with the catalogue's defaults. The
 * agent plays no part in what is read (pull started → pull stopped), so that pulls of kubelet and `ctr` can be
 * compared: tasks pull by tag and nothing was asked of the registry before.
 */
import type { RegistryType } from '../../../src/catalog/costs.js';
import { defaultModelParameters, imageDefaults, registryDefaults } from '../../../src/catalog/costs.js';
import { instanceStoreOf, findMachine, pageCacheOf } from '../../../src/catalog/machines.js';
import { decoderCosts } from '../../../src/catalog/capacity-costs.js';
import { findInstanceType, loadInstanceTypes } from '../../../src/catalog/instance-types.js';
import { findRuntime, gzipDecoders, type GzipDecoder } from '../../../src/catalog/runtimes.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type {
  Compression,
  LayerSpec,
  MachineSpec,
  ModelParameters,
  PeersSpec,
  RegistrySpec,
  RuntimeSpec,
  WorldSpec,
} from '../../../src/model/spec.js';
import type { StartStory } from '../../../src/model/story.js';
import { ec2, image, registry, rows, runTask, taskDefinition, world } from '../tiny-world.js';

// Hosts of sources are of all types, also of uncommon ones.
await loadInstanceTypes();

export const GIB = 2 ** 30;

export interface OnePull {
  readonly layers: readonly LayerSpec[];
  readonly machine: MachineSpec;
  readonly runtime: RuntimeSpec;
  readonly registryType: RegistryType;
  readonly registry?: Partial<RegistrySpec>;
  readonly region?: string;
  readonly hosts?: number;
  /** So long after each other the hosts pull; default: at the same time. */
  readonly apartSeconds?: number;
  readonly peers?: PeersSpec;
  readonly model?: Partial<ModelParameters>;
}

export function worldOf(pull: OnePull): WorldSpec {
  const { layers, machine, runtime, registryType, hosts = 1, region = 'us-east-1' } = pull;
  const { apartSeconds = 0, peers = null } = pull;
  const timeline =
    apartSeconds === 0
      ? [runTask(0, { count: hosts })]
      : Array.from({ length: hosts }, (_, index) => runTask(index * apartSeconds));
  return world({
    durationSeconds: 3600 + hosts * apartSeconds,
    images: [image({ layers, indexed: true, configBytes: imageDefaults.configBytes })],
    registries: [
      registry({
        ...registryDefaults(registryType),
        type: registryType,
        region: registryType === 'ecr' ? region : null,
        ...pull.registry,
      }),
    ],
    capacities: [ec2({ region, machine, runtime, peers, count: hosts })],
    // One task fills a host.
    taskDefinitions: [taskDefinition({ networkMode: 'host', cpuUnits: 1024 * machine.cores })],
    timeline,
    model: { ...defaultModelParameters(), ...pull.model },
  });
}

/** The median over runs and hosts of the seconds that a pull takes. */
export function pullSeconds(pull: OnePull, runs = 15): number {
  const spec = worldOf(pull);
  const seconds = Array.from({ length: runs }, (_, run) => rows(simulateRun(spec, 'measurements', run)))
    .flat()
    .map(({ pullStartedAt, pullStoppedAt }) => pullStoppedAt - pullStartedAt);
  return median(seconds);
}

/** The story of the first start, without randomness. */
export function storyOf(pull: OnePull): StartStory {
  const stories: StartStory[] = [];
  const spec = worldOf({ ...pull, model: { ...pull.model, jitter: false } });
  simulateRun(spec, 'measurements', 0, { onStart: (story) => stories.push(story) });
  return stories[0]!;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/** Layers of these compressed sizes; `filesPerMegabyte` of what is unpacked. */
export function layersOf(
  sizes: readonly number[],
  ratio: number,
  filesPerMegabyte: number,
  compression: Compression = 'gzip',
): LayerSpec[] {
  return sizes.map((compressedBytes, index) => ({
    digest: `layer ${index}`,
    compressedBytes,
    uncompressedBytes: compressedBytes * ratio,
    compression,
    files: Math.round(((compressedBytes * ratio) / 1e6) * filesPerMegabyte),
    changesEachRelease: false,
  }));
}

/** So many sizes, each 1 ÷ its rank of the first, that make up a total. */
export function byRank(totalBytes: number, count: number): number[] {
  const shares = Array.from({ length: count }, (_, index) => 1 / (index + 1));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => Math.round((totalBytes * share) / sum));
}

/** An instance with its images on its instance store. */
export function onInstanceStore(instanceType: string): MachineSpec {
  const store = instanceStoreOf(findInstanceType(instanceType)!)!;
  return {
    ...findMachine(instanceType)!,
    diskBytesPerSecond: store.bytesPerSecond,
    diskBytes: store.sizeBytes,
    diskCredits: [],
    snapshotBytesPerSecond: null,
    diskUsedBytes: 0,
  };
}

/** A machine of another provider: no credits, no limit of a single flow. */
export function otherMachine(
  machine: Pick<
    MachineSpec,
    'cores' | 'coreCapacity' | 'memoryBytes' | 'nicBytesPerSecond' | 'diskBytesPerSecond' | 'diskBytes'
  >,
): MachineSpec {
  return {
    ...machine,
    instanceType: null,
    nicCredits: null,
    flowBytesPerSecond: Infinity,
    diskCredits: [],
    pageCache: pageCacheOf(machine.memoryBytes),
    snapshotBytesPerSecond: null,
    diskOutlivesHost: false,
    diskUsedBytes: 0,
    architecture: 'X86_64',
  };
}

export function preset(name: string): RuntimeSpec {
  return findRuntime(name)!.runtime;
}

/** A preset of a runtime where another program decompresses gzip. */
export function decodedBy(name: string, decoder: GzipDecoder): RuntimeSpec {
  const { cost, ownProcess } = gzipDecoders[decoder];
  return { ...preset(name), pipelinedUnpack: ownProcess, gzipBytesPerSecond: decoderCosts[cost].value };
}
