/**
 * What one container instance and its agent have at an instant, as plain data: what `pullcast run --dump-state` prints
 * and tests of policies look at. A copy, which later events do not change.
 */
import type { ImageUser } from './agent/image-manager.js';
import type { EcsAgent } from './agent/ecs-agent.js';
import type { LocalImage } from './host/local-image.js';

/** An image in the agent's books. */
export interface TrackedImageState {
  readonly imageId: string;
  readonly names: readonly string[];
  /** First recorded. */
  readonly pulledAtSeconds: number;
  /** Least recently released, or first recorded. */
  readonly lastUsedAtSeconds: number;
  /** What `once` trusts. */
  readonly pullSucceeded: boolean;
  readonly references: readonly ImageUser[];
  /** Whether the container runtime has it. */
  readonly onDisk: boolean;
}

/** An image of the container runtime. */
export interface LocalImageState {
  readonly imageId: string;
  /** Name of the image in the scenario, and which of its releases it is. */
  readonly image: string;
  readonly release: number;
  readonly digest: string;
  readonly tags: readonly string[];
  readonly repoDigests: readonly string[];
  /** All its layers, those that it shares with others too. */
  readonly bytes: number;
  readonly tracked: boolean;
  /** Names of its containers, running or stopped. */
  readonly containers: readonly string[];
}

export interface HostState {
  readonly host: string;
  readonly atSeconds: number;
  readonly agentRuns: boolean;
  readonly states: readonly TrackedImageState[];
  readonly images: readonly LocalImageState[];
  readonly disk: { readonly sizeBytes: number; readonly usedBytes: number; readonly peakBytes: number };
  /** The pull/delete lock: pulls that hold it, whether a cleanup cycle does, and who waits. */
  readonly lock: {
    readonly readers: number;
    readonly writing: boolean;
    readonly waitingReaders: number;
    readonly waitingWriters: number;
  };
  readonly pullsInFlight: number;
  readonly tokens: readonly { readonly name: string; readonly expiresAtSeconds: number }[];
}

/** What the instance of an agent has now. */
export function hostState(agent: EcsAgent): HostState {
  const { environment, instance, images, pullDeleteLock, tokens } = agent;
  const { disk } = instance.store;
  return {
    host: instance.name,
    atSeconds: environment.now,
    agentRuns: agent.down === null,
    states: trackedImages(agent),
    images: Array.from(instance.store.images(), (image) =>
      localImage(image, images.state(image.release.imageId) !== undefined),
    ),
    disk: { sizeBytes: disk.sizeBytes, usedBytes: disk.usedBytes, peakBytes: disk.peakBytes },
    lock: {
      readers: pullDeleteLock.readers,
      writing: pullDeleteLock.writing,
      waitingReaders: pullDeleteLock.waitingReaders,
      waitingWriters: pullDeleteLock.waitingWriters,
    },
    pullsInFlight: agent.pullsInFlight,
    tokens: Array.from(tokens.expiries, ([name, expiresAtSeconds]) => ({ name, expiresAtSeconds })),
  };
}

function trackedImages({ images, instance }: EcsAgent): readonly TrackedImageState[] {
  return images.states().map(({ imageId, names, pulledAtSeconds, lastUsedAtSeconds, pullSucceeded }) => ({
    imageId,
    names,
    pulledAtSeconds,
    lastUsedAtSeconds,
    pullSucceeded,
    references: [...images.users(imageId)],
    onDisk: instance.store.image(imageId) !== undefined,
  }));
}

function localImage(
  { release, tags, repoDigests, containers }: LocalImage,
  tracked: boolean,
): LocalImageState {
  return {
    imageId: release.imageId,
    image: release.image,
    release: release.number,
    digest: release.digest,
    tags: [...tags],
    repoDigests: [...repoDigests],
    bytes: release.uncompressedBytes,
    tracked,
    containers: Array.from(containers, ({ name }) => name),
  };
}
