import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { linesOf } from './reading.js';
import { small, smallAnd } from './small-scenario.js';

const names = ({ variants }: Scenario): readonly string[] => variants.map(({ name }) => name);
const counts = ({ variants }: Scenario): readonly unknown[] =>
  variants.map(
    ({ world: { capacities } }) => capacities.map((each) => (each.launchType === 'EC2' ? each.count : 0))[0],
  );

describe('the variants of a file', () => {
  it('are one, the file as it is, where nothing is compared', () => {
    const scenario = parseScenario(smallAnd(''));
    expect(names(scenario)).toEqual(['baseline']);
    expect(scenario.variants[0]!.set).toEqual({});
  });

  it('are the values of one path; the first is the baseline', () => {
    const scenario = parseScenario(smallAnd('compare:\n  capacity.web.count: [5, 2]\n'));
    expect(names(scenario)).toEqual(['5', '2']);
    expect(counts(scenario)).toEqual([5, 2]);
    expect(scenario.varies).toBe('count');
    expect(scenario.variants[1]!.set).toEqual({ 'capacity.web.count': '2' });
  });

  it('can be named sets of values', () => {
    const text =
      'compare:\n  - { name: as it is }\n  - { name: larger, set: { capacity.web.count: 5, duration: 1h30m } }\n';
    const scenario = parseScenario(smallAnd(text));
    expect(names(scenario)).toEqual(['as it is', 'larger']);
    expect(scenario.variants.map(({ world }) => world.durationSeconds)).toEqual([7200, 5400]);
    expect(scenario.varies).toBe('variant');
  });

  it('can be a grid, whose last path changes fastest', () => {
    const scenario = parseScenario(
      smallAnd('vary:\n  capacity.web.count: [1, 2]\n  "timeline[again].every": [10m, 20m]\n'),
    );
    expect(names(scenario)).toEqual([
      'count=1, every=10m',
      'count=1, every=20m',
      'count=2, every=10m',
      'count=2, every=20m',
    ]);
    expect(scenario.varies).toBe('count × every');
  });

  it('may set distributions, lists and sections', () => {
    const text = 'compare:\n  "taskDefinitions.api.containers[app].ready": [uniform(1s, 3s), 4s]\n';
    expect(names(parseScenario(smallAnd(text)))).toEqual(['uniform(1s, 3s)', '4s']);
    const layers = 'compare:\n  images.api.layers: [[{ size: 1 MB }, { size: 2 MB }], [{ size: 3 MB }]]\n';
    const worlds = parseScenario(smallAnd(layers)).variants.map(
      ({ world }) => world.images[0]!.layers.length,
    );
    expect(worlds).toEqual([2, 1]);
  });

  it('are refused where compare and vary are both there, or a grid is too large', () => {
    const both = 'compare:\n  capacity.web.count: [1, 2]\nvary:\n  capacity.web.count: [1, 2]\n';
    expect(linesOf(smallAnd(both))[0]).toMatch(/^28:1 .*both there/);
    const many = Array.from({ length: 40 }, (_, i) => i + 1).join(', ');
    const grid = `vary:\n  capacity.web.count: [${many}]\n  runs: [1]\n  timeline[0].desiredCount: [${many}]\n`;
    expect(linesOf(smallAnd(grid.replace('  runs: [1]\n', ''))).join()).toContain('more than 1000 variants');
  });

  it('that change nothing known are told by the schema, at the place in compare', () => {
    expect(linesOf(smallAnd('compare:\n  capacity.web.volume.size: [30 GiB, 50 GB/s]\n'))).toEqual([
      '27:38 capacity.web.volume.size: variant "50 GB/s": "50 GB/s" is a transfer rate, not a size (write a size, such as "30 MB" or "30 MiB")',
    ]);
  });

  it('show a warning of one of them with its name', () => {
    const text = 'compare:\n  capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR: [default, Once]\n';
    expect(linesOf(smallAnd(text))).toEqual([
      expect.stringMatching(/^27:57 .*variant "Once": the agent takes it for "default"/),
    ]);
  });
});

describe('the variants that the command line asks for', () => {
  const compared = smallAnd('compare:\n  capacity.web.count: [1, 2, 3]\n');

  it('replace those of the file', () => {
    const scenario = parseScenario(compared, { variants: { vary: ['capacity.web.count=7,8'] } });
    expect(counts(scenario)).toEqual([7, 8]);
    expect(names(scenario)).toEqual(['7', '8']);
  });

  it('are split at commas outside brackets and quotes', () => {
    const vary = ['taskDefinitions.api.containers[0].ready=lognormal(median 4s, p95 9s),4s'];
    expect(names(parseScenario(compared, { variants: { vary } }))).toEqual([
      'lognormal(median 4s, p95 9s)',
      '4s',
    ]);
    const sections = ['capacity.web.volume={ size: 40 GiB, type: gp3 },{ size: 50 GiB }'];
    expect(names(parseScenario(compared, { variants: { vary: sections } }))).toHaveLength(2);
  });

  it('are a product where there are several', () => {
    const vary = ['capacity.web.count=7,8', 'images.api.layers[0].size=1 MB,2 MB'];
    const scenario = parseScenario(compared, { variants: { vary } });
    expect(names(scenario)).toEqual([
      'count=7, size=1 MB',
      'count=7, size=2 MB',
      'count=8, size=1 MB',
      'count=8, size=2 MB',
    ]);
  });

  it('are the four pull behaviours on every EC2 capacity with policies', () => {
    const text = small('capacity:\n', 'capacity:\n  other: { launchType: EC2 }\n').replace(
      'desiredCount: 4',
      'desiredCount: 4, capacity: web, taskDefinition: api',
    );
    const scenario = parseScenario(text, { variants: { policies: true } });
    expect(names(scenario)).toEqual(['default', 'always', 'once', 'prefer-cached']);
    const last = scenario.variants[3]!.world.capacities;
    expect(last.map((each) => (each.launchType === 'EC2' ? each.agent.pullBehavior : ''))).toEqual([
      'prefer-cached',
      'prefer-cached',
    ]);
  });

  it.each([
    [{ vary: ['capacity.wep.count=1,2'] }, 'there is no "wep" in capacity'],
    [{ vary: ['capacity.web.count'] }, 'has no values'],
    [{ vary: ['capacity.web.count='] }, '"" is not a value'],
    [{ vary: ['capacity.web.count=1,,2'] }, '"" is not a value'],
    [{ vary: ['capacity.web.count=1,-2'] }, '--vary capacity.web.count=-2: -2 is too small'],
    [{ vary: ['capacity.web.cuont=1,2'] }, '--vary capacity.web.cuont: unknown key "cuont"'],
    [{ vary: ['capacity.web.count=1,1'] }, 'a second variant is called "1"'],
  ])('that are wrong have no place in the file: %j', (variants, message) => {
    const [line] = linesOf(compared, 'error', { variants });
    expect(line).toMatch(/^0:0 /);
    expect(line).toContain(message);
  });

  it('are refused where one path is varied twice, however it is written', () => {
    const vary = ['"capacity".web.agent.ECS_IMAGE_PULL_BEHAVIOR=once'];
    expect(linesOf(smallAnd(''), 'error', { variants: { vary, policies: true } }).join()).toContain(
      '"capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR" is varied twice',
    );
    const grid = 'vary:\n  capacity.web.count: [1, 2]\n  \'"capacity".web.count\': [3, 4]\n';
    expect(linesOf(smallAnd(grid), 'error').join()).toContain('"capacity.web.count" is varied twice');
  });

  it("are a user's policies after the four, or after the scenario as it is", () => {
    const own = [{ name: 'mine', reference: './mine.mjs' }];
    const alone = parseScenario(smallAnd(''), { variants: { own } });
    expect(alone.varies).toBe('policy');
    expect(names(alone)).toEqual(['baseline', 'mine']);
    expect(alone.variants.map(({ world }) => world.capacities[0])).toMatchObject([
      { policy: 'amazon-ecs-agent' },
      { policy: './mine.mjs', agent: { pullBehavior: 'default' } },
    ]);
    const beside = parseScenario(smallAnd(''), { variants: { own, policies: true } });
    expect(names(beside)).toEqual(['default', 'always', 'once', 'prefer-cached', 'mine']);
  });

  it('need an EC2 capacity for policies', () => {
    const text = small(
      'launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }',
      'launchType: FARGATE',
    ).replace('384', '512');
    expect(linesOf(text, 'error', { variants: { policies: true } })[0]).toContain('no EC2 capacity');
  });
});
