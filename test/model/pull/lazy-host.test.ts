import { expect, test } from 'vitest';
import { MB } from '../../../src/model/tiny-world.js';
import { finish } from '../tiny-parts.js';
import { bigLayer, setting, spans } from './lazy-host-fixture.js';

const twoLayers = {
  layers: [bigLayer('sha256:a'), bigLayer('sha256:b')],
  parameters: { ztocBytesPerSpan: 50_000 },
};

test('indexes that are on disk are not fetched again, and go with the layers', () => {
  const { env, host } = setting(twoLayers);
  expect(finish(env, host.pull('api:live')).downloadedBytes).toBeCloseTo(20 * MB, 3);
  expect(finish(env, host.pull('api:live')).downloadedBytes).toBe(0);
  host.store.pruneImages();
  expect(host.store.disk.usedBytes).toBe(0);
  expect(finish(env, host.pull('api:live')).downloadedBytes).toBeCloseTo(20 * MB, 3);
});

test('the mount of an image is the same each time, until its layers go', () => {
  const { env, host } = setting(twoLayers);
  const { mount } = finish(env, host.pull('api:live'));
  const { imageId } = host.registries.resolve('api:live')!;
  expect(host.puller.mountOf(imageId)).toBe(mount);
  expect(host.puller.snapshotterOf(imageId)).toBe('soci');
  host.store.pruneImages();
  expect(host.puller.mountOf(imageId)).toBeNull();
  const { mount: next } = finish(env, host.pull('api:live'));
  expect(next).not.toBe(mount);
  expect(next!.localShare).toBe(0);
});

test('a read that is on its way when its image goes ends, and keeps nothing', () => {
  const { env, host } = setting({ ...twoLayers, registry: { aggregateBytesPerSecond: 10 * MB } });
  const pull = host.begin('api:live');
  env.simulation.run(10);
  const read = env.simulation.start(pull.result!.mount!.read(spans(0, 0, 20), 1));
  env.simulation.run(10.5);
  host.store.pruneImages();
  env.simulation.run();
  expect(read.result).toMatchObject({ error: null, misses: 20 });
  expect(host.store.disk.usedBytes).toBe(0);
});

test('after its end a host moves nothing', () => {
  const { env, host, all } = setting(twoLayers);
  const pull = host.begin('api:live');
  env.simulation.run(0.05);
  host.puller.stop();
  pull.cancel('the host has ended');
  env.simulation.run();
  expect(all.locate('api:live').registry.downloadedBytes).toBeLessThan(20 * MB);
  expect(host.store.disk.usedBytes).toBe(0);
});
