import { expect, it } from 'vitest';
import { all } from '../../../src/kernel/process.js';
import { SnapshotReads } from '../../../src/model/host/snapshot-reads.js';
import { Bench } from './bench.js';

function parts() {
  const env = new Bench();
  const reads = new SnapshotReads(env.fluid, env.fluid.site([50]), 0);
  const read = (image: string, bytes: number) => env.simulation.start(reads.read(image, bytes));
  return { env, reads, read };
}

it('is slow once for an image that came with the snapshot, and takes no time for others', () => {
  const { env, reads } = parts();
  env.finish(reads.read('a', 100));
  expect(env.now).toBe(0);
  reads.mark('a');
  env.finish(reads.read('a', 100));
  expect(env.now).toBe(2);
  reads.mark('a');
  env.finish(reads.read('a', 100));
  expect(env.now).toBe(2);
  env.finish(reads.read('a', 150));
  expect(env.now).toBe(3);
});

it('is shared by the readers of a host', () => {
  const { env, reads, read } = parts();
  reads.mark('a');
  reads.mark('b');
  env.finish(all([read('a', 100), read('b', 100)]));
  expect(env.now).toBe(4);
});

it('loads once what two read at the same time', () => {
  const { env, reads, read } = parts();
  reads.mark('a');
  const [first, second] = [read('a', 100), read('a', 200)];
  env.simulation.run(2);
  expect([first.done, second.done]).toEqual([true, false]);
  env.simulation.run();
  expect(env.now).toBe(4);
});
