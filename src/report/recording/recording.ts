/**
 * What a run decided and what came of it, to be compared with a later play of the same scenario: the
 * decisions of the pull policy with their reasons, the outcome of each start, the image that ran and how it was
 * mounted where that could be lazy, of the first run of each variant; and the figures of the answer, over all runs. No
 * times of single starts: they move with every parameter, and figures tell of that.
 */
import { isLazySnapshotter } from '../../model/lazy/lazy-snapshotters.js';
import type { StartStory } from '../../model/story.js';
import type { PullStage } from '../../model/policy/types.js';
import { roundSignificant } from '../../units/round-significant.js';
import { METRIC_KEYS } from '../run-figures.js';
import type { MetricKey, VariantSummary } from '../summary.js';

export interface RecordedDecision {
  readonly container: string;
  readonly stage: PullStage;
  readonly pull: boolean;
  readonly reason: string;
}

export interface RecordedStart {
  readonly task: string;
  readonly outcome: StartStory['outcome'];
  /** `Name: message`; '' without an error. */
  readonly error: string;
  /** In the order of containers, then of time. */
  readonly decisions: readonly RecordedDecision[];
  /** Container and digest of what ran; without those that never did. */
  readonly ran: readonly (readonly [container: string, digest: string])[];
  /** Container and snapshotter, with the reason where its image was pulled whole; without those that could not be loaded lazily. */
  readonly mounted: readonly (readonly [container: string, how: string])[];
}

/** A recording of an earlier version lacks the figures that were added since. */
export type RecordedFigures = Readonly<Partial<Record<MetricKey, number>>>;

export interface RecordedVariant {
  readonly name: string;
  /** Of the first run, by task. */
  readonly starts: readonly RecordedStart[];
  /** Means over all runs, to six digits; ∞ where a quantile was never reached, NaN where there is none. */
  readonly figures: RecordedFigures;
}

export interface Recording {
  readonly scenario: string;
  readonly seed: string;
  readonly runs: number;
  readonly variants: readonly RecordedVariant[];
}

/** What is kept of a start. */
export function recordStart({ task, outcome, reason, containers }: StartStory): RecordedStart {
  return {
    task,
    outcome,
    error: reason,
    decisions: containers.flatMap(({ name, decisions }) =>
      decisions.map(({ stage, pull, reason: why }) => ({ container: name, stage, pull, reason: why })),
    ),
    ran: containers.flatMap(({ name, digestRan }) =>
      digestRan === null ? [] : [[name, digestRan] as const],
    ),
    mounted: containers.flatMap(({ name, snapshotter, fallback }) => {
      if (fallback !== '') return [[name, `${snapshotter}: ${fallback}`] as const];
      return isLazySnapshotter(snapshotter) ? [[name, snapshotter] as const] : [];
    }),
  };
}

const DIGITS = 6;

/** What is kept of a variant: `starts` are those of its first run, in any order. */
export function recordVariant(summary: VariantSummary, starts: readonly RecordedStart[]): RecordedVariant {
  const figures = Object.fromEntries(
    METRIC_KEYS.map((key) => [key, rounded(summary.metrics[key].estimate.mean)]),
  ) as Record<MetricKey, number>;
  const byTask = [...starts].sort((a, b) => (a.task < b.task ? -1 : 1));
  return { name: summary.name, starts: byTask, figures };
}

function rounded(value: number): number {
  return Number.isFinite(value) ? roundSignificant(value, DIGITS) : value;
}
