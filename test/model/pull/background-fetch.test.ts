import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/units/distribution.js';
import { MB } from '../../../src/model/tiny-world.js';
import type { BackgroundFetch, RuntimeSpec } from '../../../src/model/spec.js';
import { finish } from '../tiny-parts.js';
import { bigLayer, lazyIndex, lazyRuntime, setting, spans } from './lazy-host-fixture.js';

const MIB = 2 ** 20;
const soci: BackgroundFetch = { periodSeconds: 0.5, streams: 1, silenceSeconds: 30, silencedBy: 'mount' };

function runtimeWith(background: BackgroundFetch): RuntimeSpec {
  return lazyRuntime({}, { background });
}

/** An image of so many spans of 4 MiB, mounted; how much of it is there at some seconds. */
function sharesAt(uncompressedBytes: number, seconds: readonly number[]): readonly number[] {
  const { env, host } = setting({
    layers: [bigLayer('sha256:a', { compressedBytes: uncompressedBytes / 2, uncompressedBytes })],
    index: lazyIndex({ spanBytes: 4 * MIB }),
    runtime: runtimeWith(soci),
  });
  const pull = host.begin('api:live');
  return seconds.map((at) => {
    env.simulation.run(at);
    return pull.result!.mount!.localShare;
  });
}

describe('the background fetch', () => {
  it('§9.18: brings 1 GiB in 30 s of silence and 128 s, a span of 4 MiB every half second', () => {
    const [silent, half, almost, all] = sharesAt(1024 * MIB, [29.9, 30 + 64, 157.9, 158.01]);
    expect(silent).toBe(0);
    expect(half).toBeCloseTo(0.5, 9);
    expect(almost).toBeCloseTo(255 / 256, 9);
    expect(all).toBe(1);
  });

  it('§9.18: takes more than 21 min for 10 GiB', () => {
    const [before, after] = sharesAt(10 * 1024 * MIB, [21 * 60, 30 + 1280.01]);
    expect(before).toBeLessThan(1);
    expect(after).toBe(1);
  });

  it('needs few events for that', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { compressedBytes: 5120 * MIB, uncompressedBytes: 10_240 * MIB })],
      index: lazyIndex({ spanBytes: 4 * MIB }),
      runtime: runtimeWith(soci),
    });
    host.begin('api:live');
    env.simulation.run();
    expect(env.simulation.eventsProcessed).toBeLessThan(400);
  });

  it('is one for all images of a host, and takes their layers in turn', () => {
    const { env, host } = setting({
      layers: [bigLayer('sha256:a'), bigLayer('sha256:b')],
      runtime: runtimeWith(soci),
    });
    const pull = host.begin('api:live');
    env.simulation.run(30 + 50.01);
    expect(pull.result!.mount!.localShare).toBeCloseTo(100 / 400, 9);
    const read = env.simulation.start(pull.result!.mount!.read(spans(0, 0, 50), 1));
    env.simulation.run(30 + 50.02);
    expect(read.result).toMatchObject({ misses: 0, fetchedBytes: 0 });
  });

  it('gives a turn to a span that is there', () => {
    const { env, host } = setting({ runtime: runtimeWith(soci) });
    const pull = host.begin('api:live');
    env.simulation.run(1);
    const read = env.simulation.start(pull.result!.mount!.read(spans(0, 0, 50), 1));
    env.simulation.run(30 + 25.01);
    expect(read.result.misses).toBe(50);
    expect(pull.result!.mount!.localShare).toBeCloseTo(50 / 200, 9);
    env.simulation.run(30 + 30.01);
    expect(pull.result!.mount!.localShare).toBeCloseTo(60 / 200, 9);
  });

  it('leaves spans compressed, to be inflated when they are read first', () => {
    const { env, host } = setting({
      runtime: lazyRuntime({ gzipBytesPerSecond: 10 * MB }, { background: soci }),
    });
    const pull = host.begin('api:live');
    env.simulation.run();
    expect(host.store.storedBytes).toBeCloseTo(100 * MB, 3);
    const from = env.now;
    const outcome = finish(env, pull.result!.mount!.read(spans(0, 0, 20), 1));
    expect(outcome).toMatchObject({ misses: 0, fetchedBytes: 0 });
    expect(env.now - from).toBeCloseTo(1, 6);
    expect(host.store.storedBytes).toBeCloseTo(110 * MB, 3);
    const again = env.now;
    finish(env, pull.result!.mount!.read(spans(0, 0, 20), 1));
    expect(env.now - again).toBe(0);
  });

  it('counts at the registry, and not for the pull', () => {
    const { env, host, all } = setting({ runtime: runtimeWith(soci) });
    const pull = host.begin('api:live');
    env.simulation.run();
    expect(pull.result!.downloadedBytes).toBe(0);
    expect(all.locate('api:live').registry.downloadedBytes).toBeCloseTo(100 * MB, 3);
  });

  it('is silent anew after each mount of an image', () => {
    const { env, host } = setting({ runtime: runtimeWith(soci) });
    const pull = host.begin('api:live');
    env.simulation.run(40.01);
    expect(pull.result!.mount!.localShare).toBeCloseTo(20 / 200, 9);
    host.store.pruneImages();
    host.begin('api:live');
    env.simulation.run(70);
    const { imageId } = host.registries.resolve('api:live')!;
    expect(host.puller.mountOf(imageId)!.localShare).toBe(0);
    env.simulation.run(71.02);
    expect(host.puller.mountOf(imageId)!.localShare).toBeCloseTo(2 / 200, 9);
  });

  it('stops with its host, and with the image', () => {
    const { env, host, all } = setting({ runtime: runtimeWith(soci) });
    const { registry } = all.locate('api:live');
    host.begin('api:live');
    env.simulation.run(40.01);
    host.puller.stop();
    env.simulation.run();
    expect(registry.downloadedBytes).toBeCloseTo(10 * MB, 3);
    expect(env.now).toBeCloseTo(40.01, 6);

    const other = setting({ runtime: runtimeWith(soci) });
    other.host.begin('api:live');
    other.env.simulation.run(40.01);
    other.host.store.pruneImages();
    other.env.simulation.run();
    expect(other.all.locate('api:live').registry.downloadedBytes).toBeCloseTo(10 * MB, 3);
  });

  it('drops what its registry does not answer for', () => {
    const { env, host, all } = setting({ runtime: runtimeWith(soci) });
    const { registry } = all.locate('api:live');
    host.begin('api:live');
    env.simulation.run(29);
    const end = registry.fail({ kind: 'unreachable', share: 1 });
    env.simulation.run(31);
    end();
    env.simulation.run();
    expect(registry.downloadedBytes).toBe(0);
  });

  it('is as slow as the network that it shares', () => {
    const { env, host } = setting({
      registry: { aggregateBytesPerSecond: 0.5 * MB },
      runtime: runtimeWith(soci),
    });
    const pull = host.begin('api:live');
    // A megabyte a second is wanted, and half of that is there.
    env.simulation.run(30 + 100.01);
    expect(pull.result!.mount!.localShare).toBeGreaterThan(0.45);
    expect(pull.result!.mount!.localShare).toBeLessThan(0.51);
  });

  it('goes as fast as spans come where it has no pace, and rests after reads that fetch (stargz)', () => {
    const stargz: BackgroundFetch = { periodSeconds: 0, streams: 2, silenceSeconds: 5, silencedBy: 'read' };
    const { env, host } = setting({
      layers: [bigLayer('sha256:a', { files: 200 })],
      index: lazyIndex({ format: 'estargz', minLayerBytes: 0, spanBytes: 4 * MB }),
      runtime: lazyRuntime({}, { format: 'estargz', indexesFirst: false, background: stargz }),
      registry: { firstByteLatency: constant(0.095) },
    });
    const pull = host.begin('api:live');
    env.simulation.run(1);
    const { mount } = pull.result!;
    const began = mount!.localShare;
    expect(began).toBeGreaterThan(0);
    const read = env.simulation.start(mount!.read(spans(0, 190, 10), 1));
    env.simulation.run(6.9);
    expect(read.result.misses).toBe(10);
    expect(mount!.localShare).toBeCloseTo(began + 10 / 200, 9);
    env.simulation.run(8);
    expect(mount!.localShare).toBeGreaterThan(began + 10 / 200);
  });
});
