import { describe, expect, it } from 'vitest';
import { staleNote } from '../../src/report/advice.js';
import { p95Of } from '../../src/report/profile.js';
import { assess } from '../../src/report/assess.js';
import { experiment, registryTotals, type Row, run, taking, webCapacity, worldSpec } from './fixture.js';
import { pullPolicies } from './pull-policies.js';

const twice = (rows: readonly Row[]) => [run(rows), run(rows)];
const adviceOf = (...rows: readonly (readonly Row[])[]) =>
  assess(experiment(rows.map((each, index) => ({ name: `v${index}`, runs: twice(each) })))).advice;

describe('what sets the p95', () => {
  it.each<[string, Row, string]>([
    [
      'a whole pull',
      { cache: 'cold', phases: { fetch: 9, unpack: 9 }, bound: { core: 18 } },
      'find nothing of their image on the host and pull all of it',
    ],
    [
      'a part of a pull',
      { cache: 'partial', phases: { fetch: 9 }, bound: { nic: 9 } },
      'find a part of their image on the host and pull the rest',
    ],
    ['a queue', { phases: { wait: 9, fetch: 1 }, bound: { lock: 9, nic: 1 } }, 'wait for their turn to pull'],
    [
      'a container that comes first',
      { phases: { wait: 9, fetch: 1 }, bound: { dependency: 9, nic: 1 } },
      'wait for another container of their task',
    ],
    [
      'retries',
      { phases: { wait: 9, fetch: 1 }, bound: { backoff: 9, nic: 1 } },
      'wait before they try again',
    ],
    [
      'a quota',
      { phases: { wait: 9, fetch: 1 }, bound: { throttle: 9, nic: 1 } },
      'wait to ask again, as a quota or a pull limit refused them',
    ],
    ['capacity', { phases: { capacity: 9 }, bound: { capacity: 9 } }, 'wait for room on a host'],
    [
      'the application',
      { phases: { ready: 9 }, bound: { application: 9 } },
      'wait for the application itself',
    ],
    ['the ECS scheduler', { phases: { capacity: 9 }, bound: { scheduler: 9 } }, 'wait for the ECS scheduler'],
    ['launch rate', { phases: { capacity: 9 }, bound: { quota: 9 } }, 'wait until Fargate may launch them'],
    ['fixed costs', { phases: { create: 9 }, bound: { fixed: 9 } }, 'hardly pull'],
  ])('is told for %s', (_, row, words) => {
    expect(adviceOf([row])[0]).toContain(words);
  });

  it('names what binds it, by how much, and what moves it', () => {
    const row: Row = { phases: { unpack: 10 }, bound: { core: 7.5, disk: 2.5 } };
    expect(adviceOf([row])[0]).toContain(
      '75 % of their time is bound by one core of gzip. Shrink the largest layer (180 MiB), or compress it with zstd.',
    );
  });

  it('is paid by every variant, where none changes it by a tenth', () => {
    const row: Row = { phases: { unpack: 10 }, bound: { disk: 10 } };
    expect(adviceOf([row], [row])[0]).toContain('; every pull behaviour pays it.');
    expect(adviceOf([row], [taking(1)])[0]).not.toContain('pays it');
  });

  it('is failure, where most starts there were never ready', () => {
    expect(
      adviceOf([{ outcome: 'failed', cause: 'X', phases: { wait: 1 }, bound: { backoff: 1 } }]),
    ).toContain('The p95 is set by starts that never become ready.');
  });
});

describe('other advice', () => {
  it('says that pushes were refused, and why', () => {
    const refused = [run([taking(1)], { rejectedPushes: 4 }), run([taking(1)], { rejectedPushes: 6 })];
    const { advice } = assess(experiment([{ name: 'a', runs: refused }]));
    expect(advice.join()).toContain('Pushes are refused (a 5 a run)');
    expect(advice.join()).toContain('immutable');
  });

  it('says that nothing differs, where nothing does', () => {
    expect(adviceOf([taking(1)], [taking(1)]).join()).toContain(
      'No difference: in this scenario the pull behaviour changes',
    );
    expect(adviceOf([taking(1)], [taking(2)]).join()).not.toContain('No difference');
  });

  it('names failing and unfinished variants', () => {
    const text = adviceOf([
      taking(1),
      taking(1, { outcome: 'failed', cause: 'CannotPullContainerError' }),
      taking(1, { outcome: 'unfinished' }),
    ]).join('\n');
    expect(text).toContain('Starts fail (v0 33.3 %), mostly with CannotPullContainerError');
    expect(text).toContain('Starts were not finished when the run ended (v0 2)');
  });

  it('says when the disk is full where cleanup is off', () => {
    const lines = assess(pullPolicies({ runs: 1, starts: 30 })).advice;
    expect(lines.find((line) => line.startsWith('prefer-cached'))).toMatch(
      /^prefer-cached switches image cleanup off: at this rate the fullest disk is 80 % full after \d/,
    );
  });

  it.each([
    [{ disableImageCleanup: true }, /^growing runs with ECS_DISABLE_IMAGE_CLEANUP: /],
    [{}, /^growing: .*unless cleanup catches up\.$/],
  ])('tells apart why the disk grows', (agent, words) => {
    const at = [0, 1, 2, 3, 4].map((day) => day * 86_400);
    const growing = run([taking(1)], { diskPeakBytes: 5e9, diskPeakShare: 0.5 }, [
      { name: 'fullest disk', unit: 'bytes', at, value: [1e9, 2e9, 3e9, 4e9, 5e9] },
    ]);
    const world = worldSpec({ capacities: [webCapacity(agent)] });
    const { advice } = assess(experiment([{ name: 'growing', runs: [growing], world }]));
    expect(advice.some((line) => words.test(line))).toBe(true);
  });

  it('says that an experiment was interrupted, and that one run gives no interval', () => {
    const { advice } = assess(
      experiment([{ name: 'a', runs: [run([taking(1)])] }], { complete: false, runs: 1 }),
    );
    expect(advice[0]).toMatch(/^Interrupted: /);
    expect(advice.at(-1)).toMatch(/^One run gives no interval/);
  });

  it('says that variants differ in nothing but money', () => {
    const variant = (name: string, bytes: number) => {
      const traffic = [{ registry: 'ecr', region: 'us-west-2', path: 'public-address', bytes } as const];
      return { name, runs: [run([taking(1)], { traffic }), run([taking(1)], { traffic })] };
    };
    const { advice } = assess(experiment([variant('a', 1e9), variant('b', 2e9)]));
    expect(advice.join()).toContain('neither start times nor what is pulled, only what it costs.');
  });

  it('says for which prices the cost is not known', () => {
    const registries = [{ ...worldSpec().registries[0]!, region: 'mx-central-1' }];
    const traffic = [{ registry: 'ecr', region: 'us-east-1', path: 'public-address', bytes: 1e9 } as const];
    const runs = [run([taking(1)], { traffic })];
    const { advice } = assess(experiment([{ name: 'a', runs, world: worldSpec({ registries }) }]));
    expect(advice.join()).toContain(
      'No price is known for transfer from mx-central-1 to us-east-1, pulls: the pull cost leaves it out.',
    );
  });

  it('does not say so of storage alone, which costs cents', () => {
    const registries = [{ ...worldSpec().registries[0]!, region: 'mx-central-1' }];
    const runs = [run([taking(1)], { registries: [registryTotals('ecr', { storedByteSeconds: 1e15 })] })];
    const { advice } = assess(experiment([{ name: 'a', runs, world: worldSpec({ registries }) }]));
    expect(advice.join()).not.toContain('No price');
  });
});

describe('the note of a variant', () => {
  it('tells how long an old image runs', () => {
    const { summary } = assess(
      experiment([
        { name: 'a', runs: [run([taking(1)], { staleSeconds: 40_800 })] },
        { name: 'b', runs: [run([taking(1)])] },
      ]),
    );
    expect(summary.variants.map(staleNote)).toEqual(['runs an old image for 11 h 20 min', '']);
    expect(p95Of(summary.variants[0]!)?.quantile).toBe(0.95);
  });
});
