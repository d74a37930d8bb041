import { describe, expect, it } from 'vitest';
import { elapsedSeconds, labelOf, measureRows, secondsOf, spanSeconds } from '../../src/report/measure.js';
import { startTable, taking } from './fixture.js';

const EVERYTHING = { fromSeconds: 0, service: null, cache: 'any' } as const;

describe('which rows count', () => {
  const table = startTable([
    taking(1, { requestedAt: 10, service: 'api', cache: 'cold' }),
    taking(2, { requestedAt: 20, service: 'web', cache: 'warm' }),
    taking(3, { requestedAt: 30, service: 'api', cache: 'partial' }),
    taking(4, { requestedAt: 40, service: 'api', cache: 'warm', outcome: 'stopped' }),
  ]);

  it.each([
    ['everything', EVERYTHING, [0, 1, 2], [0, 1, 2, 3], 0],
    ['what is requested from 20 s on', { ...EVERYTHING, fromSeconds: 20 }, [1, 2], [1, 2, 3], 1],
    ['one service', { ...EVERYTHING, service: 'web' }, [1], [1], 3],
    ['a service that nothing belongs to', { ...EVERYTHING, service: 'db' }, [], [], 4],
    ['cold starts, which partial hits are not', { ...EVERYTHING, cache: 'cold' }, [0], [0], 3],
    ['warm starts', { ...EVERYTHING, cache: 'warm' }, [1], [1, 3], 2],
  ] as const)('a measure lets through %s', (_, measure, rows, counted, leftOut) => {
    const measured = measureRows(table, measure);
    expect([...measured.rows]).toEqual(rows);
    expect([...measured.counted]).toEqual(counted);
    expect(measured.leftOut).toBe(leftOut);
  });

  it('reads labels back', () => {
    expect(labelOf(table, 'service', 1)).toBe('web');
    expect(labelOf(table, 'cache', 2)).toBe('partial');
  });
});

describe('how long a row took', () => {
  const phases = { capacity: 1, provision: 2, resolve: 3, wait: 4, fetch: 5, unpack: 6, create: 7, ready: 8 };

  it.each([
    ['start', 36],
    ['launch', 27],
    ['pull', 15],
    ['unpack', 6],
  ] as const)('tells the %s of a start from its instants and phases', (span, seconds) => {
    const table = startTable([{ phases, requestedAt: 100 }]);
    expect(secondsOf(table, span)(0)).toBe(seconds);
  });

  it('gives ascending values in which what never got ready is infinite', () => {
    const table = startTable([
      taking(3),
      taking(9, { outcome: 'failed' }),
      taking(1),
      taking(2, { outcome: 'unfinished' }),
    ]);
    expect([...spanSeconds(table, Uint32Array.of(0, 1, 2, 3), 'start')]).toEqual([1, 3, Infinity, Infinity]);
    expect([...spanSeconds(table, Uint32Array.of(0, 1, 2, 3), 'ready')]).toEqual([1, 3, Infinity, Infinity]);
  });

  it('leaves starts without a pull out of the pull', () => {
    const table = startTable([taking(3), { phases: { fetch: 2 } }]);
    expect([...spanSeconds(table, Uint32Array.of(0, 1), 'pull')]).toEqual([2]);
  });

  it('knows how far a start came that failed', () => {
    const table = startTable([{ phases: { capacity: 2, wait: 5 }, outcome: 'failed' }]);
    expect(elapsedSeconds(table, 0)).toBe(7);
  });
});
