import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../src/experiment/stretches.js';

describe('stretches of winners', () => {
  it('join neighbours with the same winner, and keep apart what was not found', () => {
    expect(stretchesOf([0, 0, null, 1, 1, 0])).toEqual([
      { first: 0, last: 1, wins: 0 },
      { first: 2, last: 2, wins: null },
      { first: 3, last: 4, wins: 1 },
      { first: 5, last: 5, wins: 0 },
    ]);
  });

  it('pass over points that were not played', () => {
    expect(stretchesOf([0, undefined, 0, undefined, 1])).toEqual([
      { first: 0, last: 2, wins: 0 },
      { first: 4, last: 4, wins: 1 },
    ]);
    expect(stretchesOf([])).toEqual([]);
  });
});
