import { describe, expect, it } from 'vitest';
import type { HostState } from '../../src/model/host-state.js';
import { PHASES } from '../../src/model/record.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import { constant } from '../../src/units/distribution.js';
import {
  container,
  ec2,
  image,
  layer,
  MB,
  near,
  parameters,
  registry,
  rows,
  runTask,
  taskDefinition,
  world,
} from './tiny-world.js';

const DIGESTS = ['sha256:a', 'sha256:b', 'sha256:c', 'sha256:d', 'sha256:e'];

function play(spec = world()) {
  return rows(simulateRun(spec, 'seed', 0));
}

describe('a run', () => {
  it('takes one download and one unpack for an image of one layer', () => {
    const [start] = play();
    expect(start).toMatchObject({ outcome: 'started', cache: 'cold', bytes: 100 * MB, layersPulled: 1 });
    expect(start!.readyAt).toBeCloseTo(1 + 2, 9);
    expect(start!.fetch).toBeCloseTo(1, 9);
    expect(start!.unpack).toBeCloseTo(2, 9);
  });

  it('knows what binds a start that it cuts off in the middle of a download or of an unpack', () => {
    const cutAt = (durationSeconds: number) => play(world({ durationSeconds }))[0]!;
    expect(cutAt(0.5)).toMatchObject({ outcome: 'unfinished', fetch: near(0.5), unpack: 0 });
    expect(cutAt(0.5).bound).toMatchObject({ stream: near(0.5), unknown: 0 });
    expect(cutAt(2.5)).toMatchObject({ outcome: 'unfinished', fetch: near(1), unpack: near(1.5) });
    expect(cutAt(2.5).bound).toMatchObject({ stream: near(1), core: near(1.5), unknown: 0 });
  });

  it('overlaps downloads with the unpack of lower layers', () => {
    const layers = DIGESTS.slice(0, 2).map((digest) => layer({ digest }));
    const [start] = play(world({ images: [image({ layers })] }));
    // Both download in the first second, then they unpack one after the other.
    expect(start!.readyAt).toBeCloseTo(1 + 2 + 2, 9);
  });

  it('gives a daemon three download slots, in the order of the layers', () => {
    const layers = DIGESTS.slice(0, 4).map((digest) => layer({ digest, uncompressedBytes: 1 }));
    const fast = ec2();
    const spec = world({
      images: [image({ layers })],
      capacities: [{ ...fast, runtime: { ...fast.runtime, gzipBytesPerSecond: 1e15 } }],
    });
    expect(play(spec)[0]!.readyAt).toBeCloseTo(2, 6);
  });

  it('reuses layers along the chain from the base only', () => {
    const shared = layer({ digest: 'sha256:base' });
    const images = [
      image({ layers: [shared, layer({ digest: 'sha256:x' })] }),
      image({ name: 'web', repository: 'web', layers: [shared, layer({ digest: 'sha256:y' })] }),
      image({ name: 'odd', repository: 'odd', layers: [layer({ digest: 'sha256:z' }), shared] }),
    ];
    const taskDefinitions = images.map(({ name }) =>
      taskDefinition({ family: name, containers: [container({ image: `${name}:live` })] }),
    );
    const timeline = images.map(({ name }, index) => runTask(index * 100, { taskDefinition: name }));
    const starts = play(world({ images, taskDefinitions, timeline }));
    expect(starts.map((start) => start.layersReused)).toEqual([0, 1, 0]);
    expect(starts.map((start) => start.cache)).toEqual(['cold', 'partial', 'cold']);
  });

  it('costs nothing but the asking when the image is there', () => {
    const [, second] = play(world({ timeline: [runTask(0), runTask(100)] }));
    expect(second).toMatchObject({ outcome: 'started', cache: 'warm', bytes: 0, readyAt: 100 });
    expect(second!.requests).toBeGreaterThan(0);
    expect(second!.pullStartedAt).toBe(100);
  });

  it('shares a download in flight with another task of the same image', () => {
    const [first, second] = play(world({ timeline: [runTask(0), runTask(0.5)] }));
    expect(second!.readyAt).toBeCloseTo(first!.readyAt, 9);
    expect(second!.bytes).toBe(0);
  });

  it('shares a disk between unpacks in proportion to bytes written', () => {
    const base = ec2();
    const machine = { ...base.machine, diskBytesPerSecond: 100 * MB };
    const [start] = play(world({ capacities: [ec2({ machine })] }));
    // Download: 100 MB at 100 MB/s; unpack: 200 MB at 100 MB/s.
    expect(start!.readyAt).toBeCloseTo(1 + 2, 9);
    const spread = play(
      world({
        capacities: [ec2({ machine, count: 1 })],
        images: [image(), image({ name: 'b', repository: 'b', layers: [layer({ digest: 'sha256:other' })] })],
        taskDefinitions: [
          taskDefinition(),
          taskDefinition({ family: 'b', containers: [container({ image: 'b:live' })] }),
        ],
        timeline: [runTask(0), runTask(0, { taskDefinition: 'b' })],
      }),
    );
    expect(spread.map((each) => each.readyAt)).toEqual([expect.closeTo(6, 9), expect.closeTo(6, 9)]);
  });

  it('charges round trips: three a request on a new connection, two of them for TCP and TLS', () => {
    const spec = world({
      registries: [registry({ roundTripSeconds: 0.1, perStreamBytesPerSecond: 1e15 })],
      images: [image({ layers: [layer({ compressedBytes: 1, uncompressedBytes: 1 })] })],
    });
    const [start] = play(spec);
    // token, then ping, HEAD, GET; pull: ping, index, manifest, blob, object storage: 0.3 s each.
    expect(start!.resolve).toBeCloseTo((1 + 3 + 3) * 0.3, 6);
    expect(start!.fetch).toBeCloseTo(2 * 0.3, 6);
  });

  it('adds its phases up to the start', () => {
    const spec = world({
      timeline: [runTask(0, { count: 5 }), runTask(50, { count: 3 })],
      model: parameters({ containerCreate: constant(0.5), ec2BridgeProvision: constant(0.2) }),
      taskDefinitions: [taskDefinition({ containers: [container({ ready: constant(4) })] })],
    });
    for (const start of play(spec)) {
      const sum = PHASES.reduce((total, phase) => total + start[phase], 0);
      expect(sum).toBeCloseTo(start.readyAt - start.requestedAt, 9);
    }
  });

  it('gives the same rows twice, and others with another seed', () => {
    const spec = world({
      model: parameters({ jitter: true, containerCreate: { kind: 'exponential', mean: 2 } }),
      timeline: [runTask(0, { count: 3 })],
    });
    const again = (seed: string) => rows(simulateRun(spec, seed, 0)).map((start) => start.readyAt);
    expect(again('seed')).toEqual(again('seed'));
    expect(again('seed')).not.toEqual(again('other'));
  });

  it('counts what has not finished at the end as unfinished', () => {
    const [start] = play(world({ durationSeconds: 2 }));
    expect(start).toMatchObject({ outcome: 'unfinished', readyAt: NaN });
    expect(start!.fetch + start!.unpack).toBeCloseTo(2, 9);
  });

  it('can be looked into at an instant, which changes nothing of it', () => {
    const spec = world({
      timeline: [runTask(0, { count: 5 }), runTask(50, { count: 3 })],
      model: parameters({ jitter: true }),
    });
    for (const atSeconds of [0, 1.5, 2.75, 60, 1e9]) {
      const seen: HostState[] = [];
      const probed = simulateRun(spec, 'seed', 0, {
        probe: { atSeconds, read: (hosts) => void seen.push(...hosts) },
      });
      expect(seen.map((state) => [state.host, state.atSeconds])).toEqual([
        ['web/1', Math.min(atSeconds, 1000)],
      ]);
      expect(seen[0]?.images).toHaveLength(atSeconds < 10 ? 0 : 1);
      expect(probed).toEqual(simulateRun(spec, 'seed', 0));
    }
  });
});
