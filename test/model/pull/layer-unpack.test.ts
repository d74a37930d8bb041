import { describe, expect, it } from 'vitest';
import { Disk } from '../../../src/model/host/disk.js';
import { ImageStore } from '../../../src/model/host/image-store.js';
import { Machine } from '../../../src/model/host/machine.js';
import { CANCELLED, NO_SPACE } from '../../../src/model/pull/blob-fetch.js';
import { Daemon } from '../../../src/model/pull/daemon.js';
import { LayerUnpack } from '../../../src/model/pull/layer-unpack.js';
import { makeBinderWeights } from '../../../src/model/pull/pull-progress.js';
import type { RuntimeSpec } from '../../../src/model/spec.js';
import { BINDER_INDEX } from '../../../src/model/start-clock.js';
import { environment } from '../tiny-parts.js';
import { layer, MB, runtime } from '../tiny-world.js';

function setUp(spec: Partial<RuntimeSpec> = {}, diskBytes = 30e9) {
  const env = environment();
  const rates = { nicBytesPerSecond: 1e12, diskBytesPerSecond: 1e12, cores: 16 };
  const disk = new Disk(diskBytes, 0);
  const images = new ImageStore(disk);
  const daemon = new Daemon(env, new Machine(env.fluid, 'host', rates), images, runtime(spec));
  const slots = daemon.unpackSlots();
  const stages: string[] = [];
  const observer = { enter: (stage: string) => stages.push(stage), unpacked: () => {} };
  const make = () => new LayerUnpack(daemon, slots, layer(), observer);
  return { env, disk, make, stages };
}

describe('the unpack of a layer', () => {
  it('takes the space of what it writes, until that is registered', () => {
    const { env, disk, make } = setUp();
    const unpack = make();
    const process = env.simulation.start(unpack.run());
    env.simulation.run();
    expect([process.result, unpack.movingSeconds, disk.usedBytes]).toEqual([
      null,
      expect.closeTo(2, 6),
      200 * MB,
    ]);
    unpack.freeSpace();
    unpack.freeSpace();
    expect(disk.usedBytes).toBe(0);
  });

  it('goes as fast as the host imports layers, where that is slower than disk and core', () => {
    const { env, make } = setUp({ importBytesPerSecond: 20 * MB });
    const unpack = make();
    env.simulation.start(unpack.run());
    env.simulation.run(5);
    const weights = makeBinderWeights();
    unpack.addBoundSoFar(weights);
    expect(weights[BINDER_INDEX.import]).toBeCloseTo(5, 6);
    env.simulation.run();
    // 200 MB on disk; one core alone would take 2 s.
    expect(env.now).toBeCloseTo(10, 6);
  });

  it('shares the import of its host with all others', () => {
    const { env, make } = setUp({ importBytesPerSecond: 20 * MB });
    for (let n = 0; n < 3; n++) env.simulation.start(make().run());
    env.simulation.run();
    expect(env.now).toBeCloseTo(30, 6);
  });

  it('is bound by its core where the import is faster', () => {
    const { env, make } = setUp({ importBytesPerSecond: 500 * MB });
    env.simulation.start(make().run());
    env.simulation.run();
    expect(env.now).toBeCloseTo(2, 6);
  });

  it('fails where there is no space', () => {
    const { env, make } = setUp({}, 199 * MB);
    const process = env.simulation.start(make().run());
    env.simulation.run();
    expect(process.result).toBe(NO_SPACE);
  });

  it('fails as soon as the disk is full, and not when the whole layer would have been written', () => {
    const { env, make } = setUp({}, 50 * MB);
    const unpack = make();
    const process = env.simulation.start(unpack.run());
    env.simulation.run();
    // A quarter of the 200 MB, which would take 2 s.
    expect([process.result, env.now, unpack.movingSeconds]).toEqual([
      NO_SPACE,
      expect.closeTo(0.5, 6),
      expect.closeTo(0.5, 6),
    ]);
  });

  it('goes on where space has become free by the time the disk would have been full', () => {
    const { env, disk, make } = setUp({}, 250 * MB);
    disk.take(200 * MB);
    const process = env.simulation.start(make().run());
    env.simulation.run(0.2);
    disk.free(200 * MB);
    env.simulation.run();
    expect([process.result, env.now, disk.usedBytes]).toEqual([null, expect.closeTo(2, 6), 200 * MB]);
  });

  it('that is stopped ends at once and holds nothing', () => {
    const { env, disk, make } = setUp({ unpackSlotsPerPull: 1, unpackSlots: 1 });
    const [first, second] = [make(), make()];
    env.simulation.start(first.awaitSlot());
    const process = env.simulation.start(first.run());
    const waiting = env.simulation.start(second.awaitSlot());
    env.simulation.run(1);
    expect(waiting.done).toBe(false);
    first.stop();
    env.simulation.run();
    expect([process.result, waiting.done, disk.usedBytes, env.now]).toEqual([CANCELLED, true, 0, 1]);
  });

  it('may wait for its slot while other things go on, and decline it', () => {
    const { env, make } = setUp({ unpackSlotsPerPull: 1, unpackSlots: 1 });
    const [first, second, third] = [make(), make(), make()];
    first.queue();
    second.queue();
    // The second does not want it any more when its turn comes: it goes to the third.
    second.giveSlotBack();
    const waiting = env.simulation.start(third.awaitSlot());
    env.simulation.run();
    expect(waiting.done).toBe(false);
    first.giveSlotBack();
    env.simulation.run();
    expect(waiting.done).toBe(true);
    // And who wants it again waits again.
    const again = env.simulation.start(second.awaitSlot());
    env.simulation.run();
    expect(again.done).toBe(false);
    third.giveSlotBack();
    env.simulation.run();
    expect(again.done).toBe(true);
  });

  it('waits for nothing where no slots are counted', () => {
    const { env, make, stages } = setUp();
    expect(env.simulation.start(make().awaitSlot()).done).toBe(true);
    expect(stages).toEqual([]);
  });
});
