/** Images of Managed Instances: pulls take three seconds, and nothing else takes any time. */
import { describe, expect, it } from 'vitest';
import type { ManagedInstancesSpec, TimelineEntry, WorldSpec } from '../../../src/model/spec.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import { constant } from '../../../src/units/distribution.js';
import {
  at,
  container,
  ec2,
  image,
  layer,
  managedInstances,
  play,
  runTask,
  taskDefinition,
  world,
} from '../tiny-world.js';

const MINUTE = 60;

function cron(
  timeline: readonly TimelineEntry[],
  rules: Partial<ManagedInstancesSpec> = {},
  overrides: Partial<WorldSpec> = {},
): WorldSpec {
  return world({
    durationSeconds: 6 * 3600,
    capacities: [ec2({ managed: managedInstances(rules) })],
    taskDefinitions: [taskDefinition({ lifetime: constant(30) })],
    timeline,
    ...overrides,
  });
}

const every = (minutes: number): TimelineEntry => ({
  id: 'cron',
  schedule: { kind: 'every', periodSeconds: minutes * MINUTE, fromSeconds: 0, untilSeconds: 5 * 3600 },
  action: { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 1 },
});

const caches = (spec: WorldSpec) => play(spec).map(({ cache }) => cache);

/** The tasks find the image until one ends more than the timer before the next. */
describe('the image of a task that comes again and again', () => {
  it.each([
    [10, 'warm'],
    [14, 'warm'],
    [16, 'cold'],
    [30, 'cold'],
  ])('every %i minutes is found: %s', (minutes, expected) => {
    const [first, ...later] = caches(cron([every(minutes)]));
    expect(first).toBe('cold');
    expect(later).toHaveLength(Math.ceil(300 / minutes) - 1);
    expect(new Set(later)).toEqual(new Set([expected]));
  });

  it('is timed from the end of the last task: what runs for two minutes is found after sixteen', () => {
    const long = { taskDefinitions: [taskDefinition({ lifetime: constant(2 * MINUTE) })] };
    expect(new Set(caches(cron([every(16)], {}, long)).slice(1))).toEqual(new Set(['warm']));
  });

  it('is kept for as long as is said', () => {
    expect(new Set(caches(cron([every(30)], { unusedImageSeconds: 1800 })).slice(1))).toEqual(
      new Set(['warm']),
    );
    expect(new Set(caches(cron([every(10)], { unusedImageSeconds: 300 })))).toEqual(new Set(['cold']));
    expect(new Set(caches(cron([every(200)], { unusedImageSeconds: Infinity })).slice(1))).toEqual(
      new Set(['warm']),
    );
  });
});

describe('the timer of an image', () => {
  const tasks = (...starts: number[]) => starts.map((start) => runTask(start));

  it('begins anew with each task that uses it', () => {
    // Ends at 33, 630 and 1230; without the second the third would find nothing.
    expect(caches(cron(tasks(0, 600, 1200)))).toEqual(['cold', 'warm', 'warm']);
    expect(caches(cron(tasks(0, 1200)))).toEqual(['cold', 'cold']);
  });

  it('ends at the very second', () => {
    expect(caches(cron(tasks(0, 932)))).toEqual(['cold', 'warm']);
    expect(caches(cron(tasks(0, 934)))).toEqual(['cold', 'cold']);
  });

  it('does not run while another task uses the image', () => {
    const definitions = [
      taskDefinition({ lifetime: constant(30) }),
      taskDefinition({ family: 'service', lifetime: constant(3000) }),
    ];
    const timeline = [runTask(0, { taskDefinition: 'service' }), runTask(10), runTask(2000), runTask(3800)];
    expect(caches(cron(timeline, {}, { taskDefinitions: definitions })).slice(1)).toEqual([
      'warm',
      'warm',
      'warm',
    ]);
  });

  it('begins with the instance for images that no task has used', () => {
    const initialImages = [{ image: 'api:live', pulledByAgent: true, ageSeconds: 0 }];
    const capacities = [ec2({ managed: managedInstances(), initialImages })];
    expect(caches(cron(tasks(899), {}, { capacities }))).toEqual(['warm']);
    expect(caches(cron(tasks(901), {}, { capacities }))).toEqual(['cold']);
  });

  it('is of its own for each image: a layer that another one has stays', () => {
    const shared = layer({ digest: 'sha256:base', changesEachRelease: false });
    const images = ['api', 'job'].map((name) =>
      image({ name, repository: name, layers: [shared, layer({ digest: `sha256:${name}` })] }),
    );
    const definitions = ['api', 'job'].map((name) =>
      taskDefinition({
        family: name,
        lifetime: constant(name === 'api' ? 5000 : 30),
        containers: [container({ image: `${name}:live` })],
      }),
    );
    const job = (start: number) => runTask(start, { taskDefinition: 'job' });
    const spec = cron([runTask(0), job(100), job(3000)], {}, { images, taskDefinitions: definitions });
    expect(caches(spec)).toEqual(['cold', 'partial', 'partial']);
  });

  it('is for an old release as for any other', () => {
    const push = at(1000, { kind: 'push', image: 'api', tag: 'live', sameDigest: false });
    const often = [0, 600, 1200, 1800, 2400].map((start) => runTask(start));
    const { totals } = simulateRun(cron([...often, push]), 'seed', 0);
    // The first release at 630 + 900, the second at 2430 + 900.
    expect(totals.imagesRemoved).toBe(2);
  });

  it('takes the place of the cleanup cycles of the agent', () => {
    const { totals } = simulateRun(cron([runTask(0)]), 'seed', 0);
    expect([totals.imagesRemoved, totals.cleanupCycles]).toEqual([1, 0]);
  });
});

describe('an image that is there', () => {
  const twice = [runTask(0), runTask(100)];

  it('is used without a pull where its digest is known', () => {
    const [first, second] = play(cron(twice));
    expect(first!.pullStoppedAt - first!.pullStartedAt).toBeCloseTo(3, 3);
    expect(second).toMatchObject({ cache: 'warm', pullStartedAt: NaN, bytes: 0 });
    expect(second!.requests).toBeLessThan(first!.requests);
    expect(second!.requests).toBeGreaterThan(0);
  });

  it('is asked for as by any agent where that is said', () => {
    const [, second] = play(cron(twice, { usesCachedImages: false }));
    expect(second).toMatchObject({ cache: 'warm', pullStartedAt: 100, bytes: 0 });
  });

  it('is not used when its tag has moved, and is again when the tag moves back', () => {
    const push = (start: number, sameDigest: boolean) =>
      at(start, { kind: 'push', image: 'api', tag: 'live', sameDigest });
    expect(caches(cron([...twice, push(50, false)]))).toEqual(['cold', 'cold']);
    expect(caches(cron([...twice, push(50, true)]))).toEqual(['cold', 'warm']);
  });
});
