import { describe, expect, it } from 'vitest';
import { Signal } from '../../../src/kernel/signal.js';
import { startTask } from '../../../src/model/agent/start-task.js';
import { sweepTask } from '../../../src/model/agent/sweep-task.js';
import type { AgentSettings } from '../../../src/model/spec.js';
import { ecsAgent, environment, finish, only, registries, task } from '../tiny-parts.js';
import { agent } from '../tiny-world.js';

/** A task that has started and is stopped at once. */
function setUp(settings: Partial<AgentSettings> = {}, jitter = false) {
  const env = environment({ jitter });
  const it = ecsAgent(env, registries(env), {
    agent: agent({ taskCleanupWaitSeconds: 1000, taskCleanupWaitJitterSeconds: 100, ...settings }),
  });
  const of = task(env);
  finish(env, startTask(it, of));
  const id = only(of).imageReferenced!;
  env.simulation.start(sweepTask(it, of));
  return { env, it, of, id, stoppedAt: env.now };
}

describe('the sweep of a stopped task', () => {
  it('removes its containers and releases its images after the cleanup wait', () => {
    const { env, it, of, id, stoppedAt } = setUp();
    env.simulation.run(stoppedAt + 999);
    expect(it.images.state(id)!.references).toBe(1);
    expect(it.instance.store.containers()).toMatchObject([{ finishedAt: stoppedAt }]);
    env.simulation.run();
    expect(it.images.state(id)).toMatchObject({ references: 0, lastUsedAtSeconds: stoppedAt + 1000 });
    expect(it.instance.store.containers()).toEqual([]);
    expect([only(of).localContainer, it.tasks.size]).toEqual([null, 0]);
  });

  it('waits up to a jitter longer, which is drawn', () => {
    const { env, it, id, stoppedAt } = setUp({}, true);
    env.simulation.run();
    const { lastUsedAtSeconds } = it.images.state(id)!;
    expect(lastUsedAtSeconds - stoppedAt).toBeGreaterThan(1000);
    expect(lastUsedAtSeconds - stoppedAt).toBeLessThan(1100);
  });

  it('takes a jitter below zero, which the agent lets pass, for none', () => {
    const { env, it, id, stoppedAt } = setUp({ taskCleanupWaitJitterSeconds: -5000 }, true);
    env.simulation.run();
    expect(it.images.state(id)!.lastUsedAtSeconds).toBe(stoppedAt + 1000);
  });

  it('waits for an agent that is down, and then takes place at once', () => {
    const { env, it, id, stoppedAt } = setUp();
    const up = new Signal(env.simulation);
    it.down = up;
    env.simulation.run(stoppedAt + 5000);
    expect(it.images.state(id)!.references).toBe(1);
    it.down = null;
    up.fire();
    env.simulation.run();
    expect(it.images.state(id)).toMatchObject({ references: 0, lastUsedAtSeconds: stoppedAt + 5000 });
  });

  it('does not take place where the agent has forgotten the task', () => {
    const { env, it, id } = setUp();
    it.tasks.clear();
    env.simulation.run();
    expect(it.images.state(id)!.references).toBe(1);
    expect(it.instance.store.containers().length).toBe(1);
  });

  it('releases images only when no cleanup cycle is under way', () => {
    const { env, it, id, stoppedAt } = setUp();
    env.simulation.run(stoppedAt + 990);
    env.simulation.start(it.images.lock.writeLock());
    env.simulation.run(stoppedAt + 1020);
    expect(it.images.state(id)!.references).toBe(1);
    it.images.lock.writeUnlock();
    env.simulation.run();
    expect(it.images.state(id)!.lastUsedAtSeconds).toBe(stoppedAt + 1020);
  });
});
