import { describe, expect, it } from 'vitest';
import { cleanupCycle } from '../../src/model/agent/image-cleanup.js';
import { startTask } from '../../src/model/agent/start-task.js';
import { hostState } from '../../src/model/host-state.js';
import { constant } from '../../src/units/distribution.js';
import { ecsAgent, environment, finish, only, registries, task } from './tiny-parts.js';
import { image, MB } from './tiny-world.js';

function setUp() {
  const env = environment({ imageRemove: constant(10) });
  const all = registries(env, [image(), image({ name: 'web', repository: 'web' })]);
  const it = ecsAgent(env, all);
  const of = task(env);
  finish(env, startTask(it, of));
  it.instance.store.preload(all.resolve('web:live')!, 'web:live');
  return { env, all, it, of };
}

describe('the state of a host', () => {
  it('is what the agent knows and what the runtime has', () => {
    const { env, all, it, of } = setUp();
    const release = only(of).release!;
    expect(hostState(it)).toMatchObject({
      host: 'web/1',
      atSeconds: env.now,
      agentRuns: true,
      states: [
        {
          imageId: release.imageId,
          names: ['api:live'],
          pullSucceeded: true,
          references: [{ task: of.name, container: 'app' }],
          onDisk: true,
        },
      ],
      images: [
        {
          image: 'api',
          release: 0,
          digest: release.digest,
          tags: ['api:live'],
          repoDigests: [`api@${release.digest}`],
          bytes: 200 * MB,
          tracked: true,
          containers: [`${of.name}/app`],
        },
        { image: 'web', imageId: all.resolve('web:live')!.imageId, tracked: false, containers: [] },
      ],
      disk: { sizeBytes: 30e9, usedBytes: it.instance.store.storedBytes },
      lock: { readers: 0, writing: false, waitingReaders: 0, waitingWriters: 0 },
      pullsInFlight: 0,
    });
    expect(hostState(it).tokens).toHaveLength(1);
  });

  it('tells who holds the lock and who waits', () => {
    const { env, it } = setUp();
    env.simulation.start(it.pullDeleteLock.readLock());
    env.simulation.start(cleanupCycle(it));
    env.simulation.start(it.pullDeleteLock.readLock());
    expect(hostState(it).lock).toEqual({ readers: 1, writing: false, waitingReaders: 1, waitingWriters: 1 });
  });

  it('is a copy, and plain data', () => {
    const { it } = setUp();
    const before = hostState(it);
    const text = JSON.stringify(before);
    it.images.reset();
    it.instance.store.removeName('web:live');
    expect(JSON.stringify(before)).toBe(text);
    expect(structuredClone(before)).toEqual(before);
  });
});
