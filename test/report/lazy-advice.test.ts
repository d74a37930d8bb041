import { describe, expect, it } from 'vitest';
import { assess } from '../../src/report/assess.js';
import { fasterWhole } from '../../src/report/lazy-advice.js';
import { experiment, type Row } from './fixture.js';
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
  it('is named, with what it saves against the lazy one', () => {
    const { summary } = assess(
      experiment([
        variant('lazy', [lazily(30)], lazyWorld()),
        variant('whole', [pulledWhole(20, '')]),
        variant('slow', [pulledWhole(50, '')]),
      ]),
    );
    const [lazy, whole] = summary.variants;
    expect(fasterWhole(lazy!, summary)).toEqual({ names: 'whole', seconds: 10 });
    expect(fasterWhole(whole!, summary)).toBeNull();
  });
});
