import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/units/distribution.js';
import { MB } from '../../../src/model/tiny-world.js';
import { Daemon } from '../../../src/model/pull/daemon.js';
import { Disk } from '../../../src/model/host/disk.js';
import { ImageStore } from '../../../src/model/host/image-store.js';
import { Machine } from '../../../src/model/host/machine.js';
import { MountedLayer } from '../../../src/model/pull/mounted-layer.js';
import { fetchType, secondsOfByte, usualSpanBytes } from '../../../src/model/pull/span-flows.js';
import { NO_PARENT, ChainTable } from '../../../src/model/image/chain-table.js';
import { caller, origin } from '../tiny-parts.js';
import { bigLayer, lazyRuntime, setting } from './lazy-host-fixture.js';

function mounted(given: Parameters<typeof setting>[0] = {}, spanBytes = 1 * MB) {
  const { env, all } = setting(given);
  const { registry } = all.locate('api:live');
  const machine = new Machine(env.fluid, 'one', {
    nicBytesPerSecond: 1e12,
    diskBytesPerSecond: 1e12,
    cores: 4,
  });
  const daemon = new Daemon(env, machine, new ImageStore(new Disk(1e12, 0)), given.runtime ?? lazyRuntime());
  const layer = bigLayer('sha256:a');
  const chain = new ChainTable().id(NO_PARENT, layer.digest);
  const index = { spans: Math.ceil((200 * MB) / spanBytes), spanBytes, indexBytes: 0 };
  const route = all.route(origin(), registry);
  return {
    daemon,
    layer: new MountedLayer(daemon, layer, chain, index, { registry, route, caller: caller() }),
  };
}

describe('how fast spans come', () => {
  const far = { roundTripSeconds: 0.1, firstByteLatency: constant(0.02) };

  it('a span costs its latency, whatever its size', () => {
    for (const spanBytes of [1 * MB, 4 * MB]) {
      const { daemon, layer } = mounted({ registry: far }, spanBytes);
      const bytes = usualSpanBytes(layer);
      expect(bytes).toBe(spanBytes / 2);
      expect(bytes * secondsOfByte(daemon, layer, 'ahead')).toBeCloseTo(0.12 + bytes / (100 * MB), 9);
    }
  });

  it('a registry that is slow is slow to answer and to send', () => {
    const { daemon, layer } = mounted({ registry: far });
    const bytes = usualSpanBytes(layer);
    expect(bytes * secondsOfByte(daemon, layer, 'ahead', 3)).toBeCloseTo(
      0.1 + 0.06 + (3 * bytes) / (100 * MB),
      9,
    );
  });

  it('who reads pays for FUSE, too', () => {
    const { daemon, layer } = mounted({ runtime: lazyRuntime({}, { fuseBytesPerSecond: 200 * MB }) });
    const difference = secondsOfByte(daemon, layer, 'read') - secondsOfByte(daemon, layer, 'ahead');
    expect(difference).toBeCloseTo(2 / (200 * MB), 15);
  });

  it('a flow type is made once for what it is for', () => {
    const { daemon, layer } = mounted();
    const type = fetchType(daemon, layer, 'read', 2, 1);
    expect(fetchType(daemon, layer, 'read', 2, 1)).toBe(type);
    expect(fetchType(daemon, layer, 'read', 3, 1)).not.toBe(type);
  });

  it('a layer smaller than a span has one, of its own size', () => {
    const { layer } = mounted({}, 1000 * MB);
    expect(usualSpanBytes(layer)).toBe(100 * MB);
  });
});
