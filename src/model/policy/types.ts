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
  /** `manifest` or `pull`: both stages ask, and the answers can differ. */
  readonly stage?: PullStage;
  /** The reference as the container definition has it (pinned, where its deployment pins it). */
  readonly reference?: string;
  /** The agent recorded a successful pull of the image that the reference names locally, under whatever name. */
  readonly imagePulledByAgent?: boolean;
  /** Since the image that the reference names locally was first recorded; null when it is not. */
  readonly recordedSecondsAgo?: number | null;
  readonly nowSeconds?: number;
}

export type PullStage = 'manifest' | 'pull';

export interface PullDecision {
  readonly pull: boolean;
  readonly reason: string;
  /** Download all layers, even those on disk. Default: false. */
  readonly anew?: boolean;
}

/** What a retry rule is told about an attempt that has failed. */
export interface RetryQuestion {
  readonly behavior: PullBehavior;
  readonly stage: PullStage;
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number;
  /** `Name: message`. */
  readonly error: string;
  /** Attempts that the agent makes. */
  readonly agentAttempts: number;
  /** What the agent would wait now: its ramp with jitter. */
  readonly agentWaitSeconds: number;
  readonly imageOnDisk: boolean;
}

export type RetryDecision =
  | { readonly retry: false; readonly reason: string }
  | { readonly retry: true; readonly waitSeconds: number; readonly reason: string };

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
  readonly behavior: PullBehavior;
  readonly nowSeconds: number;
  readonly minimumAgeSeconds: number;
  readonly imagesPerCycle: number;
  readonly images: readonly ImageState[];
  /** Names that are never removed. */
  readonly exclude: readonly string[];
}

/** An image on disk that no task has used: what the untracked cleanup looks at. */
export interface UntrackedImage {
  readonly imageId: string;
  /** Local tags. */
  readonly tags: readonly string[];
  readonly bytes: number;
  /** When it was built; may be negative, before time zero. */
  readonly builtAtSeconds: number;
}

export interface UntrackedQuestion {
  readonly behavior: PullBehavior;
  readonly nowSeconds: number;
  readonly minimumAgeSeconds: number;
  readonly imagesPerCycle: number;
  /** Picks of tracked images that this cycle has made. */
  readonly trackedPicks: number;
  readonly images: readonly UntrackedImage[];
  readonly exclude: readonly string[];
}

/**
 * A policy for images on an EC2 host: pure functions, so that they can be tested as tables. What a policy
 * leaves out is done as the Amazon ECS agent does it. The four behaviours of the agent are one policy.
 */
export interface PullPolicy {
  readonly name: string;
  decidePull?(question: PullQuestion): PullDecision;
  afterManifestFailure?(failure: ManifestFailure): FailureDecision;
  afterPullFailure?(failure: PullFailure): FailureDecision;
  /** After an attempt that failed and that may be repeated. */
  retry?(question: RetryQuestion): RetryDecision;
  /** Whether cleanup cycles run at all under this behaviour; asked when the agent starts. */
  runsCleanup?(behavior: PullBehavior): boolean;
  /**
   * Image IDs to remove, in order. Asked before each removal of a cycle, with what is left of its quota: the first is
   * removed, and none ends the cycle. A removal counts whether it succeeds or not.
   */
  selectForCleanup?(question: CleanupQuestion): readonly string[];
  /** The same for images that no task has used, if their cleanup is enabled; the agent stops when its budget is used up. */
  selectUntracked?(question: UntrackedQuestion): readonly string[];
}

/** A policy with every rule. */
export type CompletePolicy = Required<PullPolicy>;
