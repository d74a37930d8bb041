import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/units/distribution.js';
import type { ContainerSpec, TaskDefinitionSpec } from '../../../src/model/spec.js';
import {
  at,
  container,
  fargate,
  ec2,
  parameters,
  play,
  type Row,
  runTask,
  taskDefinition,
  world,
} from '../tiny-world.js';

/** A service of one task whose container is ready after 50 s and is looked at after 30 s; its rows in 1,000 s. */
function serve(
  graceSeconds: number | null,
  spec: Partial<ContainerSpec> = {},
  settings: { capacity?: string; definition?: Partial<TaskDefinitionSpec>; model?: object } = {},
): Row[] {
  const containers = [container({ ready: constant(50), healthSeconds: 30, ...spec })];
  const grace = graceSeconds === null ? {} : { healthCheckGraceSeconds: graceSeconds };
  const service = {
    kind: 'createService',
    name: 'api',
    taskDefinition: 'api',
    capacity: settings.capacity ?? 'web',
    desiredCount: 1,
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    placementStrategy: 'spread',
    ...grace,
  } as const;
  return play(
    world({
      capacities: [ec2(), fargate()],
      taskDefinitions: [
        taskDefinition({ cpuUnits: 1024, memoryMiB: 2048, containers, ...settings.definition }),
      ],
      timeline: [at(0, service)],
      model: parameters(settings.model),
    }),
  );
}

describe('a start that is not healthy in time', () => {
  it('is stopped by its service and replaced, for ever', () => {
    const all = serve(null);
    expect(all.length).toBeGreaterThan(20);
    for (const row of all.slice(0, -1)) {
      expect(row).toMatchObject({
        outcome: 'failed',
        cause: 'TaskFailedContainerHealthChecks',
        readyAt: NaN,
      });
      expect(row.stopCode).toBe('ServiceSchedulerInitiated');
      expect(row.stoppedAt - row.startedAt).toBeCloseTo(30, 9);
    }
  });

  it('is replaced at once: a task that has been RUNNING does not make its service pause', () => {
    const [first, second, third] = serve(null);
    expect([second!.requestedAt, third!.requestedAt]).toEqual([first!.stoppedAt, second!.stoppedAt]);
  });

  it('gets along with a grace period that is long enough', () => {
    expect(serve(60)).toMatchObject([{ outcome: 'started', stoppedAt: NaN }]);
    expect(serve(49).length).toBeGreaterThan(10);
  });

  it('has the longer one of what its checks allow and the grace period', () => {
    const [first] = serve(10);
    expect(first!.stoppedAt - first!.startedAt).toBeCloseTo(30, 9);
    expect(serve(0, { healthSeconds: 51 })).toMatchObject([{ outcome: 'started' }]);
  });

  it('fails on Fargate alike', () => {
    const [first, second] = serve(null, {}, { capacity: 'fargate' });
    expect(first).toMatchObject({ outcome: 'failed', cause: 'TaskFailedContainerHealthChecks' });
    expect(second!.requestedAt).toBe(first!.stoppedAt);
    expect(serve(60, {}, { capacity: 'fargate' })).toMatchObject([{ outcome: 'started' }]);
  });

  it('takes as long to stop as any task that runs', () => {
    const stop = { taskStop: constant(7) };
    const [first] = serve(null, {}, { model: stop });
    expect(first!.stoppedAt - first!.startedAt).toBeCloseTo(37, 9);
    const deaf = { definition: { handlesSigterm: false, stopTimeoutSeconds: 5 } };
    const [killed] = serve(null, {}, deaf);
    expect(killed!.stoppedAt - killed!.startedAt).toBeCloseTo(35, 9);
  });

  it('is left alone without a health check', () => {
    expect(serve(null, { healthSeconds: null })).toMatchObject([{ outcome: 'started' }]);
  });

  it('is left alone where its container is not essential', () => {
    const containers = [
      container({ name: 'main' }),
      container({ name: 'side', essential: false, ready: constant(50), healthSeconds: 30 }),
    ];
    expect(serve(null, {}, { definition: { containers } })).toMatchObject([{ outcome: 'started' }]);
  });

  it('is left alone outside a service', () => {
    const containers = [container({ ready: constant(50), healthSeconds: 30 })];
    const alone = play(world({ taskDefinitions: [taskDefinition({ containers })], timeline: [runTask(0)] }));
    expect(alone).toMatchObject([{ outcome: 'started' }]);
  });

  it('is left alone until its task is RUNNING, which another container may delay', () => {
    const containers = [
      container({ name: 'main', ready: constant(50), healthSeconds: 30 }),
      container({ name: 'side', dependsOn: [{ container: 'main', condition: 'HEALTHY' }] }),
    ];
    expect(serve(null, {}, { definition: { containers } })).toMatchObject([{ outcome: 'started' }]);
  });
});
