import { describe, expect, it } from 'vitest';
import {
  adoptVolume,
  endAgent,
  restartAgent,
  restoreReferences,
} from '../../../src/model/agent/agent-restart.js';
import { cleanupCycle, startCleanup } from '../../../src/model/agent/image-cleanup.js';
import { startTask } from '../../../src/model/agent/start-task.js';
import { sweepTask } from '../../../src/model/agent/sweep-task.js';
import type { AgentSettings } from '../../../src/model/spec.js';
import { ecsAgent, environment, finish, only, registries, task } from '../tiny-parts.js';
import { agent } from '../tiny-world.js';

/** An agent with a task that runs, and without cleanup: ticks would go on for ever. */
function setUp(settings: Partial<AgentSettings> = {}) {
  const env = environment();
  const all = registries(env);
  const it = ecsAgent(env, all, {
    agent: agent({ taskCleanupWaitSeconds: 100, disableImageCleanup: true, ...settings }),
  });
  const of = task(env);
  finish(env, startTask(it, of));
  const id = only(of).imageReferenced!;
  return { env, all, it, of, id, store: it.instance.store };
}

describe('an agent that stops and runs again', () => {
  it('is down meanwhile, and knows its images, their flag and their containers afterwards', () => {
    const { env, it, of, id } = setUp();
    const before = it.images.state(id)!.pulledAtSeconds;
    env.simulation.start(restartAgent(it, 30));
    expect(it.down).not.toBeNull();
    env.simulation.run();
    expect(it.down).toBeNull();
    expect(it.images.state(id)).toMatchObject({
      references: 1,
      pullSucceeded: true,
      pulledAtSeconds: before,
    });
    expect(it.images.users(id)).toEqual([{ task: of.name, container: 'app' }]);
    expect(it.images.pulled('api:live')).toBe(true);
  });

  it('has lost its tokens and its ramps', () => {
    const { env, it } = setUp();
    const { tokens, pullDeleteLock } = it;
    const ramp = it.ramp('pull');
    finish(env, restartAgent(it, 1));
    expect([it.tokens === tokens, it.ramp('pull') === ramp, it.pullDeleteLock === pullDeleteLock]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('makes no reference for a container whose image was pulled but that was not created', () => {
    const { env, it, of, id, store } = setUp();
    store.removeContainer(only(of).localContainer!);
    only(of).localContainer = null;
    finish(env, restartAgent(it, 1));
    expect(it.images.state(id)!.references).toBe(0);
  });

  it('makes no state for an image that it had forgotten', () => {
    const { env, it, id } = setUp();
    it.images.forget(id);
    finish(env, restartAgent(it, 1));
    expect(it.images.states()).toEqual([]);
  });

  it('knows nothing where it writes no checkpoints: containers stay, and no sweep removes them', () => {
    const { env, it, of, store } = setUp({ checkpoint: false });
    finish(env, restartAgent(it, 1));
    expect(it.images.states()).toEqual([]);
    finish(env, sweepTask(it, of));
    expect(store.containers().length).toBe(1);
  });

  it('has its next cleanup an interval after it runs again, and none of its past', () => {
    const { env, it } = setUp({ imageCleanupIntervalSeconds: 600, disableImageCleanup: false });
    const start = env.now;
    startCleanup(it);
    env.simulation.run(start + 500);
    env.simulation.start(restartAgent(it, 50));
    env.simulation.run(start + 1149);
    expect(it.cleanupCycles).toBe(0);
    env.simulation.run(start + 1151);
    expect(it.cleanupCycles).toBe(1);
  });

  it('does not resume a cycle that was waiting when it stopped', () => {
    const { env, it } = setUp();
    const lock = it.pullDeleteLock;
    env.simulation.start(lock.readLock());
    env.simulation.start(cleanupCycle(it));
    env.simulation.start(restartAgent(it, 5));
    env.simulation.run();
    lock.readUnlock();
    env.simulation.run();
    expect([it.cleanupCycles, lock.writing]).toEqual([0, false]);
  });

  it('stays down for its time where it is stopped again meanwhile', () => {
    const { env, it } = setUp();
    const start = env.now;
    env.simulation.start(restartAgent(it, 30));
    env.simulation.start(restartAgent(it, 300));
    env.simulation.run();
    expect(env.now).toBe(start + 30);
  });

  it('does not run again where its host ends meanwhile, and keeps nobody waiting', () => {
    const { env, it } = setUp({ imageCleanupIntervalSeconds: 600, disableImageCleanup: false });
    const start = env.now;
    const next = task(env, {}, 'next');
    env.simulation.start(restartAgent(it, 1000));
    const waiting = env.simulation.start(startTask(it, next));
    env.simulation.run(start + 10);
    next.lose('TerminationNotice', 'TerminationNotice: gone');
    endAgent(it);
    env.simulation.run(start + 10);
    expect([waiting.done, it.tasks.size]).toEqual([true, 0]);
    env.simulation.run();
    expect(it.cleanupCycles).toBe(0);
  });

  it('looks at tasks in an order of chance', () => {
    const orders = new Set<string>();
    for (let run = 0; run < 8; run++) {
      const env = environment({ jitter: true });
      const it = ecsAgent(env, registries(env), { agent: agent({ disableImageCleanup: true }) });
      for (const name of ['a', 'b', 'c']) finish(env, startTask(it, task(env, {}, `${name}${run}`)));
      finish(env, restartAgent(it, 1));
      const { imageId } = it.images.states()[0]!;
      orders.add(
        it.images
          .users(imageId)
          .map((user) => user.task[0])
          .join(''),
      );
    }
    expect(orders.size).toBeGreaterThan(2);
  });
});

describe('references that are made anew', () => {
  it('leave names where they are, where that inference is switched off', () => {
    const env = environment({ without: ['restart-moves-names'] });
    const all = registries(env);
    const it = ecsAgent(env, all);
    const [old, young] = [task(env, {}, 'old'), task(env, {}, 'young')];
    finish(env, startTask(it, old));
    all.byName('ecr').repository('api').push('live', false, env.now);
    finish(env, startTask(it, young));
    restoreReferences(it, [young, old]);
    expect(it.images.state(only(young).imageReferenced!)).toMatchObject({
      names: ['api:live'],
      references: 1,
    });
    expect(it.images.state(only(old).imageReferenced!)).toMatchObject({ names: [], references: 1 });
  });
});

describe('a data volume on another host', () => {
  it('has its images, which are untracked there: once pulls again, prefer-cached does not', () => {
    const { env, all, it: former, store: old } = setUp();
    const it = ecsAgent(env, all);
    adoptVolume(it, former, env.now);
    expect(it.images.states()).toEqual([]);
    expect(it.images.pulled('api:live')).toBe(false);
    expect(it.instance.store.inspect('api:live')?.release).toBe(old.inspect('api:live')?.release);
  });

  it('has dead containers, which the cleanup of what is unknown removes, and then their image', () => {
    const { env, all, it: former } = setUp();
    const settings = {
      enableUntrackedImageCleanup: true,
      taskCleanupWaitSeconds: 1000,
      imageCleanupIntervalSeconds: 600,
    };
    const it = ecsAgent(env, all, { agent: agent(settings) });
    const start = env.now;
    adoptVolume(it, former, start);
    startCleanup(it);
    env.simulation.run(start + 700);
    expect([it.instance.store.containers().length, it.imagesRemoved]).toEqual([1, 0]);
    env.simulation.run(start + 1300);
    expect([it.instance.store.containers().length, it.imagesRemoved]).toEqual([0, 1]);
    expect(it.instance.store.disk.usedBytes).toBe(0);
  });

  it('leaves nothing to do to the agent that had it', () => {
    const {
      env,
      all,
      it: former,
      of,
    } = setUp({ imageCleanupIntervalSeconds: 600, disableImageCleanup: false });
    startCleanup(former);
    adoptVolume(ecsAgent(env, all), former, env.now);
    env.simulation.start(sweepTask(former, of));
    env.simulation.run();
    expect([former.cleanupCycles, former.images.states().length, former.tasks.size]).toEqual([0, 0, 0]);
  });
});
