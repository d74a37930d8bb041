import { describe, expect, it } from 'vitest';
import { assess } from '../../src/report/assess.js';
import { mountTable } from '../../src/report/mount-table.js';
import { experiment, taking } from './fixture.js';
import { lazily, lazyWorld, pulledWhole, variant } from './lazy-world.js';

const tableOf = (...variants: Parameters<typeof experiment>[0]) => mountTable(assess(experiment(variants)));

describe('the table of how images came to be there', () => {
  it('tells ways by variant, with their share, their start and what was fetched when it was read', () => {
    const lazy = [lazily(10), lazily(10), lazily(10), pulledWhole(40)];
    const table = tableOf(variant('soci', lazy, lazyWorld()), variant('whole', [pulledWhole(38, '')]));
    expect(table!.rows).toEqual([
      ['soci', 'loaded lazily (soci)', '75 %', '10.0 s', '30 B', '60 B'],
      ['soci', 'pulled whole (overlayfs): no SOCI index in the repository', '25 %', '40.0 s', '300 B', '–'],
      ['whole', 'pulled whole (overlayfs)', '100 %', '38.0 s', '300 B', '–'],
    ]);
    expect(table!.heads).toHaveLength(6);
  });

  it('tells of another image of the task that was pulled whole', () => {
    const table = tableOf(variant('a', [lazily(10, { fallback: 'no index' })], lazyWorld()));
    expect(table!.rows[0]![1]).toBe(
      'loaded lazily (soci), another image of the task pulled whole: no SOCI index in the repository',
    );
  });

  it('has the first request where one was made', () => {
    const table = tableOf(
      variant('a', [lazily(10, { firstRequestSeconds: 0.8 }), pulledWhole(9)], lazyWorld()),
    );
    expect(table!.heads).toContain('first request p50');
    expect(table!.rows.map((row) => row[4])).toEqual(['0.80 s', '–']);
  });

  it('is there where all that was meant to be loaded lazily was pulled whole', () => {
    expect(tableOf(variant('a', [pulledWhole(9)], lazyWorld()))!.rows).toHaveLength(1);
  });

  it('is not there where nobody meant to load lazily, be the hosts able to or not', () => {
    expect(tableOf(variant('a', [taking(9)]))).toBeNull();
    expect(tableOf(variant('a', [pulledWhole(9)]))).toBeNull();
    expect(tableOf(variant('a', [taking(9)], lazyWorld()))).toBeNull();
  });
});
