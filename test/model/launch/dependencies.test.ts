import { describe, expect, it } from 'vitest';
import { awaitDependencies } from '../../../src/model/launch/dependencies.js';
import type { DependencyCondition } from '../../../src/model/spec.js';
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

function setUp(condition: DependencyCondition) {
  const env = environment();
  const dependsOn = [{ container: 'sidecar', condition }];
  const of = task(env, { containers: [container({ name: 'sidecar' }), container({ dependsOn })] });
  const [sidecar, app] = [of.containers[0]!, of.containers[1]!];
  const waiting = env.simulation.start(awaitDependencies(app, env));
  env.simulation.run(2);
  return { env, sidecar, app, waiting };
}

describe('dependsOn', () => {
  it.each(CONDITIONS)('%s waits for that and nothing else', (condition) => {
    const { env, sidecar, app, waiting } = setUp(condition);
    const awaited = SIGNALS[condition];
    for (const name of ['created', 'started', 'ready', 'completed'] as const) {
      if (name !== awaited) sidecar[name].fire();
    }
    env.simulation.run(5);
    expect(waiting.done).toBe(false);
    sidecar[awaited].fire();
    env.simulation.run(7);
    expect(waiting.result).toBe(true);
    app.clock.stop(env.now);
    expect(app.clock.phaseSeconds[3]).toBe(7);
  });

  it.each(CONDITIONS)('%s never holds for a container that will not start', (condition) => {
    const { env, sidecar, waiting } = setUp(condition);
    sidecar.skip();
    env.simulation.run(3);
    expect(waiting.result).toBe(false);
  });

  it('holds at once where there is none', () => {
    const env = environment();
    expect(env.simulation.start(awaitDependencies(task(env).containers[0]!, env)).result).toBe(true);
  });
});
