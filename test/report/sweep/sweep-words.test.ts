import { describe, expect, it } from 'vitest';
import {
  marginShare,
  marginText,
  replicatesText,
  stretchWords,
} from '../../../src/report/sweep/sweep-words.js';

describe('figures of a sweep', () => {
  it('have their intervals', () => {
    expect(replicatesText([1, 2, 3], 'seconds')).toBe('2.0 ± 2.5 s');
    expect(replicatesText([2], 'seconds')).toBe('2.0 s');
    expect(replicatesText([1, Infinity], 'seconds')).toMatch(/^> 1\.0 s$|^never$/);
  });

  it('tell margins without a sign, paired by run', () => {
    expect(marginText([10, 20, 30], [8, 18, 28], 'seconds')).toBe('2.0 s');
    expect(marginText([0.5, 0.6], [0.2, 0.31], 'share')).toMatch(/^29\.5 ± 6\.4 pp$/);
    expect(marginText([1, 2], [Infinity, Infinity], 'seconds')).toBe('more than can be measured');
    expect(marginShare([3], [4])).toBe('25 %');
    expect(marginShare([1], [0])).toBe('');
  });
});

describe('stretches in words', () => {
  const names = ['a', 'b'];
  const values = ['1', '2', '3', '4'];

  it.each([
    [[], 'nothing was played'],
    [[{ first: 0, last: 3, wins: 1 }], 'b wins throughout'],
    [[{ first: 0, last: 3, wins: null }], 'no clear difference anywhere'],
    [
      [
        { first: 0, last: 0, wins: 0 },
        { first: 1, last: 2, wins: null },
        { first: 3, last: 3, wins: 1 },
      ],
      'a wins at 1; no clear difference from 2 to 3; b wins at 4',
    ],
    [
      [
        { first: 0, last: 1, wins: 0 },
        { first: 2, last: 3, wins: 1 },
      ],
      'a wins up to 2; b wins from 3 on',
    ],
  ])('%j', (stretches, words) => {
    expect(stretchWords(stretches, names, values, true)).toBe(words);
  });

  it('name every value that is in no order', () => {
    const stretches = [
      { first: 0, last: 1, wins: 0 },
      { first: 2, last: 3, wins: 1 },
    ];
    expect(stretchWords(stretches, names, ['m6i', 'm7i', 'c6i', 'r6i'], false)).toBe(
      'a wins at m6i, m7i; b wins at c6i, r6i',
    );
  });
});
