import { describe, expect, it } from 'vitest';
import { awaitDependencies, type Gate } from '../../../src/model/launch/dependencies.js';
import type { ContainerSpec, DependencyCondition } from '../../../src/model/spec.js';
import { environment, task } from '../tiny-parts.js';
import { container } from '../tiny-world.js';

const SIGNALS = {
  CREATE: 'created',
  START: 'started',
  HEALTHY: 'ready',
  COMPLETE: 'completed',
  SUCCESS: 'completed',
} as const;
const CONDITIONS = Object.keys(SIGNALS) as DependencyCondition[];

const CANNOT_START = /^CannotStartContainerError: /;

function setUp(condition: DependencyCondition, gate?: Gate, side: Partial<ContainerSpec> = {}) {
  const env = environment();
  const dependsOn = [{ container: 'sidecar', condition }];
  const of = task(env, { containers: [container({ name: 'sidecar', ...side }), container({ dependsOn })] });
  const [sidecar, app] = [of.containers[0]!, of.containers[1]!];
  const waiting = env.simulation.start(awaitDependencies(app, env, gate));
  env.simulation.run(2);
  const start = () => {
    sidecar.startedAt = env.now;
    sidecar.created.fire();
    sidecar.started.fire();
  };
  return { env, sidecar, app, waiting, start };
}

describe('dependsOn', () => {
  it.each(CONDITIONS)('%s waits for that and nothing else', (condition) => {
    const { env, sidecar, app, waiting, start } = setUp(condition);
    const awaited = SIGNALS[condition];
    if (awaited === 'ready' || awaited === 'completed') start();
    sidecar.exitCode = 0;
    for (const name of ['created', 'started', 'ready', 'completed'] as const) {
      if (name !== awaited) sidecar[name].fire();
    }
    env.simulation.run(5);
    expect(waiting.done).toBe(false);
    sidecar[awaited].fire();
    env.simulation.run(7);
    expect(waiting.result).toBeNull();
    app.clock.stop(env.now);
    expect(app.clock.phaseSeconds[3]).toBe(7);
  });

  it.each(CONDITIONS)('%s never holds for a container that will not start: exit code 143', (condition) => {
    const { env, sidecar, app, waiting } = setUp(condition);
    sidecar.skip();
    env.simulation.run(3);
    expect(waiting.result).toMatch(CANNOT_START);
    expect(app.exitCode).toBe(143);
  });

  it('holds at once where there is none', () => {
    const env = environment();
    expect(env.simulation.start(awaitDependencies(task(env).containers[0]!, env)).result).toBeNull();
  });

  it.each([
    ['SUCCESS', 0, null],
    ['SUCCESS', 1, CANNOT_START],
    ['COMPLETE', 1, null],
  ] as const)('%s of a container that ends with %d', (condition, exitCode, error) => {
    const { env, sidecar, waiting, start } = setUp(condition);
    start();
    sidecar.exitCode = exitCode;
    sidecar.completed.fire();
    env.simulation.run(3);
    if (error === null) expect(waiting.result).toBeNull();
    else expect(waiting.result).toMatch(error);
  });

  it('START holds for a container that has ended meanwhile', () => {
    const { env, sidecar, waiting, start } = setUp('START');
    start();
    sidecar.completed.fire();
    env.simulation.run(3);
    expect(waiting.result).toBeNull();
  });
});

describe('the start timeout of a dependency', () => {
  const side = { startTimeoutSeconds: 30 };

  it.each(['HEALTHY', 'COMPLETE', 'SUCCESS'] as const)(
    'counts from its start, and leaves who waits for %s unable to start',
    (condition) => {
      const { env, waiting, start, app } = setUp(condition, undefined, side);
      env.simulation.run(10);
      start();
      env.simulation.run(39.9);
      expect(waiting.done).toBe(false);
      env.simulation.run(40);
      expect(waiting.result).toMatch(CANNOT_START);
      expect(app.exitCode).toBe(143);
    },
  );

  it.each(['START', 'CREATE'] as const)('does not matter to %s', (condition) => {
    const { env, waiting, start } = setUp(condition, undefined, side);
    env.simulation.run(100);
    start();
    env.simulation.run(101);
    expect(waiting.result).toBeNull();
  });

  it('is over even for one that is healthy, if its dependent is not created by then', () => {
    const { env, sidecar, app, start } = setUp('HEALTHY', undefined, side);
    start();
    sidecar.ready.fire();
    env.simulation.run(60);
    const open: Gate = { open: true, noticeSeconds: () => 0 };
    expect(env.simulation.start(awaitDependencies(app, env, open)).result).toMatch(CANNOT_START);
  });

  it('is not over for one that has ended', () => {
    const { env, sidecar, app, start } = setUp('COMPLETE', undefined, side);
    start();
    sidecar.exitCode = 3;
    sidecar.completed.fire();
    env.simulation.run(60);
    expect(env.simulation.start(awaitDependencies(app, env)).result).toBeNull();
  });
});

describe('a gate', () => {
  it('that is open lets through whoever could still go on', () => {
    const open: Gate = { open: true, noticeSeconds: () => 0 };
    expect(setUp('HEALTHY', open).waiting.result).toBeNull();
  });

  it('delays what it notices late, but not the start of a container', () => {
    const late: Gate = { open: false, noticeSeconds: () => 4 };
    const healthy = setUp('HEALTHY', late);
    healthy.start();
    healthy.sidecar.ready.fire();
    healthy.env.simulation.run(5.9);
    expect(healthy.waiting.done).toBe(false);
    healthy.env.simulation.run(6);
    expect(healthy.waiting.result).toBeNull();
    const started = setUp('START', late);
    started.start();
    started.env.simulation.run(2);
    expect(started.waiting.result).toBeNull();
  });
});
