import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/kernel/process.js';
import { dockerTimeout, within } from '../../../src/model/agent/within.js';
import { environment } from '../tiny-parts.js';

function call(seconds: number, limit: number) {
  const env = environment();
  let ended = NaN;
  function* body(): Body<string> {
    if (seconds > 0) yield* env.simulation.delay(seconds);
    ended = env.now;
    return 'answer';
  }
  let at = NaN;
  function* asking(): Body<string | null> {
    const answer = yield* within(env.simulation, body(), limit);
    at = env.now;
    return answer;
  }
  const process = env.simulation.start(asking());
  env.simulation.run();
  return { answer: process.result, at, ended };
}

describe('a call with a time-out', () => {
  it('returns its answer, at once or when it comes', () => {
    expect(call(0, 10)).toEqual({ answer: 'answer', at: 0, ended: 0 });
    expect(call(4, 10)).toEqual({ answer: 'answer', at: 4, ended: 4 });
  });

  it('is given up when its time is over, and goes on', () => {
    expect(call(14, 10)).toEqual({ answer: null, at: 10, ended: 14 });
  });
});

it.each([
  [240, '4m0s'],
  [7200, '2h0m0s'],
  [45, '45s'],
  [90, '1m30s'],
])('a time-out of %d s is worded as Go words it', (seconds, text) => {
  expect(dockerTimeout('created', seconds)).toBe(
    `DockerTimeoutError: Could not transition to created; timed out after waiting ${text}`,
  );
});
