import { expect, it } from 'vitest';
import { ProblemList } from '../../../src/scenario/problem-list.js';
import { readDocument } from '../../../src/scenario/read-document.js';
import { Resolution } from '../../../src/scenario/resolve/resolution.js';

function resolutionOf(text: string): Resolution {
  const read = readDocument(text);
  if ('problems' in read) throw new Error('not YAML');
  const { document } = read;
  return new Resolution(document.data, new ProblemList(document, 'x.yaml'), 'x.yaml', () => '');
}

it('picks what the file says, else the fallback, and notes which', () => {
  const resolution = resolutionOf('a: 30 MiB\nb: { c: [1, 2] }\n');
  expect(resolution.pick(['a'], 5, { value: 6, source: 'none' })).toBe(5);
  expect(
    resolution.pick(['b', 'd'], undefined, { value: 6, source: 'a guess' }, (value) => `${value} m`),
  ).toBe(6);
  resolution.given(['b', 'c']);
  expect(resolution.provenance).toEqual([
    { path: 'a', value: '30 MiB', origin: 'file', source: 'x.yaml:1' },
    { path: 'b.d', value: '6 m', origin: 'default', source: 'a guess' },
    { path: 'b.c', value: '[1, 2]', origin: 'file', source: 'x.yaml:2' },
  ]);
});

it('names the command line as the source of what it sets', () => {
  const resolution = resolutionOf('a: 1\n');
  resolution.problems.overlays.push({
    path: ['a'],
    source: null,
    prefix: '--vary a=2',
    onlyWhereAbsent: false,
  });
  resolution.given(['a']);
  expect(resolution.provenance[0]!.source).toBe('command line');
});

it('finds things by name, and leaves an error where there is none', () => {
  const resolution = resolutionOf('a: 1\n');
  const things = new Map([['api', 7]]);
  expect(resolution.find(['a'], 'thing', 'api', things)).toBe(7);
  expect(resolution.find(['a'], 'thing', 'apo', things)).toBeUndefined();
  expect(resolution.problems.problems).toMatchObject([
    { message: 'unknown thing "apo"', remedy: 'did you mean "api"?' },
  ]);
});
