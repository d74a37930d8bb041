import { describe, expect, it } from 'vitest';
import { Disk } from '../../../src/model/host/disk.js';
import { ImageStore } from '../../../src/model/host/image-store.js';
import { Machine } from '../../../src/model/host/machine.js';
import { Daemon } from '../../../src/model/pull/daemon.js';
import type { RuntimeSpec } from '../../../src/model/spec.js';
import { environment } from '../tiny-parts.js';
import { MB, runtime } from '../tiny-world.js';

function setUp(spec: Partial<RuntimeSpec>) {
  const env = environment();
  const rates = { nicBytesPerSecond: 1, diskBytesPerSecond: 1, cores: 1 };
  const machine = new Machine(env.fluid, 'host', rates);
  return { env, daemon: new Daemon(env, machine, new ImageStore(new Disk(1e9, 0)), runtime(spec)) };
}

describe('a container runtime on a host', () => {
  it('limits downloads for each pull and for all, by layer or by range', () => {
    const streams = (spec: Partial<RuntimeSpec>) => {
      const { env, daemon } = setUp(spec);
      const taken = [daemon.downloadSlots(), daemon.downloadSlots()].map((slots) =>
        env.simulation.start(slots.take(10)),
      );
      env.simulation.run();
      return taken.map((each) => (each.done ? each.result.streams : 0));
    };
    expect(streams({ downloadSlots: 1 })).toEqual([1, 0]);
    expect(streams({ downloadSlots: 8, chunkBytes: MB, downloadSlotsPerPull: 6 })).toEqual([6, 2]);
    expect(streams({ downloadSlots: 8, chunkBytes: MB, slotUnit: 'request' })).toEqual([4, 4]);
  });

  it('limits unpacks for each image and for all', () => {
    const { env, daemon } = setUp({ unpackSlotsPerPull: 2, unpackSlots: 3 });
    const [a, b] = [daemon.unpackSlots(), daemon.unpackSlots()];
    const taken = [a, a, a, b, b].map((slots) => env.simulation.start(slots.take(1)));
    expect(taken.map(({ done }) => done)).toEqual([true, true, false, true, false]);
  });

  it('draws anew each time that it fetches a blob', () => {
    const { daemon } = setUp({});
    expect(daemon.layerEntity('sha256:a')).not.toEqual(daemon.layerEntity('sha256:a'));
    expect(setUp({}).daemon.layerEntity('sha256:a')).toEqual(setUp({}).daemon.layerEntity('sha256:a'));
  });
});
