import { describe, expect, it } from 'vitest';
import { endAgent } from '../../../src/model/agent/agent-restart.js';
import { cleanupCycle, startCleanup } from '../../../src/model/agent/image-cleanup.js';
import type { Inference } from '../../../src/model/inferences.js';
import { ecsAgentPolicy } from '../../../src/model/policy/ecs-agent-policy.js';
import type { CleanupQuestion } from '../../../src/model/policy/types.js';
import type { AgentSettings } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { ecsAgent, environment, finish, registries } from '../tiny-parts.js';
import { agent, image, layer } from '../tiny-world.js';

const USER = { task: 'task', container: 'app' };

const NAMES = ['a', 'b', 'c'];
const images = NAMES.map((name) =>
  image({ name, repository: name, layers: [layer({ digest: `sha256:${name}` })] }),
);

/** An agent that pulled three images long ago: a was released first, then b, then c. */
function setUp(
  settings: Partial<AgentSettings> = {},
  imageRemoveSeconds = 0,
  without: readonly Inference[] = [],
) {
  const env = environment({ imageRemove: constant(imageRemoveSeconds), without });
  const all = registries(env, images);
  const it = ecsAgent(env, all, { agent: agent(settings) });
  NAMES.forEach((name, index) => {
    const local = it.instance.store.preload(all.resolve(`${name}:live`)!, `${name}:live`);
    it.images.record(local.release.imageId, `${name}:live`, 1, -100_000 + index, true);
  });
  const onDisk = () => NAMES.filter((name) => it.instance.store.inspect(`${name}:live`) !== undefined);
  const idOf = (name: string) => all.resolve(`${name}:live`)!.imageId;
  return { env, all, it, onDisk, idOf, store: it.instance.store };
}

describe('a cleanup cycle', () => {
  it('removes the images released longest ago, at most so many', () => {
    const { env, it, onDisk } = setUp({ imagesDeletePerCycle: 2 });
    finish(env, cleanupCycle(it));
    expect(onDisk()).toEqual(['c']);
    expect([it.imagesRemoved, it.cleanupCycles]).toEqual([2, 1]);
    expect(it.images.pulled('a:live')).toBe(false);
  });

  it('leaves what is in use, too young, or unknown to the agent', () => {
    const { env, all, it, onDisk, idOf } = setUp();
    it.images.addReference(idOf('a'), 'a:live', 1, 0, USER);
    it.images.forget(idOf('b'));
    const pushed = all.byName('ecr').repository('c');
    pushed.push('v2', false, 0);
    it.instance.store.preload(pushed.newest, 'c:v2');
    it.images.record(pushed.newest.imageId, 'c:v2', 1, -3600, true);
    finish(env, cleanupCycle(it));
    expect(onDisk()).toEqual(['a', 'b']);
    expect(it.instance.store.inspect('c:v2')).toBeDefined();
  });

  it('looks for each pick at what is old enough by then', () => {
    const { env, it, onDisk, idOf } = setUp({ imagesDeletePerCycle: 2 }, 10);
    it.images.forget(idOf('a'));
    it.images.forget(idOf('b'));
    it.images.forget(idOf('c'));
    it.images.record(idOf('a'), 'a:live', 1, -3595, true);
    it.images.record(idOf('b'), 'b:live', 1, -4000, true);
    finish(env, cleanupCycle(it));
    expect(onDisk()).toEqual(['c']);
  });

  it('closes the books until it has ended, so that no container begins to use what is chosen', () => {
    const { env, it } = setUp({}, 10);
    env.simulation.start(cleanupCycle(it));
    const use = env.simulation.start(it.images.whenFree());
    env.simulation.run(29);
    expect(use.done).toBe(false);
    env.simulation.run(30);
    expect([use.done, it.imagesRemoved]).toEqual([true, 3]);
  });

  it('spares images with a name that is excluded, by the very text', () => {
    const { env, it, onDisk } = setUp({ excludeUntrackedImages: ['a:live', 'b', 'c:live '] });
    finish(env, cleanupCycle(it));
    expect(onDisk()).toEqual(['a']);
  });

  it('forgets an image that somebody else has removed', () => {
    const { env, it, store, idOf } = setUp({ imagesDeletePerCycle: 1 });
    store.removeImage(idOf('a'));
    finish(env, cleanupCycle(it));
    expect([it.images.state(idOf('a')), it.imagesRemoved]).toEqual([undefined, 1]);
    expect(store.image(idOf('b'))).toBeDefined();
  });

  it('asks the policy, and follows it', () => {
    const policy = {
      ...ecsAgentPolicy,
      selectForCleanup: ({ images: all }: CleanupQuestion) =>
        all.filter(({ names }) => names.includes('c:live')).map(({ imageId }) => imageId),
    };
    const { env, it, onDisk } = setUp();
    finish(env, cleanupCycle(Object.assign(it, { policy })));
    expect(onDisk()).toEqual(['a', 'b']);
  });

  it('removes by ID what has lost its tag to a newer release', () => {
    const { env, all, it, store, idOf } = setUp();
    const old = idOf('a');
    const repository = all.byName('ecr').repository('a');
    repository.push('live', false, 0);
    store.preload(repository.newest, 'a:live');
    it.images.addReference(repository.newest.imageId, 'a:live', 1, 0, USER);
    finish(env, cleanupCycle(it));
    expect(store.image(old)).toBeUndefined();
    expect(store.inspect('a:live')?.release).toBe(repository.newest);
  });

  it('removes every name that the agent knows, as one image of its quota', () => {
    const { env, it, store, onDisk, idOf } = setUp({ imagesDeletePerCycle: 1 });
    store.tag(store.image(idOf('a'))!, 'a:v1');
    it.images.record(idOf('a'), 'a:v1', 1, 0, true);
    finish(env, cleanupCycle(it));
    expect(store.image(idOf('a'))).toBeUndefined();
    expect(onDisk()).toEqual(['b', 'c']);
  });
});

describe('the cleanup of an agent', () => {
  it('has its first cycle one interval after the start, and keeps its phase', () => {
    const { env, it } = setUp({ imageCleanupIntervalSeconds: 600, imagesDeletePerCycle: 1 }, 100);
    startCleanup(it);
    env.simulation.run(599);
    expect(it.cleanupCycles).toBe(0);
    env.simulation.run(1201);
    expect(it.cleanupCycles).toBe(2);
  });

  it('does not take place under prefer-cached, or where it is disabled', () => {
    for (const settings of [{ pullBehavior: 'prefer-cached' }, { disableImageCleanup: true }] as const) {
      const { env, it, onDisk } = setUp(settings);
      startCleanup(it);
      env.simulation.run(100_000);
      expect([it.cleanupCycles, onDisk().length]).toEqual([0, 3]);
    }
  });

  it('waits for pulls that go on, and keeps later ones out', () => {
    const { env, it } = setUp({ imageCleanupIntervalSeconds: 600 });
    const lock = it.pullDeleteLock;
    startCleanup(it);
    env.simulation.run(599);
    env.simulation.start(lock.readLock());
    env.simulation.run(601);
    expect(it.cleanupCycles).toBe(0);
    const later = env.simulation.start(lock.readLock());
    env.simulation.run(700);
    expect(later.done).toBe(false);
    lock.readUnlock();
    env.simulation.run(700);
    expect([it.cleanupCycles, later.done]).toEqual([1, true]);
  });

  it('ends with its instance', () => {
    const { env, it } = setUp({ imageCleanupIntervalSeconds: 600 });
    startCleanup(it);
    env.simulation.run(700);
    endAgent(it);
    env.simulation.run(10_000);
    expect(it.cleanupCycles).toBe(1);
  });

  it('lets cycles that are late follow one another, each at its turn', () => {
    const { env, it } = setUp({ imageCleanupIntervalSeconds: 600, imagesDeletePerCycle: 1 }, 1000);
    startCleanup(it);
    env.simulation.run(1599);
    expect([it.cleanupCycles, it.pullDeleteLock.waitingWriters]).toEqual([1, 1]);
    env.simulation.run(2601);
    expect([it.cleanupCycles, it.imagesRemoved]).toEqual([3, 2]);
  });

  it('keeps no pull out while it waits, where that inference is switched off', () => {
    const { env, it } = setUp({ imageCleanupIntervalSeconds: 600 }, 0, ['lock-convoy']);
    const lock = it.pullDeleteLock;
    startCleanup(it);
    env.simulation.start(lock.readLock());
    env.simulation.run(700);
    expect(env.simulation.start(lock.readLock()).done).toBe(true);
    lock.readUnlock();
    lock.readUnlock();
    env.simulation.run(702);
    expect(it.cleanupCycles).toBe(1);
  });
});
