import { expect, test } from 'vitest';
import { Disk } from '../../../src/model/host/disk.js';
import { ImageStore } from '../../../src/model/host/image-store.js';
import { Machine } from '../../../src/model/host/machine.js';
import { NO_PARENT, ChainTable } from '../../../src/model/image/chain-table.js';
import { MB } from '../../../src/model/tiny-world.js';
import { Daemon } from '../../../src/model/pull/daemon.js';
import { MountedLayer } from '../../../src/model/pull/mounted-layer.js';
import { caller, origin } from '../tiny-parts.js';
import { bigLayer, lazyRuntime, setting } from './lazy-host-fixture.js';

function mounted(diskBytes = 100 * MB) {
  const { env, all } = setting();
  const { registry } = all.locate('api:live');
  const machine = new Machine(env.fluid, 'one', {
    nicBytesPerSecond: 1e9,
    diskBytesPerSecond: 1e9,
    cores: 4,
  });
  const store = new ImageStore(new Disk(diskBytes, 0));
  const daemon = new Daemon(env, machine, store, lazyRuntime());
  const layer = bigLayer('sha256:a', { uncompressedBytes: 199.5 * MB, compressedBytes: 99.75 * MB });
  const chain = new ChainTable().id(NO_PARENT, layer.digest);
  store.addLayer(chain, 0, 1);
  const index = { spans: 200, spanBytes: 1 * MB, indexBytes: 0 };
  const route = all.route(origin(), registry);
  const made = new MountedLayer(daemon, layer, chain, index, { registry, route, caller: caller() });
  return { made, store, chain };
}

test('the last span is what is left', () => {
  const { made } = mounted();
  expect([made.lengthOf(0), made.lengthOf(199)]).toEqual([1 * MB, 0.5 * MB]);
  expect([made.compressedOf(0), made.compressedOf(199)]).toEqual([0.5 * MB, 0.25 * MB]);
});

test('spans take of the disk what they are, compressed or not', () => {
  const { made, store } = mounted();
  made.keep(0, 'compressed');
  expect(store.disk.usedBytes).toBe(0.5 * MB);
  made.keep(0, 'local', 0.5 * MB);
  expect(store.disk.usedBytes).toBe(1 * MB);
  expect(made.spans.state(0)).toBe('local');
});

test('what takes no room is not kept, and what was there before stays', () => {
  const { made, store } = mounted(0.7 * MB);
  made.keep(0, 'compressed');
  made.keep(1, 'local');
  made.keep(0, 'local', 0.5 * MB);
  expect([made.spans.state(0), made.spans.state(1)]).toEqual(['compressed', 'missing']);
  expect(store.disk.usedBytes).toBe(0.5 * MB);
});

test('a layer that no image has any more keeps nothing', () => {
  const { made, store, chain } = mounted();
  store.releaseLayer(chain);
  made.gone = true;
  made.keep(0, 'local');
  expect(made.spans.state(0)).toBe('missing');
  expect(store.disk.usedBytes).toBe(0);
});
