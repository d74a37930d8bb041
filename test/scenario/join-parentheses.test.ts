import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/scenario/read-document.js';

function data(text: string): unknown {
  const result = readDocument(text);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.document.data;
}

describe('commas inside parentheses', () => {
  it.each([
    ['a: { b: lognormal(median 4s, p95 9s), c: 1 }', { a: { b: 'lognormal(median 4s, p95 9s)', c: 1 } }],
    ['a: [uniform(1s, 3s), 4s]', { a: ['uniform(1s, 3s)', '4s'] }],
    ['a: { b: empirical(1s, 2s, 2s) }', { a: { b: 'empirical(1s, 2s, 2s)' } }],
    ['a: [empirical(1s, 2s,\n  3s)]', { a: ['empirical(1s, 2s, 3s)'] }],
    ['a: uniform(1s, 3s)', { a: 'uniform(1s, 3s)' }],
  ])('do not end a value: %s', (text, expected) => {
    expect(data(text)).toEqual(expected);
  });

  it.each([
    ['a: { b: "(1, 2", c: 3 }', { a: { b: '(1, 2', c: 3 } }],
    ['a: { b: x(1, c: 2 }', { a: { b: 'x(1', c: 2 } }],
    ['a: [x(1, [2], 3)]', { a: ['x(1', [2], '3)'] }],
    ['a: [x(1, 2]', { a: ['x(1', 2] }],
  ])('are left where nothing closes, or the pieces are more than text: %s', (text, expected) => {
    expect(data(text)).toEqual(expected);
  });
});
