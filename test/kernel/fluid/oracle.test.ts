import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fill, runOracle } from './oracle.js';
import type { Looks, Outcomes, Script, ScriptType } from './oracle.js';
import { play } from './play.js';

/** Few and round numbers, so that ties are frequent; and odd ones, so that most things are not. */
const rate = fc.oneof(fc.constantFrom(0, 10, 20, 60, 120), fc.double({ min: 1, max: 200, noNaN: true }));
const use = fc.constantFrom(1, 1, 1, 0, 0.5, 2.5);
const weight = fc.oneof(fc.constantFrom(1, 1, 1, 0.4, 2), fc.double({ min: 0.1, max: 10, noNaN: true }));
const bound = fc.oneof(
  fc.constantFrom(10, 20, 30),
  fc.constant(Infinity),
  fc.double({ min: 1, max: 100, noNaN: true }),
);
const work = fc.oneof(
  fc.integer({ min: 1, max: 200 }),
  fc.constant(0),
  fc.double({ min: 0.01, max: 500, noNaN: true }),
);

const CAPACITIES = 3;
const LOCAL = 2;

const type: fc.Arbitrary<ScriptType> = fc.record({
  shared: fc
    .uniqueArray(fc.nat(CAPACITIES - 1), { maxLength: CAPACITIES })
    .chain((picked) =>
      fc.tuple(...picked.map((capacity) => fc.record({ capacity: fc.constant(capacity), use }))),
    ),
  local: fc
    .uniqueArray(fc.nat(LOCAL - 1), { maxLength: LOCAL })
    .chain((picked) => fc.tuple(...picked.map((index) => fc.record({ index: fc.constant(index), use })))),
  weight,
  bound,
});

const at = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ min: 0, max: 10, noNaN: true }));

const script: fc.Arbitrary<Script> = fc.record({
  capacities: fc.array(fc.oneof(rate, fc.constant(Infinity)), {
    minLength: CAPACITIES,
    maxLength: CAPACITIES,
  }),
  sites: fc
    .array(fc.array(rate, { minLength: LOCAL, maxLength: LOCAL }), { minLength: 2, maxLength: 3 })
    .map((kinds) => [...kinds, ...kinds]),
  types: fc.array(type, { minLength: 3, maxLength: 3 }),
  chains: fc.array(
    fc.record({
      at,
      site: fc.nat(3),
      steps: fc.array(fc.record({ type: fc.nat(2), work }), { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  changes: fc.array(
    fc.oneof(
      fc.record({ at, capacity: fc.nat(CAPACITIES - 1), rate }),
      fc.record({ at, site: fc.nat(3), capacity: fc.nat(LOCAL - 1), rate }),
    ),
    { maxLength: 4 },
  ),
  looks: fc.uniqueArray(at, { maxLength: 3 }),
});

const close = (a: number, b: number, scale: number): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(scale, 1e-3);

function expectSame(actual: Outcomes, expected: Outcomes): void {
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [flow, { end, boundSeconds }] of expected) {
    const found = actual.get(flow)!;
    if (!close(found.end, end, end)) expect.fail(`flow ${flow} ends at ${found.end}, not at ${end}`);
    boundSeconds.forEach((seconds, k) => {
      if (close(found.boundSeconds[k]!, seconds, end)) return;
      expect.fail(
        `flow ${flow} is bound for ${found.boundSeconds.join()} s, not for ${boundSeconds.join()} s`,
      );
    });
  }
}

function expectSameTaken(actual: Looks, expected: Looks): void {
  expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [at, taken] of expected) {
    taken.forEach((amount, k) => {
      const found = actual.get(at)![k]!;
      if (!close(found, amount, Math.max(amount, 1))) {
        expect.fail(`at ${at} s ${found} has been taken of capacity ${k}, not ${amount}`);
      }
    });
  }
}

describe('the oracle', () => {
  it('stops at a level only flows that cross a used-up constraint or reach their bound', () => {
    const filled = fill(
      [95, 100],
      [
        { uses: [{ constraint: 0, use: 1 }], weight: 1, bound: 40 },
        {
          uses: [
            { constraint: 0, use: 1 },
            { constraint: 1, use: 1 },
          ],
          weight: 1,
          bound: Infinity,
        },
        { uses: [{ constraint: 1, use: 1 }], weight: 1, bound: Infinity },
      ],
    );
    expect(filled.map(({ rate }) => rate)).toEqual([40, 50, 50]);
    expect(filled.map(({ binder }) => binder)).toEqual([1, 1, 0]);
  });
});

describe('the fluid engine', () => {
  it('ends every flow when the oracle does, bound for as long by the same constraints', () => {
    fc.assert(
      fc.property(script, (one) => {
        expectSame(play({ ...one, looks: [] }).outcomes, runOracle({ ...one, looks: [] }).outcomes);
      }),
      { numRuns: 4000, seed: 1 },
    );
  });

  it('knows at any time how much its flows have taken of the capacities of a metered site', () => {
    fc.assert(
      fc.property(script, (one) => expectSameTaken(play(one).looks, runOracle(one).looks)),
      { numRuns: 2000, seed: 2 },
    );
  });
});
