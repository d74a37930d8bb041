import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import type { SweepRequest } from '../../src/scenario/sweep-plan.js';
import { smallAnd } from './small-scenario.js';

const COMPARED = `compare:
  - { name: plain }
  - { name: large, set: { capacity.web.instanceType: m6i.xlarge, "taskDefinitions.api.containers[app]": { name: app, image: "api:live", ready: 1s } } }
expect:
  - start p95 of large <= start p95 of plain
`;

const COUNT = { path: 'capacity.web.count', option: '--vary' };

function sweep(request: Partial<SweepRequest>, text = COMPARED): Scenario {
  const points = [['1'], ['2']];
  return parseScenario(smallAnd(text), { variants: { sweep: { paths: [COUNT], points, ...request } } });
}

function problemsOf(request: Partial<SweepRequest>, text = COMPARED): readonly string[] {
  try {
    sweep(request, text);
    return [];
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return error.problems.map(({ path, message, remedy }) => `${path}|${message} (${remedy})`);
  }
}

describe('a sweep', () => {
  it('plays every variant of the file at every point', () => {
    const { variants, varies } = sweep({});
    expect(variants.map(({ name }) => name)).toEqual([
      'capacity.web.count=1, plain',
      'capacity.web.count=1, large',
      'capacity.web.count=2, plain',
      'capacity.web.count=2, large',
    ]);
    expect(variants.map(({ set }) => set['capacity.web.count'])).toEqual(['1', '1', '2', '2']);
    expect(varies).toBe('capacity.web.count × variant');
  });

  it('plays the points alone where the file compares nothing', () => {
    expect(sweep({}, '').variants.map(({ name }) => name)).toEqual([
      'capacity.web.count=1',
      'capacity.web.count=2',
    ]);
  });

  it('plays the variants that are asked for, in that order, and leaves the thresholds of the file alone', () => {
    const { variants, expect: thresholds } = sweep({ points: [['3']], between: ['large', 'plain'] });
    expect(variants.map(({ name }) => name)).toEqual([
      'capacity.web.count=3, large',
      'capacity.web.count=3, plain',
    ]);
    expect(thresholds).toEqual([]);
  });

  it('sets a path within what a variant sets', () => {
    const path = { path: 'taskDefinitions.api.containers[app].ready', option: '--vary' };
    const { variants } = sweep({ paths: [path], points: [['7s']] });
    for (const { world } of variants)
      expect(world.taskDefinitions[0]!.containers[0]!.ready).toEqual({ kind: 'constant', value: 7 });
  });

  it.each([
    [{ between: ['plan'] }, '|--between: there is no variant "plan" (did you mean "plain"?)'],
    [
      { paths: [{ path: 'capacity.wbe.count', option: '--crossover' }] },
      '|--crossover capacity.wbe.count: the path "capacity.wbe.count" does not exist: there is no "wbe" in capacity (did you mean "web"?)',
    ],
    [{ points: [['1'], ['-1']] }, 'capacity.web.count|--vary capacity.web.count=-1: '],
    [{ points: [['[1']] }, '|--vary capacity.web.count: "[1" is not a value'],
    [
      { paths: [COUNT, COUNT], points: [['1', '2']] },
      '|--vary capacity.web.count: is varied twice (vary each path once)',
    ],
    [
      { paths: [COUNT, { path: 'capacity.web', option: '--crossover' }], points: [['1', '2']] },
      '|--crossover capacity.web: overlaps with --vary capacity.web.count',
    ],
    [
      { paths: [{ path: 'capacity.web.instanceType', option: '--vary' }], points: [['m6i.large']] },
      '|--vary capacity.web.instanceType: "capacity.web.instanceType" is what the variants of the file set, such as "large"',
    ],
  ])('is refused: %j', (request, words) => {
    expect(problemsOf(request).join('\n')).toContain(words);
  });
});
