import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/units/distribution.js';
import { MB } from '../../../src/model/tiny-world.js';
import type { LazyMount } from '../../../src/model/lazy/lazy-mount.js';
import { finish } from '../tiny-parts.js';
import {
  bigLayer,
  lazyIndex,
  lazyRuntime,
  setting,
  spans,
  timed,
  type LazySetting,
} from './lazy-host-fixture.js';

function mounted(given: Parameters<typeof setting>[0] = {}): LazySetting & { readonly mount: LazyMount } {
  const made = setting(given);
  const { mount } = finish(made.env, made.host.pull('api:live'));
  return { ...made, mount: mount! };
}

describe('reading an image that is loaded lazily', () => {
  it('§9.17: each span that is not there costs a round trip, its first byte, its bytes, hash and inflate', () => {
    const { env, mount } = mounted({
      registry: { roundTripSeconds: 0.02, firstByteLatency: constant(0.03) },
      runtime: lazyRuntime({ gzipBytesPerSecond: 50 * MB }),
      parameters: { sha256BytesPerSecond: 500 * MB },
    });
    // Half a megabyte at 100, 500 and 50 MB/s.
    const span = 0.02 + 0.03 + 0.005 + 0.001 + 0.01;
    const one = finish(env, timed(env, mount.read(spans(0, 0, 1), 1)));
    expect(one.seconds).toBeCloseTo(span, 9);
    const ten = finish(env, timed(env, mount.read(spans(0, 100, 10), 1)));
    expect(ten.seconds).toBeCloseTo(10 * span, 9);
    const beside = finish(env, timed(env, mount.read(spans(0, 50, 10), 5)));
    expect(beside.seconds).toBeCloseTo(2 * span, 9);
    expect(ten.result).toMatchObject({ fetchedBytes: 5 * MB, misses: 10, requests: 0, error: null });
  });

  it('§9.17: the whole image, span by span, takes longer than to pull it whole', () => {
    const given = {
      registry: { roundTripSeconds: 0.02, firstByteLatency: constant(0.03) },
      runtime: lazyRuntime({ gzipBytesPerSecond: 100 * MB }),
    };
    const lazy = setting(given);
    const pull = finish(lazy.env, timed(lazy.env, lazy.host.pull('api:live')));
    const read = finish(lazy.env, timed(lazy.env, pull.result.mount!.read(spans(0, 0, 200), 1)));
    const eager = setting({ ...given, runtime: { ...given.runtime, lazy: null } });
    const whole = finish(eager.env, timed(eager.env, eager.host.pull('api:live')));
    expect(pull.seconds).toBeLessThan(whole.seconds);
    expect(pull.seconds + read.seconds).toBeGreaterThan(3 * whole.seconds);
  });

  it('fetches what was read before no more, and copies it through FUSE', () => {
    const { env, mount } = mounted({ runtime: lazyRuntime({}, { fuseBytesPerSecond: 100 * MB }) });
    const first = finish(env, timed(env, mount.read(spans(0, 0, 10), 1)));
    expect(first.seconds).toBeCloseTo(5 / 100 + 10 / 100, 9);
    const second = finish(env, timed(env, mount.read(spans(0, 0, 10), 1)));
    expect(second.result).toMatchObject({ fetchedBytes: 0, misses: 0 });
    expect(second.seconds).toBeCloseTo(10 / 100, 9);
    expect(mount.localShare).toBeCloseTo(10 / 200, 12);
  });

  it('waits for a span that another reader has in hand', () => {
    const { env, mount } = mounted();
    const readers = [0, 0].map(() => env.simulation.start(mount.read(spans(0, 0, 10), 1)));
    env.simulation.run();
    const [first, second] = readers.map((reader) => reader.result);
    expect(first!.fetchedBytes).toBe(5 * MB);
    expect(second!).toMatchObject({ fetchedBytes: 0, misses: 0, error: null });
  });

  it('inflates a span once that two readers find compressed, one of them after a fetch', () => {
    const background = { periodSeconds: 0.1, streams: 1, silenceSeconds: 0, silencedBy: 'mount' } as const;
    const { env, host } = setting({ runtime: lazyRuntime({ gzipBytesPerSecond: 5 * MB }, { background }) });
    const pull = host.begin('api:live');
    env.simulation.run(3);
    const mount = pull.result!.mount!;
    // The first spans are there compressed; the last are not, and are read with them.
    env.simulation.start(mount.read([...spans(0, 190, 10), ...spans(0, 0, 10)], 1));
    env.simulation.run(3.9);
    env.simulation.start(mount.read(spans(0, 0, 10), 1));
    env.simulation.run();
    const { chains } = host.registries.resolve('api:live')!;
    expect(host.store.layerBytes(chains[0]!)).toBeCloseTo(20 * MB + 180 * 0.5 * MB, 3);
  });

  it('shares the network with everything else', () => {
    const slow = setting({ registry: { aggregateBytesPerSecond: 10 * MB } });
    const { mount: shared } = finish(slow.env, slow.host.pull('api:live'));
    const two = [0, 100].map((from) =>
      slow.env.simulation.start(timed(slow.env, shared!.read(spans(0, from, 10), 1))),
    );
    slow.env.simulation.run();
    for (const { result } of two) expect(result.seconds).toBeCloseTo(1, 6);
  });

  it('keeps what it has read on disk, uncompressed, until the image goes', () => {
    const { env, mount, host } = mounted();
    finish(env, mount.read(spans(0, 0, 10), 1));
    expect(host.store.storedBytes).toBeCloseTo(10 * MB, 3);
    expect(host.store.removeName('api:live')).toBe('removed');
    expect(host.store.storedBytes).toBe(0);
    expect(host.store.disk.usedBytes).toBe(0);
    const { imageId } = host.registries.resolve('api:live')!;
    expect(host.puller.mountOf(imageId)).toBeNull();
  });

  it('keeps nothing where the disk is full, and fetches it anew', () => {
    const { env, mount, host } = mounted({ diskBytes: 5 * MB });
    const first = finish(env, mount.read(spans(0, 0, 10), 1));
    expect(first).toMatchObject({ error: null, misses: 10 });
    expect(host.store.storedBytes).toBeCloseTo(5 * MB, 3);
    const second = finish(env, mount.read(spans(0, 0, 10), 1));
    expect(second).toMatchObject({ error: null, misses: 5 });
  });

  it('books its bytes by the way they came, at the registry too', () => {
    const { env, mount, all } = mounted();
    const { registry } = all.locate('api:live');
    const before = registry.downloadedBytes;
    finish(env, mount.read(spans(0, 0, 10), 1));
    expect(registry.downloadedBytes - before).toBe(5 * MB);
  });

  it('fails when the registry does not answer, after as many tries as the snapshotter makes', () => {
    const { env, mount, all } = mounted();
    const end = all.locate('api:live').registry.fail({ kind: 'unreachable', share: 1 });
    const failed = finish(env, timed(env, mount.read(spans(0, 0, 1), 1)));
    expect(failed.result.error).toContain('input/output error');
    // Three tries of three seconds, waits of one and two between them.
    expect(failed.seconds).toBeCloseTo(3 + 1 + 3 + 2 + 3, 9);
    end();
    expect(finish(env, mount.read(spans(0, 0, 1), 1))).toMatchObject({ error: null, misses: 1 });
  });

  it('reads on what is there while the registry does not answer', () => {
    const { env, mount, all } = mounted();
    finish(env, mount.read(spans(0, 0, 5), 1));
    all.locate('api:live').registry.fail({ kind: 'unreachable', share: 1 });
    expect(finish(env, mount.read(spans(0, 0, 5), 1)).error).toBeNull();
  });

  it('goes on when the registry answers again in time', () => {
    const { env, mount, all } = mounted();
    const end = all.locate('api:live').registry.fail({ kind: 'unreachable', share: 1 });
    const read = env.simulation.start(timed(env, mount.read(spans(0, 0, 1), 1)));
    env.simulation.run(env.now + 3.5);
    end();
    env.simulation.run();
    expect(read.result.result.error).toBeNull();
    expect(read.result.seconds).toBeCloseTo(4 + 0.005, 6);
  });

  it('ends with its host', () => {
    const { env, mount, host, all } = mounted({ registry: { aggregateBytesPerSecond: 1 * MB } });
    const read = env.simulation.start(mount.read(spans(0, 0, 10), 1));
    env.simulation.run(env.now + 2);
    host.puller.stop();
    env.simulation.run();
    expect(read.result.error).toContain('the host has ended');
    expect(read.result.fetchedBytes).toBeCloseTo(2 * MB, 3);
    expect(all.locate('api:live').registry.downloadedBytes).toBeCloseTo(2 * MB, 3);
    expect(finish(env, mount.read(spans(0, 0, 1), 1)).error).not.toBeNull();
  });

  it('reads layer by layer, and nothing of layers that were pulled whole', () => {
    const zstd = bigLayer('sha256:z', { compression: 'zstd' });
    const { env, mount } = mounted({ layers: [bigLayer('sha256:a'), zstd, bigLayer('sha256:b')] });
    const all = [...spans(2, 0, 3), ...spans(1, 0, 3), ...spans(0, 0, 3)];
    expect(finish(env, mount.read(all, 1))).toMatchObject({ misses: 6, fetchedBytes: 3 * MB });
  });

  it('fetches each byte once, however readers overlap', () => {
    const reader = fc.record({
      at: fc.integer({ min: 0, max: 50 }),
      from: fc.integer({ min: 0, max: 150 }),
      count: fc.integer({ min: 1, max: 50 }),
      streams: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(reader, { minLength: 1, maxLength: 6 }), (readers) => {
        const { env, mount, host } = mounted();
        const lives = readers.map(({ at, from, count, streams }) =>
          env.simulation.start(
            (function* () {
              yield* env.simulation.delay(at / 1000);
              return yield* mount.read(spans(0, from, count), streams);
            })(),
          ),
        );
        env.simulation.run();
        const wanted = new Set(
          readers.flatMap(({ from, count }) => spans(0, from, count).map(({ span }) => span)),
        );
        const fetched = lives.reduce((sum, { result }) => sum + result.fetchedBytes, 0);
        expect(fetched).toBeCloseTo(wanted.size * 0.5 * MB, 3);
        expect(mount.localShare).toBeCloseTo(wanted.size / 200, 12);
        expect(host.store.storedBytes).toBeCloseTo(wanted.size * MB, 3);
      }),
      { numRuns: 60 },
    );
  });

  it('is mounted by stargz where its layers are eStargz', () => {
    const { mount } = mounted({
      index: lazyIndex({ format: 'estargz', minLayerBytes: 0 }),
      layers: [bigLayer('sha256:a', { files: 200 })],
      runtime: lazyRuntime({}, { format: 'estargz', indexesFirst: false }),
    });
    expect(mount.snapshotter).toBe('stargz');
  });
});
