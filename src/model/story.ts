/**
 * What happened in one start, in order of time: what `explain`, `--record` and tests of policies read. Kept
 * only where somebody listens (`RunOptions.onStart`), as it is many times as large as the row of the start.
 * Instants are simulated seconds; NaN where they were not reached or where ECS leaves them absent.
 */
import type { PullStage } from './policy/types.js';
import type { LazyFallback } from './lazy-spec.js';
import type { Binder, Phase } from './record.js';

/** Why a task stopped, as ECS reports it (`stopCode` of DescribeTasks); '' while it runs. */
export type StopCode =
  | ''
  | 'TaskFailedToStart'
  | 'EssentialContainerExited'
  | 'UserInitiated'
  | 'ServiceSchedulerInitiated'
  | 'SpotInterruption'
  | 'TerminationNotice';

/** The note of a span in which the host had nobody to go on with a task: its agent did not run. */
export const AGENT_DOWN = 'the agent is down';

/** A time in one phase, bound by one thing. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly phase: Phase;
  /** `flow`: bytes moved or were unpacked; the layers tell what bound them. */
  readonly binder: Binder | 'flow';
  /** What the wait was for, where that can be named: who held the lock, which attempt; '' otherwise. */
  readonly note: string;
}

/** One answer of the pull policy. */
export interface DecisionStory {
  readonly at: number;
  readonly stage: PullStage;
  readonly pull: boolean;
  readonly reason: string;
}

export interface LayerStory {
  readonly digest: string;
  readonly compressedBytes: number;
  /** Who brought it: this pull, another pull at the same time, or it was on disk. */
  readonly origin: 'own' | 'other pull' | 'disk';
  readonly spans: readonly { readonly stage: string; readonly from: number; readonly to: number }[];
  /** Seconds by what bound the download and the unpack; only those above zero. */
  readonly fetchBound: Readonly<Partial<Record<Binder, number>>>;
  readonly unpackBound: Readonly<Partial<Record<Binder, number>>>;
  /** '' unless it failed. */
  readonly error: string;
  /** Of its index, where it was mounted before its bytes were there; absent where it was pulled whole. */
  readonly indexBytes?: number;
  /** Why it was pulled whole although its image was loaded lazily; absent where there is nothing to say. */
  readonly whole?: string;
}

export interface ContainerStory {
  readonly name: string;
  /** The reference that it was created by. */
  readonly image: string;
  readonly essential: boolean;
  readonly decisions: readonly DecisionStory[];
  readonly manifestAttempts: number;
  readonly pullAttempts: number;
  readonly pullStartedAt: number;
  readonly pullStoppedAt: number;
  /** What ECS is told; null when none was resolved. */
  readonly digestReported: string | null;
  /** What really ran: digest and image ID; null when nothing did. */
  readonly digestRan: string | null;
  readonly imageIdRan: string | null;
  readonly lockWaitSeconds: number;
  /** Who held the lock when this container began to wait for it; '' when it did not wait. */
  readonly lockHeldBy: string;
  /** Summed over layers. */
  readonly slotWaitSeconds: number;
  readonly startedAt: number;
  readonly readyAt: number;
  /** When it ended, by itself or with its task; NaN while it runs and where it never did. */
  readonly stoppedAt: number;
  readonly exitCode: number | null;
  /** `Name: message` of its first error, whatever came of it; '' without one. */
  readonly reason: string;
  /** What its image is mounted by, as the task metadata endpoint says; '' before it is. */
  readonly snapshotter: string;
  /** Why its image was pulled whole although its host loads lazily; '' otherwise. */
  readonly fallback: LazyFallback | '';
  /** Parts of its image, and their compressed bytes, that were fetched while its application started. */
  readonly spansFetched: number;
  readonly bytesFetched: number;
  readonly spans: readonly Span[];
  readonly layers: readonly LayerStory[];
}

export interface StartStory {
  readonly task: string;
  readonly service: string;
  readonly capacity: string;
  readonly host: string;
  readonly outcome: 'started' | 'failed' | 'unfinished' | 'stopped';
  readonly stopCode: StopCode;
  /** `Name: message` as reported for the task; '' without an error. */
  readonly reason: string;
  readonly requestedAt: number;
  readonly createdAt: number;
  readonly pullStartedAt: number;
  readonly pullStoppedAt: number;
  readonly startedAt: number;
  readonly readyAt: number;
  readonly stoppedAt: number;
  /** Of the first requests that it served, the first one and the slowest; NaN where nobody asks. */
  readonly firstRequestSeconds: number;
  readonly slowestRequestSeconds: number;
  /** Name of the container that was ready last, or that failed; '' when no container had begun. */
  readonly last: string;
  /** Before its containers began. */
  readonly spans: readonly Span[];
  readonly containers: readonly ContainerStory[];
}
