import { describe, expect, it } from 'vitest';
import { Signal } from '../../../src/kernel/signal.js';
import { watchPull } from '../../../src/model/agent/watch-pull.js';
import type { RunningPull } from '../../../src/model/pull/puller.js';
import type { AgentSettings, ModelParameters } from '../../../src/model/spec.js';
import { ecsAgent, environment, registries } from '../tiny-parts.js';
import { agent } from '../tiny-world.js';

interface Script {
  /** When messages come; the first one is the beginning. */
  readonly messages?: readonly number[];
  readonly endsAt?: number;
  readonly error?: string;
  readonly settings?: Partial<AgentSettings>;
  readonly parameters?: Partial<ModelParameters>;
}

/** What the agent makes of a pull whose messages come as the script says. */
function watch({ messages = [], endsAt, error, settings, parameters }: Script) {
  const env = environment(parameters);
  const it = ecsAgent(env, registries(env), { agent: agent(settings) });
  const signals = { begun: new Signal(env.simulation), ended: new Signal(env.simulation) };
  let reads = 0;
  let cancelled = '';
  const pull = {
    ...signals,
    result: null as { error: string | null } | null,
    reads: () => reads,
    cancel(reason: string) {
      cancelled = reason;
    },
  };
  for (const at of messages) {
    env.simulation.schedule(at, {
      handle() {
        reads++;
        signals.begun.fire();
      },
    });
  }
  if (endsAt !== undefined) {
    env.simulation.schedule(endsAt, {
      handle() {
        pull.result = { error: error ?? null };
        signals.ended.fire();
      },
    });
  }
  let at = NaN;
  function* watching() {
    const deadline = it.settings.imagePullTimeoutSeconds;
    const answer = yield* watchPull(it, pull as unknown as RunningPull, deadline);
    at = env.now;
    return answer;
  }
  const process = env.simulation.start(watching());
  env.simulation.run(20_000);
  return { error: process.result, at, cancelled };
}

const INACTIVE = 'CannotPullContainerError: inactivity time exceeded timeout while pulling image';

describe('an agent that watches a pull', () => {
  it('waits for its end, and words its error', () => {
    expect(watch({ messages: [1], endsAt: 30 })).toMatchObject({ error: null, at: 30 });
    expect(watch({ messages: [1], endsAt: 2, error: 'toomanyrequests' })).toMatchObject({
      error: 'CannotPullContainerError: toomanyrequests',
      at: 2,
    });
  });

  it('cuts off one that is silent from its start after twice the inactivity timeout', () => {
    const cancelled = 'inactivity time exceeded timeout while pulling image';
    expect(watch({})).toEqual({ error: INACTIVE, at: 120, cancelled });
    expect(watch({ messages: [1] })).toMatchObject({ error: INACTIVE, at: 120 });
  });

  it.each([
    [59, 120],
    [61, 180],
    [119, 180],
  ])('cuts off one whose last message came at %d s at %d s: activity is sampled', (last, at) => {
    expect(watch({ messages: [1, last] })).toMatchObject({ error: INACTIVE, at });
  });

  it('lets one go on that says something in each period', () => {
    const messages = Array.from({ length: 30 }, (_, index) => 1 + index * 59);
    expect(watch({ messages, endsAt: 1700 })).toMatchObject({ error: null, at: 1700, cancelled: '' });
  });

  it('fails one without a first message after five minutes, and does not cancel it', () => {
    const settings = { imagePullInactivityTimeoutSeconds: 180 };
    expect(watch({ settings })).toEqual({
      error: 'DockerTimeoutError: Could not transition to pullBegin; timed out after waiting 5m0s',
      at: 300,
      cancelled: '',
    });
  });

  it('leaves a silent start to that timeout, where silence is taken to count from the first message', () => {
    expect(watch({ parameters: { without: ['silent-stream'] } })).toMatchObject({ at: 300, cancelled: '' });
  });

  it('ends all attempts at their deadline', () => {
    const messages = Array.from({ length: 200 }, (_, index) => 1 + index * 50);
    expect(watch({ messages })).toEqual({
      error: 'DockerTimeoutError: Could not transition to pulled; timed out after waiting 2h0m0s',
      at: 7200,
      cancelled: 'context deadline exceeded',
    });
  });

  it('never cuts off a silent one before 1.17.3', () => {
    expect(watch({ messages: [1], settings: { version: '1.17.2' } }).at).toBe(7200);
  });
});
