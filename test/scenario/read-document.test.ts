import { describe, expect, it } from 'vitest';
import { type SourceDocument, readDocument } from '../../src/scenario/read-document.js';

function read(text: string): SourceDocument {
  const result = readDocument(text);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.document;
}

function problems(text: string): readonly string[] {
  const result = readDocument(text);
  return 'problems' in result
    ? result.problems.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : [];
}

describe('a document', () => {
  const document = read('a: 1\nb:\n  - { c: x, d: }\n  - e\nanchor: &z { f: 2 }\nalias: *z\n');

  it('gives plain data', () => {
    expect(document.data).toEqual({ a: 1, b: [{ c: 'x', d: null }, 'e'], anchor: { f: 2 }, alias: { f: 2 } });
  });

  it.each([
    [['a'], 'value', 1, 4],
    [['a'], 'key', 1, 1],
    [['b', 0, 'c'], 'value', 3, 10],
    [['b', 0, 'd'], 'value', 3, 13],
    [['b', 1], 'value', 4, 5],
    [['alias', 'f'], 'value', 5, 17],
  ] as const)('knows the place of %j (%s)', (path, at, line, column) => {
    expect(document.position(path, at)).toEqual({ line, column });
  });

  it('gives the innermost key around what is not there', () => {
    expect(document.position(['b', 0, 'missing', 'deep'], 'value')).toEqual({ line: 3, column: 5 });
    expect(document.position(['nothing'], 'value')).toEqual({ line: 1, column: 1 });
    expect(document.has(['b', 0, 'c'])).toBe(true);
    expect(document.has(['b', 0, 'missing'])).toBe(false);
  });
});

describe('strictness', () => {
  it('reports a key that is there twice, at the second', () => {
    expect(problems('a: 1\nb: { c: 1, c: 2 }\n')).toEqual(['2:12 the key "c" is there twice']);
  });

  it('takes yes and no for text, as YAML 1.2 does', () => {
    expect(read('a: yes').data).toEqual({ a: 'yes' });
    expect(problems('%YAML 1.1\n---\na: yes\n')).toEqual([expect.stringMatching(/^1:1 the directive/)]);
  });

  it('takes merge keys, and a __proto__ for a name like any other', () => {
    expect(read('x: &x { a: 1 }\ny: { <<: *x, b: 2 }').data['y']).toEqual({ a: 1, b: 2 });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    read('__proto__: { polluted: true }');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('refuses an alias bomb quickly, and a file that is too large', () => {
    const bomb = Array.from(
      { length: 9 },
      (_, i) =>
        `l${i}: &l${i} [${Array(9)
          .fill(i === 0 ? 'x' : `*l${i - 1}`)
          .join(', ')}]`,
    );
    expect(problems(bomb.join('\n'))[0]).toContain('aliases expand');
    expect(problems(`a: ${'x'.repeat(9_000_000)}`)[0]).toContain('characters');
  });

  it('gives one problem for twenty thousand brackets', () => {
    expect(problems(`a: ${'['.repeat(20_000)}`)).toHaveLength(1);
  });
});
