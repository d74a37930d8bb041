/** Values that random worlds are made of. Few different ones, so that things meet: names, digests, instants. */
import fc from 'fast-check';
import type { Distribution } from '../../src/units/distribution.js';

export const IMAGES = ['api', 'web', 'job'];
export const TAGS = ['live', 'v1'];
/** Nothing begins after this; what goes on may end. */
export const LAST_SECONDS = 400;
export const DURATION_SECONDS = 5000;

/** Quarters of a second, so that many things happen at the same instant. */
export const seconds = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((quarters) => quarters / 4);

export const constantCost = (value: number): Distribution => ({ kind: 'constant', value });

export const cost: fc.Arbitrary<Distribution> = fc.oneof(
  fc.constant(constantCost(0)),
  seconds(8).map(constantCost),
  seconds(8).map((low): Distribution => ({ kind: 'uniform', low, high: low + 3 })),
);

/** Mostly long enough that what lives for so long is not replaced a thousand times. */
export const life: fc.Arbitrary<Distribution> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 20, max: 200 }).map(constantCost) },
  { weight: 1, arbitrary: cost },
);

/** One of these, and mostly the first. */
export function mostly<T>(first: T, ...others: T[]): fc.Arbitrary<T> {
  return weighted(3, first, others);
}

/** One of these, and nearly always the first: with another one hardly anything starts in a world. */
export function usually<T>(first: T, ...others: T[]): fc.Arbitrary<T> {
  return weighted(15, first, others);
}

function weighted<T>(weight: number, first: T, others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight, arbitrary: fc.constant(first) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );
}
