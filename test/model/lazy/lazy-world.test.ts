/** Whole starts on hosts that load lazily: what is shared, and that the same seed gives the same. */
import { describe, expect, it } from 'vitest';
import { simulateRun } from '../../../src/model/simulate-run.js';
import {
  ec2,
  image,
  MB,
  parameters,
  reads,
  runTask,
  taskDefinition,
  container,
  world,
} from '../../../src/model/tiny-world.js';
import type { StartTable } from '../../../src/model/record.js';
import type { WorldSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { bigLayer, lazyIndex, lazyRuntime } from '../pull/lazy-host-fixture.js';

function lazyWorld(overrides: Partial<WorldSpec> = {}): WorldSpec {
  const background = { periodSeconds: 0.5, streams: 1, silenceSeconds: 30, silencedBy: 'mount' } as const;
  const app = container({
    reads: reads({ share: 0.2, order: 'scattered', runBytes: 2 * MB }),
    ready: constant(1),
  });
  return world({
    images: [image({ layers: [bigLayer('sha256:a'), bigLayer('sha256:b')], lazyIndex: lazyIndex() })],
    capacities: [ec2({ runtime: lazyRuntime({}, { background }) })],
    taskDefinitions: [taskDefinition({ containers: [app] })],
    timeline: [runTask(0), runTask(10)],
    ...overrides,
  });
}

function labels({ labels: names, text }: StartTable, column: 'snapshotter' | 'fallback'): readonly string[] {
  return [...text[column]].map((index) => names[column][index]!);
}

describe('starts on a host that loads lazily', () => {
  it('share what the first has read', () => {
    const { starts } = simulateRun(lazyWorld(), 'seed', 0);
    expect(labels(starts, 'snapshotter')).toEqual(['soci', 'soci']);
    expect(labels(starts, 'fallback')).toEqual(['', '']);
    const [first, second] = starts.number.lazyBytes;
    expect(first).toBeGreaterThan(30 * MB);
    expect(second).toBe(0);
    expect(starts.number.bytes[0]).toBeGreaterThanOrEqual(first!);
  });

  it('count in the registry what nobody has asked for, too', () => {
    const { totals } = simulateRun(lazyWorld(), 'seed', 0);
    // All spans of both layers and their indexes, although two starts have read a fifth.
    expect(totals.downloadedBytes).toBeGreaterThan(200 * MB);
    expect(totals.downloadedBytes).toBeLessThan(250 * MB);
  });

  it('say why an image was pulled whole, also where it is found on disk', () => {
    const whole = image({ layers: [bigLayer('sha256:a'), bigLayer('sha256:b')] });
    const { starts } = simulateRun(lazyWorld({ images: [whole] }), 'seed', 0);
    expect(labels(starts, 'snapshotter')).toEqual(['overlayfs', 'overlayfs']);
    expect(labels(starts, 'fallback')).toEqual(['no index', 'no index']);
    expect([...starts.number.lazyBytes]).toEqual([0, 0]);
  });

  it('are the same for the same seed', () => {
    const spec = lazyWorld({ model: parameters({ jitter: true }) });
    const [one, two] = [simulateRun(spec, 'seed', 3), simulateRun(spec, 'seed', 3)];
    expect(one.starts.number).toEqual(two.starts.number);
    expect(one.totals).toEqual(two.totals);
  });
});
