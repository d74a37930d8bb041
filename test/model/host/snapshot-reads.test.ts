import { expect, it } from 'vitest';
import { all } from '../../../src/kernel/process.js';
import { SnapshotReads } from '../../../src/model/host/snapshot-reads.js';
import type { TimelineEntry } from '../../../src/model/spec.js';
import { at, ec2, image, parameters, play, runTask, world } from '../tiny-world.js';
import { Bench } from './bench.js';

/** An image of these layers, of 100 bytes each. */
const of = (...chains: readonly number[]) => ({
  chains,
  layers: chains.map(() => ({ uncompressedBytes: 100 })),
});

function parts() {
  const env = new Bench();
  const reads = new SnapshotReads(env.fluid, env.fluid.site([50]), 0);
  const read = (...chains: readonly number[]) => env.simulation.start(reads.read(of(...chains), 0.5));
  return { env, reads, read };
}

it('is slow once for an image that came with the snapshot, and takes no time for others', () => {
  const { env, reads } = parts();
  env.finish(reads.read(of(1), 0.5));
  expect(env.now).toBe(0);
  reads.mark([1, 2]);
  env.finish(reads.read(of(1, 2), 0.5));
  expect(env.now).toBe(2);
  env.finish(reads.read(of(1, 2), 0.5));
  expect(env.now).toBe(2);
});

it('is of layers: an image on top of a baked one loads what nobody has read', () => {
  const { env, reads } = parts();
  reads.mark([1, 2]);
  env.finish(reads.read(of(1, 3), 0.5));
  expect(env.now).toBe(1);
  env.finish(reads.read(of(1, 2), 0.5));
  expect(env.now).toBe(2);
});

it('is over for a layer that was written since', () => {
  const { env, reads } = parts();
  reads.mark([1, 2]);
  reads.forget(2);
  env.finish(reads.read(of(1, 2), 0.5));
  expect(env.now).toBe(1);
});

it('is shared by the readers of a host', () => {
  const { env, reads, read } = parts();
  reads.mark([1, 2]);
  env.finish(all([read(1), read(2)]));
  expect(env.now).toBe(2);
});

it('loads once what two read at the same time', () => {
  const { env, reads, read } = parts();
  reads.mark([1, 2]);
  const [first, second] = [read(1), read(1, 2)];
  env.simulation.run(1.5);
  expect([first.done, second.done]).toEqual([false, false]);
  env.simulation.run();
  expect([first.done, second.done]).toEqual([true, true]);
  expect(env.now).toBe(2);
});

it('is over for an image that was removed and pulled again', () => {
  const readyAfter = (more: readonly TimelineEntry[]) => {
    const machine = { ...ec2().machine, snapshotBytesPerSecond: 1e6 };
    const initialImages = [{ image: 'api:live', pulledByAgent: false, ageSeconds: 0 }];
    const model = parameters({ startReadShare: 0.1 });
    const timeline = [...more, runTask(200)];
    const [start] = play(world({ capacities: [ec2({ machine, initialImages })], model, timeline }));
    return start!.readyAt - 200;
  };
  expect(readyAfter([])).toBeCloseTo(20, 6);
  expect(readyAfter([at(100, { kind: 'pruneImages', capacity: 'web' })])).toBeCloseTo(1 + 2, 6);
});

it('§9.24: lets a container of a baked image start later than one of an image that was pulled here', () => {
  const readyAt = (pulledByAgent: boolean, startReadShare: number) => {
    const machine = { ...ec2().machine, snapshotBytesPerSecond: 1e6 };
    const initialImages = [{ image: 'api:live', pulledByAgent, ageSeconds: 0 }];
    const spec = world({
      capacities: [ec2({ machine, initialImages })],
      model: parameters({ startReadShare }),
      timeline: [runTask(0), runTask(500)],
    });
    return play(spec).map((start) => start.readyAt - start.createdAt);
  };
  const [first, second] = readyAt(false, 0.1);
  const [pulled] = readyAt(true, 0.1);
  const bytes = image().layers.reduce((sum, layer) => sum + layer.uncompressedBytes, 0);
  expect(first! - pulled!).toBeCloseTo((0.1 * bytes) / 1e6, 6);
  expect(second).toBeCloseTo(pulled!, 6);
});
