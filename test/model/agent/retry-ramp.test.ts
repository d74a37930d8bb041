import { describe, expect, it } from 'vitest';
import { RetryRamp, rampSettings } from '../../../src/model/agent/retry-ramp.js';
import type { PullStage } from '../../../src/model/policy/types.js';
import { near, parameters } from '../tiny-world.js';

function waits(stage: PullStage, count: number, jitter = 0): number[] {
  const ramp = new RetryRamp(rampSettings(stage, parameters()));
  return Array.from({ length: count }, () => {
    const wait = ramp.peek(jitter);
    ramp.advance();
    return wait;
  });
}

describe('the retry ramp of an agent', () => {
  it('goes to five seconds and stays there', () => {
    expect(waits('pull', 6)).toEqual([1.1, 2.2, 4.4, 5, 5, 5].map((base) => near(base, 12)));
    const manifest = [0.01, 0.03, 0.09, 0.27, 0.81, 2.43, 5, 5];
    expect(waits('manifest', 8)).toEqual(manifest.map((base) => near(base, 12)));
  });

  it('adds at most a fifth', () => {
    expect(waits('pull', 1, 0.5)).toEqual([near(1.1 * 1.1, 12)]);
    expect(waits('pull', 1, 1)).toEqual([near(1.1 * 1.2, 12)]);
  });

  it('stays where it is while nobody waits', () => {
    const ramp = new RetryRamp(rampSettings('pull', parameters()));
    expect([ramp.peek(0), ramp.peek(0)]).toEqual([1.1, 1.1]);
  });
});
