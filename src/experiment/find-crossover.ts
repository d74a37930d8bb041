/**
 * Where the winner of two alternatives changes along one quantity: a few points bracket the changes, then each bracket
 * is halved until it is as narrow as the tolerance. Where the paired interval holds zero nobody wins, and what is
 * narrowed down instead is where "no difference" begins and ends. Several changes are each found, if they lie in
 * different brackets or come to light on the way; two that cancel out between two neighbours stay unseen. Knows no
 * scenario: a function that is passed in plays the points, those of several searches at a time.
 */
import { exp } from '../math/exp.js';
import { log } from '../math/log.js';
import { compareReplicates, type ReplicateDifference } from '../stats/compare-replicates.js';
import { type Stretch, stretchesOf } from './stretches.js';
import { type Better, type Replicates, sideOf } from './sweep-grid.js';

export interface CrossoverSearch {
  readonly low: number;
  readonly high: number;
  /** Equal factors instead of equal steps; `low` must lie above zero then. */
  readonly geometric?: boolean | undefined;
  /** The value that can be played next to a value; by default any. */
  readonly round?: ((value: number) => number) | undefined;
  /** Width of a bracket, as a share of its upper end, that is narrow enough; default 0.02. */
  readonly tolerance?: number | undefined;
  /** Points of the first look, both ends included; default 7. */
  readonly points?: number | undefined;
  /** Points in all, at which a search gives up; default 80. */
  readonly mostPoints?: number | undefined;
  readonly better?: Better | undefined;
}

/** The metric of both alternatives, one value a run. */
export type Pair = readonly [first: Replicates, second: Replicates];

/** Plays points; null for those that an interruption has left out. */
export type EvaluatePoints = (values: readonly number[]) => Promise<readonly (Pair | null)[]>;

/** As `EvaluatePoints`, for several searches: `search` is its place in the list. */
export type EvaluateSearches = (
  asked: readonly { readonly search: number; readonly value: number }[],
) => Promise<readonly (Pair | null)[]>;

export interface CrossoverPoint {
  readonly value: number;
  readonly pair: Pair;
  /** The second minus the first. */
  readonly difference: ReplicateDifference;
  /** 0 the first, 1 the second; null where no difference was found. */
  readonly wins: 0 | 1 | null;
}

/** A change of the winner. */
export interface Crossover {
  /** The last value at which `below` wins, and the first at which `above` does. */
  readonly low: number;
  readonly high: number;
  /** Where the mean difference is zero, interpolated. */
  readonly estimate: number;
  readonly below: 0 | 1;
  readonly above: 0 | 1;
  /** Whether no point in between left it open who wins. */
  readonly isClear: boolean;
}

export interface FoundCrossovers {
  /** All that were played, in ascending order. */
  readonly points: readonly CrossoverPoint[];
  readonly stretches: readonly Stretch[];
  readonly crossovers: readonly Crossover[];
  /** `limit`: the most points were played before every bracket was narrow. */
  readonly ended: 'found' | 'limit' | 'interrupted';
}

/**
 * Searches along one quantity.
 *
 * @throws RangeError for a range that is none.
 */
export async function findCrossover(
  search: CrossoverSearch,
  evaluate: EvaluatePoints,
): Promise<FoundCrossovers> {
  const [found] = await findCrossovers([search], (asked) => evaluate(asked.map(({ value }) => value)));
  return found!;
}

/** Several searches in step: each round plays the points of all of them together, so that all workers have work. */
export async function findCrossovers(
  searches: readonly CrossoverSearch[],
  evaluate: EvaluateSearches,
): Promise<readonly FoundCrossovers[]> {
  const states = searches.map((search) => new State(search));
  for (;;) {
    const asked = states.flatMap((state, search) => state.next().map((value) => ({ search, value })));
    if (asked.length === 0) break;
    const pairs = await evaluate(asked);
    asked.forEach(({ search, value }, index) => states[search]!.add(value, pairs[index] ?? null));
  }
  return states.map((state) => state.found());
}

class State {
  readonly #search: CrossoverSearch;
  #points: readonly CrossoverPoint[] = [];
  #isInterrupted = false;
  #isLimited = false;

  constructor(search: CrossoverSearch) {
    const { low, high, geometric = false, points = 7 } = search;
    if (!(high > low) || (geometric && low <= 0))
      throw new RangeError(`invalid range: ${low} to ${high}${geometric ? ' by factors' : ''}`);
    if (!Number.isInteger(points) || points < 2) throw new RangeError(`invalid points: ${points}`);
    this.#search = search;
  }

  /** The values to play next; none where the search has ended. */
  next(): readonly number[] {
    if (this.#isInterrupted) return [];
    if (this.#points.length === 0) return this.#firstLook();
    const open = this.#points.flatMap((point, index) => {
      const after = this.#points[index + 1];
      return after === undefined || after.wins === point.wins
        ? []
        : (this.#between(point.value, after.value) ?? []);
    });
    const room = Math.max(0, (this.#search.mostPoints ?? 80) - this.#points.length);
    if (open.length > room) this.#isLimited = true;
    return open.slice(0, room);
  }

  add(value: number, pair: Pair | null): void {
    if (pair === null) {
      this.#isInterrupted = true;
      return;
    }
    const side = sideOf(...pair, this.#search.better ?? 'less');
    const wins = side === null ? null : side === 'first' ? 0 : 1;
    const point = { value, pair, difference: compareReplicates(...pair), wins } as const;
    this.#points = [...this.#points, point].sort((a, b) => a.value - b.value);
  }

  found(): FoundCrossovers {
    const points = this.#points;
    const stretches = stretchesOf(points.map(({ wins }) => wins));
    return {
      points,
      stretches,
      crossovers: crossoversOf(points, stretches, this.#search.geometric ?? false),
      ended: this.#isInterrupted ? 'interrupted' : this.#isLimited ? 'limit' : 'found',
    };
  }

  #firstLook(): readonly number[] {
    const { low, high, geometric, points = 7, round = (value: number) => value } = this.#search;
    const inner = Array.from({ length: points - 2 }, (_, index) => (index + 1) / (points - 1)).map((share) =>
      round(geometric === true ? low * exp(share * log(high / low)) : low + share * (high - low)),
    );
    return [...new Set([low, ...inner.filter((value) => value > low && value < high), high])];
  }

  /** A value in the middle; undefined where the two are close enough, or nothing lies between. */
  #between(low: number, high: number): number | undefined {
    const { geometric, tolerance = 0.02, round = (value: number) => value } = this.#search;
    // Near zero a share of the value is no measure: there it is one of the range.
    const scale =
      geometric === true ? high : Math.max(Math.abs(high), (this.#search.high - this.#search.low) / 20);
    if (high - low <= tolerance * scale) return undefined;
    const middle = round(geometric === true ? Math.sqrt(low * high) : (low + high) / 2);
    return middle > low && middle < high ? middle : undefined;
  }
}

function crossoversOf(
  points: readonly CrossoverPoint[],
  stretches: readonly Stretch[],
  geometric: boolean,
): readonly Crossover[] {
  const decided = stretches.filter(({ wins }) => wins !== null);
  return decided.flatMap((before, index): Crossover[] => {
    const after = decided[index + 1];
    if (after === undefined || after.wins === before.wins) return [];
    const low = points[before.last]!;
    const high = points[after.first]!;
    return [
      {
        low: low.value,
        high: high.value,
        estimate: zeroOf(points.slice(before.last, after.first + 1), geometric),
        below: low.wins!,
        above: high.wins!,
        isClear: after.first === before.last + 1,
      },
    ];
  });
}

/** Where the mean difference crosses zero, on a straight line between two neighbours (of the logarithm, if geometric). */
function zeroOf(points: readonly CrossoverPoint[], geometric: boolean): number {
  const last = points[points.length - 1]!;
  const at = points.findIndex((point, index) => {
    const after = points[index + 1];
    return (
      after !== undefined && Math.sign(point.difference.estimate) !== Math.sign(after.difference.estimate)
    );
  });
  const from = points[Math.max(0, at)]!;
  const to = points[at + 1] ?? last;
  const [one, other] = [from.difference.estimate, to.difference.estimate];
  const share = Number.isFinite(one) && Number.isFinite(other) && one !== other ? one / (one - other) : 0.5;
  return geometric
    ? from.value * exp(share * log(to.value / from.value))
    : from.value + share * (to.value - from.value);
}
