import { describe, expect, it } from 'vitest';
import { CSV_COLUMNS, startsCsv } from '../../src/report/csv.js';
import { experiment, run, taking } from './fixture.js';

const textOf = (...args: Parameters<typeof experiment>): string =>
  [...startsCsv(experiment(...args))].join('');

describe('the records as CSV', () => {
  it('has a line a start, of all variants and runs, with as many fields as the head', () => {
    const runs = [run([taking(1), taking(2)]), run([taking(3)])];
    const lines = textOf([
      { name: 'a', runs },
      { name: 'b', runs },
    ])
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(1 + 6);
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([CSV_COLUMNS.length]));
    expect(lines[0]).toBe(CSV_COLUMNS.join(','));
    expect(lines[3]).toMatch(/^a,2,/);
  });

  it('names every column once', () => {
    expect(new Set(CSV_COLUMNS).size).toBe(CSV_COLUMNS.length);
    expect(CSV_COLUMNS).toEqual(
      expect.arrayContaining(['capacity', 'phase_capacity', 'bound_capacity', 'readyAt']),
    );
  });

  it('quotes text that needs it and doubles its quotes', () => {
    const text = textOf([{ name: 'a "b", c', runs: [run([taking(1, { host: 'one\ntwo' })])] }]);
    expect(text).toContain('"a ""b"", c",1,');
    expect(text).toContain('"one\ntwo"');
  });

  it('leaves fields empty that do not exist, and writes numbers so that they read back', () => {
    const [, line] = textOf([{ name: 'a', runs: [run([taking(0.1 + 0.2)])] }]).split('\r\n');
    const fields = line!.split(',');
    const field = (name: string) => fields[CSV_COLUMNS.indexOf(name)];
    expect(field('pullStartedAt')).toBe('');
    expect(field('readyAt')).toBe('0.30000000000000004');
    expect(field('bound_application')).toBe('0');
  });

  it('is its head alone where nothing was played', () => {
    expect(textOf([])).toBe(`${CSV_COLUMNS.join(',')}\r\n`);
  });
});
