import { describe, expect, it } from 'vitest';
import { startTask } from '../../../src/model/agent/start-task.js';
import type { TaskDefinitionSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { ecsAgent, environment, finish, registries, task } from '../tiny-parts.js';
import { agent } from '../tiny-world.js';

function setUp(definition: Partial<TaskDefinitionSpec> = {}, settings: Parameters<typeof agent>[0] = {}) {
  const env = environment({ ec2AwsvpcProvision: constant(8), ec2BridgeProvision: constant(1) });
  const it = ecsAgent(env, registries(env), { agent: agent(settings) });
  return { env, it, of: task(env, definition) };
}

describe('a task on a container instance', () => {
  it.each([
    ['awsvpc', 8],
    ['bridge', 1],
    ['host', 1],
  ] as const)('in %s mode begins image work after its network is there', (networkMode, seconds) => {
    const { env, it, of } = setUp({ networkMode });
    finish(env, startTask(it, of));
    expect(of).toMatchObject({ outcome: 'started', pullStartedAt: seconds, readyAt: seconds + 3 });
  });

  it('does nothing more when it is stopped before that', () => {
    const { env, it, of } = setUp();
    env.simulation.start(startTask(it, of));
    of.requestStop();
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'stopped', requests: 0, pullStartedAt: NaN });
  });
});
