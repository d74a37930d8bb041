import { describe, expect, it } from 'vitest';
import { expand } from '../../src/experiment/expand.js';
import { tinyScenario } from './tiny-scenario.js';

describe('expand', () => {
  it('gives every run of every variant once', () => {
    const keys = expand(tinyScenario({ runs: 4 })).map(({ variant, run }) => `${variant}/${run}`);
    expect(keys).toHaveLength(8);
    expect(new Set(keys).size).toBe(8);
  });

  it('plays a run of all variants before the next run, so that an interrupted experiment holds pairs', () => {
    expect(expand(tinyScenario({ runs: 2 })).map(({ variant, run }) => [run, variant])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
  });

  it('gives all variants the seed of the scenario, so that they share their chance', () => {
    expect(new Set(expand(tinyScenario({ seed: 'abc' })).map(({ seed }) => seed))).toEqual(new Set(['abc']));
  });
});
