import { describe, expect, it } from 'vitest';
import { ProblemList } from '../../src/scenario/problem-list.js';
import { readDocument } from '../../src/scenario/read-document.js';
import { UnitError } from '../../src/units/unit-error.js';

function listOf(
  text: string,
  ignore?: (fault: { path: readonly (string | number)[] }) => boolean,
): ProblemList {
  const read = readDocument(text);
  if ('problems' in read) throw new Error('not YAML');
  return new ProblemList(read.document, 'x.yaml', ignore);
}

const TEXT = 'a: { b: 1 }\ncompare:\n  a.b: [1, { c: 2 }]\n';

describe('a problem', () => {
  it('stands at the value, at the key, or where it is said to stand', () => {
    const list = listOf(TEXT);
    list.error({ path: ['a', 'b'], message: 'm', remedy: 'r' });
    list.error({ path: ['a', 'b'], at: 'key', message: 'm', remedy: 'r' });
    list.warn({ path: [], message: 'm', remedy: 'r', position: { line: 0, column: 0 } });
    expect(list.problems.map(({ line, column, severity }) => [line, column, severity])).toEqual([
      [1, 9, 'error'],
      [1, 6, 'error'],
      [0, 0, 'warning'],
    ]);
    expect(list.hasErrors).toBe(true);
  });

  it('of a value that a variant has set stands where the variant is written', () => {
    const list = listOf(TEXT);
    const source = ['compare', 'a.b', 1];
    const key = { source: ['compare', 'a.b'], prefix: null };
    list.overlays.push({ path: ['a', 'b'], source, prefix: 'variant "x"', key, onlyWhereAbsent: false });
    list.error({ path: ['a', 'b', 'c'], message: 'm', remedy: 'r' });
    list.error({ path: ['a', 'b'], at: 'key', message: 'm', remedy: 'r' });
    list.error({ path: ['a'], at: 'key', message: 'm', remedy: 'r' });
    expect(list.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '3:17 variant "x": m',
      '3:3 m',
      '1:1 m',
    ]);
  });

  it('of what came out of a named file stands at its name', () => {
    const list = listOf('t: { file: td.json, cpu: 1 }\n');
    list.overlays.push({ path: ['t'], source: ['t', 'file'], prefix: 'in td.json', onlyWhereAbsent: true });
    list.error({ path: ['t', 'containers', 0, 'image'], message: 'm', remedy: '' });
    list.error({ path: ['t', 'cpu'], message: 'm', remedy: '' });
    expect(list.problems.map(({ column, message }) => `${column} ${message}`)).toEqual([
      '12 in td.json: m',
      '26 m',
    ]);
  });

  it('of a unit is taken over with its remedy', () => {
    const list = listOf(TEXT);
    const read = (): number => {
      throw new UnitError('no unit', 'write one');
    };
    expect(list.attempt(['a'], read)).toBeUndefined();
    expect(list.attempt(['a'], () => 5)).toBe(5);
    expect(list.problems).toMatchObject([{ message: 'no unit', remedy: 'write one' }]);
    expect(() =>
      list.attempt(['a'], () => {
        throw new TypeError('a bug');
      }),
    ).toThrow('a bug');
  });

  it('is left out where the list is told to ignore it', () => {
    const list = listOf(TEXT, ({ path }) => path[0] === 'a');
    list.error({ path: ['a', 'b'], message: 'm', remedy: '' });
    expect(list.problems).toEqual([]);
  });

  it('of an unknown name tells the nearest, else the known ones', () => {
    const list = listOf(TEXT);
    list.unknown(['a'], 'image', 'apo', ['api', 'web']);
    list.unknown(['a'], 'image', 'zzz', ['api', 'web']);
    list.unknown(['a'], 'image', 'zzz', []);
    expect(list.problems.map(({ remedy }) => remedy)).toEqual([
      'did you mean "api"?',
      'known: api, web',
      'there is none',
    ]);
  });
});
