import { describe, expect, it } from 'vitest';
import { assess } from '../../src/report/assess.js';
import { fasterWhole } from '../../src/report/lazy-advice.js';
import { experiment, type Row, worldSpec } from './fixture.js';
import { lazily, lazyWorld, pulledWhole, variant } from './lazy-world.js';

const adviceOf = (...variants: Parameters<typeof experiment>[0]) => assess(experiment(variants)).advice;
const about = (lines: readonly string[], words: string) => lines.filter((line) => line.includes(words));

describe('advice on images that fell back', () => {
  it('tells of a fallback that nobody is told of, with its reason, its share and what would help', () => {
    const rows = [lazily(10), lazily(10), lazily(10), pulledWhole(40)];
    expect(about(adviceOf(variant('soci', rows, lazyWorld())), 'pulled whole')).toEqual([
      'Images are pulled whole where they were meant to be loaded lazily (25 % of the starts), and ECS reports no error: no SOCI index in the repository; an image that is converted before it is pushed (soci convert) has its index from the beginning.',
    ]);
  });

  it('tells variants together by reason, and each reason by itself', () => {
    const lines = about(
      adviceOf(
        variant('a', [pulledWhole(9)], lazyWorld()),
        variant('b', [lazily(9), pulledWhole(9)], lazyWorld()),
        variant('c', [pulledWhole(9, 'compression')], lazyWorld()),
      ),
      'pulled whole',
    );
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('(a 100 % of the starts, b 50 % of the starts)');
    expect(lines[1]).toContain(
      '(c 100 % of the starts), and ECS reports no error: SOCI indexes no layers of zstd',
    );
  });

  it('is silent on images that nobody gives an index, beside others that have one', () => {
    const world = lazyWorld();
    const plain = { ...world.images[0]!, name: 'plain', lazyIndex: null };
    const mixed = { ...world, images: [...world.images, plain] };
    const rows = [lazily(10), lazily(10), pulledWhole(40, 'no index', { image: 'plain@sha256:1' })];
    expect(about(adviceOf(variant('soci', rows, mixed)), 'pulled whole')).toEqual([]);
  });

  it('is silent where nobody meant to load lazily', () => {
    expect(about(adviceOf(variant('a', [pulledWhole(9)])), 'pulled whole')).toEqual([]);
  });
});

describe('advice on containers that start earlier and are ready later', () => {
  const launched = (create: number, ready: number, more: Row): Row => ({
    ...more,
    phases: { fetch: create, ready },
  });

  it('says so, whichever of the two is the baseline', () => {
    const whole = variant('whole', [launched(20, 4, pulledWhole(0, ''))]);
    const lazy = variant('lazy', [launched(8, 30, lazily(0))], lazyWorld());
    const words =
      'With lazy, containers start 12.0 s earlier than with whole, but are ready 14.0 s later (p50): only readiness says which is faster.';
    expect(adviceOf(whole, lazy)).toContain(words);
    expect(adviceOf(lazy, whole)).toContain(words);
  });

  it('says nothing where what starts earlier is ready earlier, or nothing is lazy', () => {
    const whole = variant('whole', [launched(20, 4, pulledWhole(0, ''))]);
    const better = variant('lazy', [launched(8, 6, lazily(0))], lazyWorld());
    const other = variant('other', [launched(8, 30, pulledWhole(0, ''))]);
    expect(about(adviceOf(whole, better), 'only readiness')).toEqual([]);
    expect(about(adviceOf(whole, other), 'only readiness')).toEqual([]);
  });
});

describe('a variant that pulls whole and is ready earlier', () => {
  const faster = (index: number, ...variants: Parameters<typeof experiment>[0]) => {
    const { summary, scenario } = assess(experiment(variants));
    return fasterWhole(
      index,
      summary,
      scenario.variants.map(({ world }) => world),
    );
  };
  const lazy = variant('lazy', [lazily(2), lazily(30)], lazyWorld());

  it('is named, with what it saves against the lazy one at the p95', () => {
    const variants = [
      lazy,
      variant('good', [pulledWhole(2, ''), pulledWhole(22, '')]),
      variant('best', [pulledWhole(2, ''), pulledWhole(20, '')]),
      variant('slow', [pulledWhole(2, ''), pulledWhole(50, '')]),
    ];
    expect(faster(0, ...variants)?.name).toBe('best');
    expect(faster(0, ...variants)?.seconds).toBeCloseTo(9.5, 9);
    expect(faster(1, ...variants)).toBeNull();
  });

  it('is none that is earlier only in the middle', () => {
    expect(faster(0, lazy, variant('whole', [pulledWhole(1, ''), pulledWhole(40, '')]))).toBeNull();
  });

  it('is none that differs in more than how images come to be there', () => {
    const larger = lazyWorld();
    const definitions = larger.taskDefinitions.map((each) => ({ ...each, cpuUnits: 1024 }));
    const other = variant('whole', [pulledWhole(9, '')], worldSpec({ taskDefinitions: definitions }));
    expect(faster(0, lazy, other)).toBeNull();
  });
});
