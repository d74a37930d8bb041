import { describe, expect, it } from 'vitest';
import { ecsAgentPolicy } from '../../src/model/policy/ecs-agent-policy.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import { World } from '../../src/model/world.js';
import { constant } from '../../src/units/distribution.js';
import {
  agent,
  at,
  ec2,
  fargate,
  parameters,
  play,
  rows,
  runTask,
  taskDefinition,
  world,
} from './tiny-world.js';

describe('a world', () => {
  it('leaves a row for every start that was asked for, also for those without room', () => {
    const timeline = [runTask(0, { count: 20 }), runTask(999.5, { count: 2 })];
    const starts = play(world({ timeline }));
    const outcomes = starts.map(({ outcome }) => outcome);
    // Sixteen tasks of a quarter vCPU fit on four.
    expect(outcomes.filter((outcome) => outcome === 'started')).toHaveLength(16);
    expect(outcomes.filter((outcome) => outcome === 'unfinished')).toHaveLength(6);
  });

  it('names tasks of RunTask by entry, occurrence and ordinal', () => {
    const names = play(world({ timeline: [runTask(5, { count: 2 })] })).map(({ task, service }) => [
      task,
      service,
    ]);
    expect(names).toEqual([
      ['runTask-5/0/0', 'runTask-5'],
      ['runTask-5/0/1', 'runTask-5'],
    ]);
  });

  it('plays under another policy than that of the agent', () => {
    const never = { ...ecsAgentPolicy, decidePull: () => ({ pull: false, reason: 'never' }) };
    const [start] = rows(simulateRun(world(), 'seed', 0, { policy: never }));
    expect(start).toMatchObject({ outcome: 'failed', requests: 0 });
  });

  it('plays under the policy that a capacity names, if it is built in or given', () => {
    const spec = world({ capacities: [ec2({ policy: './mine.js' })] });
    const mine = { name: 'mine', decidePull: () => ({ pull: false, reason: 'never' }) };
    const [start] = rows(simulateRun(spec, 'seed', 0, { policies: new Map([['./mine.js', mine]]) }));
    expect(start).toMatchObject({ outcome: 'failed', requests: 0 });
    expect(() => simulateRun(spec, 'seed', 0)).toThrow('there is no policy ./mine.js');
  });

  it('says what it does not know', () => {
    const empty = new World(world({ taskDefinitions: [], capacities: [] }), 'seed', 0);
    expect(() => empty.definition('api')).toThrow('task definition api');
    expect(() => empty.pool('web')).toThrow('capacity web');
  });

  it('books how long a task runs what is older than its tag', () => {
    const spec = world({
      capacities: [
        ec2({
          agent: agent({ pullBehavior: 'once' }),
          initialImages: [{ image: 'api:live', pulledByAgent: true, ageSeconds: 0 }],
        }),
      ],
      taskDefinitions: [taskDefinition({ lifetime: constant(40) })],
      timeline: [
        at(1, { kind: 'push', image: 'api', tag: 'live', sameDigest: false }),
        runTask(10),
        runTask(980),
      ],
    });
    const { starts, totals } = simulateRun(spec, 'seed', 0);
    expect(rows({ starts, totals, series: [] }).map(({ staleSeconds }) => staleSeconds)).toEqual([40, 20]);
    expect(totals.staleSeconds).toBe(60);
  });

  it('shares a registry between EC2 and Fargate', () => {
    const spec = world({
      capacities: [ec2(), fargate({ provisionSeconds: constant(0), createSeconds: constant(0) })],
      timeline: [runTask(0), { ...runTask(0, { capacity: 'fargate' }), id: 'other' }],
      model: parameters(),
    });
    expect(play(spec).map(({ outcome }) => outcome)).toEqual(['started', 'started']);
  });
});
