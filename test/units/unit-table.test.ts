import { describe, expect, it } from 'vitest';
import {
  BYTE_RATE_UNITS,
  dimensionOf,
  DURATION_UNITS,
  EVENT_RATE_UNITS,
  SIZE_UNITS,
} from '../../src/units/unit-table.js';

describe('the table of units', () => {
  it('gives each unit one dimension only', () => {
    const all = [SIZE_UNITS, DURATION_UNITS, BYTE_RATE_UNITS, EVENT_RATE_UNITS].flatMap((units) => [
      ...units.keys(),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    ['MiB', 'a size'],
    ['min', 'a duration'],
    ['Gbps', 'a transfer rate'],
    ['/h', 'a rate of events'],
    ['%', 'a share'],
    ['$', 'an amount of money'],
    ['furlong', undefined],
  ])('knows that %s makes %s', (unit, dimension) => {
    expect(dimensionOf(unit)).toBe(dimension);
  });

  it('steps by 1000 between decimal prefixes and by 1024 between binary ones', () => {
    const bytes = (unit: string): number => SIZE_UNITS.get(unit)?.times ?? NaN;
    for (const [lesser, larger] of [
      ['B', 'kB'],
      ['kB', 'MB'],
      ['MB', 'GB'],
      ['GB', 'TB'],
    ] as const) {
      expect(bytes(larger) / bytes(lesser)).toBe(1000);
    }
    for (const [lesser, larger] of [
      ['B', 'KiB'],
      ['KiB', 'MiB'],
      ['MiB', 'GiB'],
      ['GiB', 'TiB'],
    ] as const) {
      expect(bytes(larger) / bytes(lesser)).toBe(1024);
    }
  });

  it('counts eight bits to a byte', () => {
    const worth = BYTE_RATE_UNITS.get('Gbps');
    expect((worth?.times ?? NaN) / (worth?.over ?? NaN)).toBe(125e6);
  });
});
