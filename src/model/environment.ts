/**
 * What every part of one run shares: the clock, the fluid resources, the parameters and the random
 * draws. A draw is named by its purpose and by the entity it is for (a task, a host, a layer on a
 * host), never by order, so that variants share their draws (common random numbers).
 */
import { Fluid } from '../kernel/fluid/fluid.js';
import { KeyedRandom, type Entity, type RandomStream } from '../kernel/random.js';
import { quantile } from '../kernel/sample.js';
import { Simulation } from '../kernel/simulation.js';
import type { Distribution } from '../units/distribution.js';
import type { Inference } from './inferences.js';
import type { ModelParameters } from './spec.js';

export class Environment {
  readonly simulation = new Simulation();
  readonly fluid = new Fluid(this.simulation);
  readonly parameters: ModelParameters;
  /** Somebody will be told the story of each start: what it takes is kept. */
  readonly journal: boolean;
  readonly #random: KeyedRandom;
  readonly #streams = new Map<string, RandomStream>();

  constructor(parameters: ModelParameters, seed: string, run: number, journal = false) {
    this.parameters = parameters;
    this.journal = journal;
    this.#random = new KeyedRandom(seed, run);
  }

  get now(): number {
    return this.simulation.now;
  }

  /** One draw of `distribution` for this purpose, entity and index; its median when jitter is off. */
  draw(purpose: string, distribution: Distribution, who: Entity, index = 0): number {
    if (distribution.kind === 'constant') return distribution.value;
    if (!this.parameters.jitter) return quantile(distribution, 0.5);
    return quantile(distribution, this.uniform(purpose, who, index));
  }

  /** Whether an inferred rule holds: it does unless the scenario switches it off. */
  assumes(rule: Inference): boolean {
    return !this.parameters.without.includes(rule);
  }

  /** Jitter that comes on top of something: uniform in (0, 1), none at all when jitter is off. */
  extra(purpose: string, who: Entity, index = 0): number {
    return this.parameters.jitter ? this.uniform(purpose, who, index) : 0;
  }

  /** A uniform number in (0, 1) for this purpose, entity and index; 0.5 when jitter is off. */
  uniform(purpose: string, who: Entity, index = 0): number {
    if (!this.parameters.jitter) return 0.5;
    let stream = this.#streams.get(purpose);
    if (stream === undefined) {
      stream = this.#random.stream(purpose);
      this.#streams.set(purpose, stream);
    }
    return stream.uniform(who, index);
  }
}
