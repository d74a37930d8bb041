import { describe, expect, it } from 'vitest';
import {
  MANIFEST_RAMP,
  PULL_RAMP,
  RetryRamp,
  type RampSettings,
} from '../../../src/model/agent/retry-ramp.js';
import { near } from '../tiny-world.js';

function bases(settings: RampSettings, count: number): number[] {
  const ramp = new RetryRamp(settings);
  return Array.from({ length: count }, () => ramp.next(0));
}

describe('the retry ramp of an agent', () => {
  it('goes to five seconds and stays there', () => {
    expect(bases(PULL_RAMP, 6)).toEqual([1.1, 2.2, 4.4, 5, 5, 5].map((base) => near(base, 12)));
    const manifest = [0.01, 0.03, 0.09, 0.27, 0.81, 2.43, 5, 5];
    expect(bases(MANIFEST_RAMP, 8)).toEqual(manifest.map((base) => near(base, 12)));
  });

  it('adds at most a fifth', () => {
    expect(new RetryRamp(PULL_RAMP).next(0.5)).toBeCloseTo(1.1 * 1.1, 12);
    expect(new RetryRamp(PULL_RAMP).next(1)).toBeCloseTo(1.1 * 1.2, 12);
  });
});
