import { describe, expect, it } from 'vitest';
import { restartAgent } from '../../../src/model/agent/agent-restart.js';
import { removeImage } from '../../../src/model/agent/image-removal.js';
import type { Inference } from '../../../src/model/inferences.js';
import { constant } from '../../../src/units/distribution.js';
import { ecsAgent, environment, finish, registries } from '../tiny-parts.js';

/** An image on disk that the agent knows under these names. */
function setUp(names: readonly string[], without: readonly Inference[] = []) {
  const env = environment({ imageRemove: constant(10), without });
  const all = registries(env);
  const it = ecsAgent(env, all);
  const { store } = it.instance;
  const local = store.preload(all.resolve('api:live')!, 'api:live');
  const id = local.release.imageId;
  for (const name of names) {
    store.tag(local, name);
    it.images.record(id, name, 1, 0, true);
  }
  const remove = () => finish(env, removeImage(it, it.images.state(id)!));
  return { env, all, it, store, local, id, remove };
}

describe('the removal of an image that the agent knows', () => {
  it('takes one call a name', () => {
    const { env, it, store, id, remove } = setUp(['api:live', 'api:v1', 'mirror/api:v1']);
    expect(remove()).toBe(true);
    expect(env.now).toBe(30);
    expect([store.image(id), it.images.state(id), it.imagesRemoved]).toEqual([undefined, undefined, 1]);
  });

  it('leaves an image with a tag of its own on disk, and forgets it', () => {
    const { it, store, local, id, remove } = setUp(['api:live']);
    store.tag(local, 'api:mine');
    expect(remove()).toBe(true);
    expect(it.images.state(id)).toBeUndefined();
    expect([...store.image(id)!.tags]).toEqual(['api:mine']);
  });

  it('counts what is gone already as a success', () => {
    const { it, store, id, remove } = setUp(['api:live', 'api:v1']);
    store.removeName('api:live');
    expect(remove()).toBe(true);
    expect([store.image(id), it.images.state(id)]).toEqual([undefined, undefined]);
  });

  it('keeps the name that Docker refuses to remove, and tries the others', () => {
    const { it, store, local, id, remove } = setUp(['api:live', 'api:v1']);
    store.createContainer(local, 'somebody/else');
    expect(remove()).toBe(false);
    expect(it.images.state(id)).toMatchObject({ names: ['api:v1'], pullSucceeded: true });
    expect([...local.tags]).toEqual(['api:v1']);
    expect(it.imagesRemoved).toBe(0);
  });

  it('leaves the books as they are where the agent process ends during a call', () => {
    const { env, it, store, local, id } = setUp(['api:live', 'api:v1']);
    const removal = env.simulation.start(removeImage(it, it.images.state(id)!));
    env.simulation.start(restartAgent(it, 1000));
    env.simulation.run(20);
    expect(removal.result).toBe(false);
    expect([...local.tags]).toEqual(['api:v1']);
    expect([it.images.state(id)!.names, store.image(id)]).toEqual([['api:live', 'api:v1'], local]);
  });

  it('goes by ID where the agent knows no name, and is refused where there are tags of others', () => {
    const { it, store, local, id, remove } = setUp(['api:live']);
    it.images.record('another', 'api:live', 1, 0, true);
    store.tag(local, 'api:mine');
    expect(remove()).toBe(false);
    expect(it.images.state(id)).toBeDefined();
    store.removeName('api:mine');
    expect(remove()).toBe(true);
    expect(store.image(id)).toBeUndefined();
  });

  it('goes no further than its own image where removal by name is switched off', () => {
    const { all, it, store, id, remove } = setUp(['api'], ['removal-by-name']);
    const repository = all.byName('ecr').repository('api');
    repository.push('latest', false, 0);
    store.preload(repository.newest, 'api:latest');
    expect(remove()).toBe(true);
    expect(it.images.state(id)).toBeUndefined();
    expect(store.inspect('api:latest')?.release).toBe(repository.newest);
  });
});
