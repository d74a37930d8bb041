import { describe, expect, it } from 'vitest';
import { runDiskOracle } from '../../bench/disk-storm-oracle.js';
import { runOracle } from '../../bench/storm-oracle.js';
import { runStorm } from '../../bench/storm-program.js';
import { generate, REGIMES } from '../../bench/workload.js';

function largestError(actual: Float64Array, expected: Float64Array): number {
  return expected.reduce((worst, at, i) => Math.max(worst, Math.abs(actual[i]! - at) / at), 0);
}

describe.each(REGIMES)('the storm in regime %s', (regime) => {
  const oracle = regime === 'R7' ? runDiskOracle : runOracle;

  it.each([10, 100])('ends for each of %i instances when the oracle says', (instances) => {
    const workload = generate(regime, instances);
    const result = runStorm(workload);
    const expected = oracle(workload);
    expect(result.events).toBe(expected.events);
    expect(largestError(result.doneSeconds, expected.doneSeconds)).toBeLessThan(1e-9);
  });
});

describe('the storm', () => {
  it.each(['R2', 'R5', 'R6'] as const)('of a thousand instances in %s agrees with the oracle', (regime) => {
    const workload = generate(regime, 1000);
    const expected = runOracle(workload);
    expect(largestError(runStorm(workload).doneSeconds, expected.doneSeconds)).toBeLessThan(1e-9);
  });
});
