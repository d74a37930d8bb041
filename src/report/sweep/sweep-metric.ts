/** What a sweep looks at: any result that `expect` knows, its unit, and which direction is an improvement. */
import type { Better } from '../../experiment/sweep-grid.js';
import { parseResult } from '../../scenario/parse-threshold.js';
import type { Quantity } from '../../scenario/scenario.js';
import type { Unit } from '../summary.js';

export interface SweepMetric {
  /** As it was asked for: `start p50`. */
  readonly text: string;
  readonly quantity: Quantity;
  readonly unit: Unit;
  readonly better: Better;
}

/** The metric that a text such as `start p50` or `total cost per month` names. Throws UnitError. */
export function sweepMetric(text: string): SweepMetric {
  const quantity = parseResult(text);
  const words = text.trim().replace(/\s+/g, ' ');
  return { text: words, quantity, unit: unitOf(quantity), better: isGain(quantity) ? 'more' : 'less' };
}

/** Hits, tasks that run, lazy starts and days until a disk is full: the more, the better. */
function isGain({ kind }: Quantity): boolean {
  return kind === 'hitRate' || kind === 'runningShare' || kind === 'diskFull' || kind === 'lazyShare';
}

function unitOf(quantity: Quantity): Unit {
  switch (quantity.kind) {
    case 'phase':
    case 'request':
    case 'timeToRunning':
    case 'diskFull':
    case 'staleSeconds':
      return 'seconds';
    case 'failed':
    case 'hitRate':
    case 'lazyShare':
    case 'runningShare':
      return 'share';
    case 'diskPeak':
      return quantity.unit;
    case 'bytes':
      return 'bytes';
    case 'unfinished':
    case 'fallbacks':
    case 'requestsPerStart':
    case 'throttled':
    case 'upstreamPulls':
      return 'count';
    case 'cost':
      return 'usd';
  }
}
