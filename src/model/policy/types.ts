/**
 * The vocabulary of image policies: what a policy is told and what it answers. Types only, so that
 * policies can be tested as decision tables, without a simulation. The rules themselves follow the
 * source of the Amazon ECS agent (see `decide-pull.ts` and its neighbours).
 */

/** Values of `ECS_IMAGE_PULL_BEHAVIOR`. */
export type PullBehavior = 'default' | 'always' | 'once' | 'prefer-cached';

export const PULL_BEHAVIORS: readonly PullBehavior[] = ['default', 'always', 'once', 'prefer-cached'];

/** What `decidePull` is told about one container's image on one host. */
export interface PullQuestion {
  readonly behavior: PullBehavior;
  /** The agent recorded a successful pull of this very reference string (the flag that `once` trusts). */
  readonly pulledByAgent: boolean;
  /** The container runtime can resolve the reference locally, whoever put the image there. */
  readonly imageOnDisk: boolean;
}

export interface PullDecision {
  readonly pull: boolean;
  readonly reason: string;
}

export interface ManifestFailure {
  readonly behavior: PullBehavior;
  readonly error: string;
}

/** `stop`: the task stops with the error. `continue`: the next stage is tried. */
export interface FailureDecision {
  readonly then: 'stop' | 'continue';
  readonly reason: string;
}

export interface PullFailure {
  readonly behavior: PullBehavior;
  readonly error: string;
  readonly essential: boolean;
  /** `ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT`. */
  readonly pullDependentContainersUpfront: boolean;
  /** The reference that was pulled (by digest, where one was resolved) can be inspected locally. */
  readonly pulledReferenceOnDisk: boolean;
}

/** One image as the agent's book-keeping sees it. */
export interface ImageState {
  readonly imageId: string;
  /** Reference strings of containers that used it; empty once its tag has moved. */
  readonly names: readonly string[];
  /** First recorded, never refreshed. */
  readonly pulledAtSeconds: number;
  /** When a stopped task was last swept, or when it was first recorded. */
  readonly lastUsedAtSeconds: number;
  /** Containers, running or stopped, that have not been swept. */
  readonly references: number;
  readonly pullSucceeded: boolean;
  readonly bytes: number;
}

export interface CleanupQuestion {
  readonly nowSeconds: number;
  readonly minimumAgeSeconds: number;
  readonly imagesPerCycle: number;
  readonly images: readonly ImageState[];
  /** Names that are never removed. */
  readonly exclude: readonly string[];
}

/** A policy for images on an EC2 host. The four behaviours of the agent are one of these. */
export interface PullPolicy {
  readonly name: string;
  decidePull(question: PullQuestion): PullDecision;
  afterManifestFailure(failure: ManifestFailure): FailureDecision;
  afterPullFailure(failure: PullFailure): FailureDecision;
  /** Image IDs to remove in this cycle, in order. */
  selectForCleanup(question: CleanupQuestion): readonly string[];
}
