/**
 * The policy in small worlds: plain objects, no randomness, and a registry and a host that cost nothing but what
 * the test is about. A start tells what was decided for each container, and what came of it.
 */
import { describe, expect, it } from 'vitest';
import { ecsAgentPolicy } from 'pullcast/policy';
import { at, playWorld, runTask, world } from 'pullcast/testing';
import policy from '../keep-recent.mjs';

const HOUR = 3600;
const push = (seconds) => at(seconds, { kind: 'push', image: 'api', tag: 'live', sameDigest: false });

/** Starts at the given seconds; `more` happens meanwhile. */
function play(seconds, more = [], rules = policy) {
  const timeline = [...more, ...seconds.map((second) => runTask(second))];
  return playWorld(world({ durationSeconds: 10 * HOUR, timeline }), { policy: rules }).starts;
}

const pulled = (start) => start.containers[0].pullAttempts > 0;
const ran = (start) => start.containers[0].digestRan;

describe('keep-recent in a small world', () => {
  it('pulls at the first start and then not for an hour', () => {
    const starts = play([0, 60, 0.9 * HOUR]);
    expect(starts.map(pulled)).toEqual([true, false, false]);
    expect(starts.map(({ outcome }) => outcome)).toEqual(['started', 'started', 'started']);
    expect(starts[1].containers[0].decisions[0].reason).toBe('recorded less than an hour ago');
  });

  it('leaves the pull instants absent where nothing was pulled', () => {
    const [first, second] = play([0, 60]);
    expect(first.pullStoppedAt).toBeGreaterThan(0);
    expect(second.pullStartedAt).toBeNaN();
    expect(second.pullStoppedAt).toBeNaN();
  });

  it('runs an old release for an hour at most', () => {
    const starts = play([0, 1800, 1.1 * HOUR], [push(600)]);
    expect(ran(starts[1])).toBe(ran(starts[0]));
    expect(ran(starts[2])).not.toBe(ran(starts[0]));
  });

  it('asks at every start once an hour is over: pulling the same image again does not record it anew', () => {
    expect(play([0, 1.1 * HOUR, 1.2 * HOUR]).map(pulled)).toEqual([true, true, true]);
  });

  it('does not notice an outage of the registry within the hour, where the agent waits for its retries', () => {
    const outage = at(600, {
      kind: 'outage',
      registry: 'ecr',
      fault: 'throttled',
      forSeconds: HOUR,
      share: 1,
    });
    const seconds = (starts) => starts[1].readyAt - starts[1].requestedAt;
    expect(seconds(play([0, 900], [outage]))).toBeLessThan(1);
    expect(seconds(play([0, 900], [outage], ecsAgentPolicy))).toBeGreaterThan(20);
  });
});
