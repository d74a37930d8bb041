import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../src/experiment/collect.js';
import { type Trial, expand } from '../../src/experiment/expand.js';
import type { RunResult } from '../../src/model/record.js';
import { tinyScenario } from './tiny-scenario.js';

/** A result that only says which trial it belongs to. */
const resultOf = ({ variant, run }: Trial): RunResult =>
  ({ series: [{ name: `${variant}/${run}` }] }) as unknown as RunResult;
const namesOf = (runs: readonly RunResult[]): readonly string[] =>
  runs.map(({ series }) => series[0]?.name ?? '');

describe('collect', () => {
  const scenario = tinyScenario({ runs: 3 });
  const trials = expand(scenario);

  it('orders results by run, in whatever order they finish', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...trials], { minLength: trials.length }), (order) => {
        const collector = collect(scenario);
        for (const trial of order) collector.add(trial, resultOf(trial));
        const { variants, complete } = collector.result();
        expect(complete).toBe(true);
        expect(variants.map(({ runs }) => namesOf(runs))).toEqual([
          ['0/0', '0/1', '0/2'],
          ['1/0', '1/1', '1/2'],
        ]);
      }),
    );
  });

  it('keeps the names and the order of the variants', () => {
    expect(
      collect(scenario)
        .result()
        .variants.map(({ name }) => name),
    ).toEqual(['default', 'once']);
  });

  it('keeps the runs before the first missing one, so that the n-th run is the same run in each variant', () => {
    const collector = collect(scenario);
    for (const trial of trials)
      if (!(trial.variant === 1 && trial.run === 1)) collector.add(trial, resultOf(trial));
    const { variants, complete } = collector.result();
    expect(complete).toBe(false);
    expect(variants.map(({ runs }) => namesOf(runs))).toEqual([['0/0', '0/1', '0/2'], ['1/0']]);
  });

  it('is not complete before anything has finished', () => {
    const { variants, complete } = collect(scenario).result();
    expect(complete).toBe(false);
    expect(variants.map(({ runs }) => runs)).toEqual([[], []]);
  });
});
