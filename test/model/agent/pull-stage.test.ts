import { describe, expect, it } from 'vitest';
import { manifestStage } from '../../../src/model/agent/manifest-stage.js';
import { pulledReference, pullStage } from '../../../src/model/agent/pull-stage.js';
import type { EcsAgent } from '../../../src/model/agent/ecs-agent.js';
import type { TaskContainer } from '../../../src/model/launch/task.js';
import type { PullBehavior } from '../../../src/model/policy/types.js';
import { ecsAgent, environment, finish, only, registries, task } from '../tiny-parts.js';
import { agent, container, MB } from '../tiny-world.js';

function setUp(pullBehavior: PullBehavior = 'default', reference = 'api:live') {
  const env = environment();
  const all = registries(env);
  const it = ecsAgent(env, all, { agent: agent({ pullBehavior }) });
  const of = (name = 'first') => task(env, { containers: [container({ image: reference })] }, name);
  return { env, it, of, from: all.byName('ecr'), store: it.instance.store };
}

function* bothStages(it: EcsAgent, of: TaskContainer) {
  yield* manifestStage(it, of);
  return yield* pullStage(it, of);
}

describe('the pull stage', () => {
  it('pulls by the digest that was resolved and tags it locally', () => {
    const { env, it, of, store, from } = setUp();
    const first = of();
    expect(finish(env, bothStages(it, only(first)))).toBeNull();
    expect(pulledReference(only(first))).toBe(`api@${from.repository('api').newest.digest}`);
    expect(store.inspect('api:live')).toBe(store.inspect(pulledReference(only(first))));
    expect(only(first)).toMatchObject({ layersPulled: 1, layersReused: 0 });
    expect(first).toMatchObject({ bytes: 100 * MB, pullStartedAt: 0, pullStoppedAt: 3 });
  });

  it('counts the container as a user of the image, and the string as pulled', () => {
    const { env, it, of, from } = setUp();
    finish(env, bothStages(it, only(of())));
    const state = it.images.state(from.repository('api').newest.imageId);
    expect(state).toMatchObject({ names: ['api:live'], references: 1, pullSucceeded: true });
  });

  it('takes no lock and leaves no instants where no pull is required', () => {
    const { env, it, of } = setUp('once');
    finish(env, bothStages(it, only(of())));
    const before = env.now;
    env.simulation.start(it.pullDeleteLock.writeLock());
    const second = of('second');
    expect(finish(env, bothStages(it, only(second)))).toBeNull();
    expect(env.now).toBe(before);
    expect([second.pullStartedAt, second.pullStoppedAt]).toEqual([NaN, NaN]);
    expect(only(second).layersReused).toBe(1);
  });

  it('starts its pull when it has the lock, and waits for that first', () => {
    const { env, it, of } = setUp();
    env.simulation.start(it.pullDeleteLock.writeLock());
    const first = of();
    env.simulation.start(bothStages(it, only(first)));
    env.simulation.run(7);
    expect(first.pullStartedAt).toBeNaN();
    it.pullDeleteLock.writeUnlock();
    env.simulation.run();
    expect(first).toMatchObject({ pullStartedAt: 7, pullStoppedAt: 10 });
  });

  it('does not pull for a task that has ended meanwhile', () => {
    const { env, it, of, from } = setUp();
    const first = of();
    first.fail('another container failed', null);
    expect(finish(env, pullStage(it, only(first)))).toMatch(/^TaskStoppedBeforePullBeginError/);
    expect(from.downloadedBytes).toBe(0);
    expect(it.pullDeleteLock.readers).toBe(0);
  });

  it('tries five times, gives the lock back and does not flag the string', () => {
    const { env, it, of, from } = setUp();
    from.fail({ kind: 'not-found', share: 1 });
    const first = of();
    expect(finish(env, pullStage(it, only(first)))).toMatch(/^CannotPullContainerError: .*not found/);
    // A token, then ping and the first manifest, five times.
    expect(first.requests).toBe(1 + 5 * 2);
    expect(env.now).toBeCloseTo(12.7 * 1.1, 9);
    expect([it.pullDeleteLock.readers, it.pullsInFlight]).toEqual([0, 0]);
    expect(it.images.pulled('api:live')).toBe(false);
  });

  it('does not try again without a token', () => {
    const { env, it, of, from } = setUp();
    from.fail({ kind: 'auth-failing', share: 1 });
    expect(finish(env, pullStage(it, only(of())))).toMatch(/^CannotPullECRContainerError/);
    expect(env.now).toBe(0);
  });

  it('still finishes the pull of a task that is stopped, and counts its container', () => {
    const { env, it, of, store } = setUp();
    const first = of();
    env.simulation.start(bothStages(it, only(first)));
    env.simulation.run(1);
    first.requestStop();
    env.simulation.run();
    expect(env.now).toBe(3);
    expect(store.inspect('api:live')).toBeDefined();
    expect(it.pullDeleteLock.readers).toBe(0);
    expect(only(first).imageReferenced).not.toBeNull();
  });

  it('moves the local tag back when a digest that was resolved early is pulled late', () => {
    const { env, it, of, from, store } = setUp();
    const early = only(of('early'));
    finish(env, manifestStage(it, early));
    from.repository('api').push('live', false, 0);
    finish(env, bothStages(it, only(of('late'))));
    expect(store.inspect('api:live')!.release.number).toBe(1);
    finish(env, pullStage(it, early));
    expect(store.inspect('api:live')!.release.number).toBe(0);
  });
});
