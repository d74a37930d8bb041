/**
 * What one pull is doing at each moment, for the clock of the start it belongs to. Several layers are
 * at different stages at once; the start is in `unpack` while a layer unpacks, else in `fetch` while
 * bytes or answers are on their way, else in `wait`. Downloads may be shared with other pulls, so a
 * layer tells each pull that watches it.
 */
import { BINDERS, type Binder } from '../record.js';
import { BINDER_INDEX, type StartClock } from '../start-clock.js';
import type { Environment } from '../environment.js';

/** Stages of one layer, as far as they matter to the clock. */
export type LayerStage = 'slot' | 'requesting' | 'transferring' | 'backoff' | 'parent' | 'unpacking' | 'done';

const STAGES: readonly LayerStage[] = [
  'slot',
  'requesting',
  'transferring',
  'backoff',
  'parent',
  'unpacking',
  'done',
];
const STAGE_INDEX = Object.fromEntries(STAGES.map((stage, index) => [stage, index])) as Record<
  LayerStage,
  number
>;

/** Seconds by binder that a flow was bound by: what `settleFlows` shares pending seconds by. */
export type BinderWeights = Float64Array;

export function makeBinderWeights(): BinderWeights {
  return new Float64Array(BINDERS.length);
}

export class PullProgress {
  readonly #clock: StartClock;
  readonly #environment: Environment;
  readonly #counts = new Int32Array(STAGES.length);
  readonly #fetchWeights = makeBinderWeights();
  readonly #unpackWeights = makeBinderWeights();

  constructor(clock: StartClock, environment: Environment) {
    this.#clock = clock;
    this.#environment = environment;
  }

  /** The pull asks the registry what the reference names. */
  resolving(): void {
    this.#clock.enter('resolve', 'latency', this.#environment.now);
  }

  /** Nobody answers what the pull asks. */
  unanswered(): void {
    this.#clock.enter('resolve', 'timeout', this.#environment.now);
  }

  /** A layer enters its first stage. */
  begin(stage: LayerStage): void {
    this.#counts[STAGE_INDEX[stage]]!++;
    this.update();
  }

  /** A layer goes from one stage to another. */
  move(from: LayerStage, to: LayerStage): void {
    this.#counts[STAGE_INDEX[from]]!--;
    this.#counts[STAGE_INDEX[to]]!++;
    this.update();
  }

  /** The pull has ended, in one way or the other: pending seconds are shared out. */
  end(): void {
    this.#counts.fill(0);
    this.#clock.stop(this.#environment.now);
    this.#clock.settleFlows(this.#fetchWeights, this.#unpackWeights);
  }

  /** Seconds that a download of this pull was bound by each binder. */
  addFetch(weights: BinderWeights): void {
    addInto(this.#fetchWeights, weights);
  }

  addUnpack(weights: BinderWeights): void {
    addInto(this.#unpackWeights, weights);
  }

  addUnpackSeconds(binder: Binder, seconds: number): void {
    this.#unpackWeights[BINDER_INDEX[binder]]! += seconds;
  }

  /** Puts the clock into the phase that the layers' stages make. */
  update(): void {
    const now = this.#environment.now;
    const counts = this.#counts;
    if (counts[STAGE_INDEX.unpacking]! > 0) this.#clock.enter('unpack', 'flow', now);
    else if (counts[STAGE_INDEX.transferring]! > 0) this.#clock.enter('fetch', 'flow', now);
    else if (counts[STAGE_INDEX.requesting]! > 0) this.#clock.enter('fetch', 'latency', now);
    else if (counts[STAGE_INDEX.backoff]! > 0) this.#clock.enter('wait', 'backoff', now);
    else if (counts[STAGE_INDEX.slot]! > 0) this.#clock.enter('wait', 'slot', now);
    else this.#clock.enter('fetch', 'latency', now);
  }
}

function addInto(sum: BinderWeights, weights: BinderWeights): void {
  for (let i = 0; i < sum.length; i++) sum[i]! += weights[i]!;
}
