/** One line on standard error that is rewritten while an experiment runs; on anything but a terminal, nothing. */
import type { Progress } from '../experiment/run-experiment.js';
import type { Session } from './session.js';

/** How often the line may change, in milliseconds: more often only costs time. */
const PERIOD_MS = 80;

const CLEAR_LINE = '\r\u001b[K';

export interface ProgressLine {
  show(progress: Progress): void;
  /** Takes the line away. */
  clear(): void;
}

/** A progress line for the experiment `name`, or a silent one where a line cannot be rewritten. */
export function progressLine(session: Session, name: string, quiet: boolean): ProgressLine {
  if (!session.canRewrite || quiet) return { show: () => undefined, clear: () => undefined };
  const startedMs = session.now();
  let shownMs = Number.NEGATIVE_INFINITY;
  return {
    show(progress) {
      const nowMs = session.now();
      if (nowMs - shownMs < PERIOD_MS) return;
      shownMs = nowMs;
      session.err(CLEAR_LINE + formatProgress(name, progress, (nowMs - startedMs) / 1000));
    },
    clear() {
      if (shownMs > Number.NEGATIVE_INFINITY) session.err(CLEAR_LINE);
    },
  };
}

/** The line in words: how far, how long so far, and how long still at this pace. */
export function formatProgress(
  name: string,
  { finished, total, variant, run }: Progress,
  elapsedSeconds: number,
): string {
  const leftSeconds = finished === 0 ? Number.NaN : (elapsedSeconds / finished) * (total - finished);
  const left = Number.isFinite(leftSeconds) ? `, ${leftSeconds.toFixed(0)} s to go` : '';
  return `${name}   ${finished} of ${total} runs   ${elapsedSeconds.toFixed(1)} s${left}   (${variant}, run ${run + 1})`;
}
