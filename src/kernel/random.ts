/**
 * Random numbers that depend on nothing but (seed, run, purpose, entity, index).
 * A purpose's key comes from seedrandom's Alea generator, seeded with (seed, run, purpose); a draw is a
 * counter-based hash of key, entity and index. There is no state that order of calls could disturb, so two
 * variants, or two workers, that ask for the same thing get the same number.
 */
import alea from 'seedrandom/lib/alea.js';
import type { Entity } from './entity.js';
import { threefryUniform } from './threefry.js';

export { entity, type Entity } from './entity.js';

/** The random numbers of one purpose (`ready time`, `registry latency` …) in one run. */
export class RandomStream {
  readonly #key0: number;
  readonly #key1: number;

  /** Two 32-bit words; from `KeyedRandom.stream`, or given by tests. */
  constructor(key0: number, key1: number) {
    this.#key0 = key0;
    this.#key1 = key1;
  }

  /**
   * A uniform number of (0, 1), an odd multiple of 2^-53. `index` tells several draws for one entity apart:
   * it is added to the entity's lower word, which for entities that are hashes is as good as hashing it too.
   */
  uniform(entity: Entity, index = 0): number {
    return threefryUniform(this.#key0, this.#key1, entity.high, entity.low + index);
  }
}

/** All random numbers of one run of one experiment. */
export class KeyedRandom {
  readonly #seed: string;
  readonly #run: number;
  readonly #streams = new Map<string, RandomStream>();

  constructor(seed: string, run: number) {
    this.#seed = seed;
    this.#run = run;
  }

  /** The stream of a purpose: always the same one for the same name. */
  stream(purpose: string): RandomStream {
    let stream = this.#streams.get(purpose);
    if (stream === undefined) {
      stream = makeStream(this.#seed, this.#run, purpose);
      this.#streams.set(purpose, stream);
    }
    return stream;
  }
}

function makeStream(seed: string, run: number, purpose: string): RandomStream {
  // As JSON no two triples share a text, and the text is never empty (Alea has a constant stream for undefined).
  const generator = alea(JSON.stringify([seed, run, purpose]));
  // Alea's first output depends too little on the last characters of its seed.
  generator();
  return new RandomStream(generator.int32(), generator.int32());
}
