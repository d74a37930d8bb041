import { describe, expect, it } from 'vitest';
import type { Ec2CapacitySpec } from '../../../src/model/spec.js';
import { type ParseOptions, parseScenario } from '../../../src/scenario/parse-scenario.js';
import { files, hostOf, linesOf, rowsOf } from '../reading.js';
import { SMALL, small, smallAnd } from '../small-scenario.js';

const withPolicy = (policy: string): string => small('    count: 2', `    count: 2\n    policy: ${policy}`);
const policiesOf = (text: string, options: ParseOptions): readonly string[] =>
  parseScenario(text, options).variants.map(({ world }) => (world.capacities[0] as Ec2CapacitySpec).policy);

describe('the policy of a capacity', () => {
  it.each([
    [SMALL, 'amazon-ecs-agent', 'what the code of the agent does'],
    [smallAnd('model: { semantics: source }\n'), 'amazon-ecs-agent', 'what the code of the agent does'],
    [smallAnd('model: { semantics: documented }\n'), 'documented', 'what the documentation of ECS says'],
  ])('follows the semantics of the model (%#)', (text, policy, source) => {
    expect(hostOf(text).policy).toBe(policy);
    expect(rowsOf(text).get('capacity.web.policy')).toMatchObject({
      value: policy,
      source: expect.stringContaining(source) as string,
    });
  });

  it.each(['amazon-ecs-agent', 'documented', './mine.mjs', 'policies/mine.ts'])('can be %s', (policy) => {
    expect(hostOf(withPolicy(policy)).policy).toBe(policy);
    expect(linesOf(withPolicy(policy))).toEqual([]);
  });

  it('of the capacity comes before the semantics', () => {
    expect(hostOf(`${withPolicy('./mine.js')}model: { semantics: documented }\n`).policy).toBe('./mine.js');
  });

  it('can be compared', () => {
    const text = smallAnd('compare:\n  capacity.web.policy: [amazon-ecs-agent, ./mine.mjs]\n');
    expect(policiesOf(text, files({ './mine.mjs': 'export default {};' }))).toEqual([
      'amazon-ecs-agent',
      './mine.mjs',
    ]);
  });

  it('must be a file that is there, where files can be read', () => {
    expect(linesOf(withPolicy('./mine.mjs'), 'error', files({}))).toEqual([
      '15:13 capacity.web.policy: cannot read ./mine.mjs: there is no such file (paths are relative to the scenario file)',
    ]);
  });
});
