import { describe, expect, it } from 'vitest';
import { compareReplicates } from '../../src/stats/compare-replicates.js';
import { pairedDifference } from '../../src/stats/paired-difference.js';

const { POSITIVE_INFINITY: never, NaN: none } = Number;

describe('two alternatives, compared run by run', () => {
  it('differ by the mean of the paired differences, with its interval', () => {
    const { finding, ...interval } = compareReplicates([10, 12, 14], [8, 9.9, 12.1]);
    expect(finding).toBe('less');
    expect(pairedDifference([8, 9.9, 12.1], [10, 12, 14])).toMatchObject(interval);
  });

  it.each([
    ['equal', [1, 2, 3], [1, 2, 3]],
    ['equal', [4], [4]],
    ['none', [1, 2, 3], [2, 1, 3]],
    ['less', [10, 11, 12], [1, 2, 4]],
    ['more', [1, 2, 4], [10, 11, 12]],
    ['unknown', [1], [2]],
    ['unknown', [], []],
    ['unknown', [1, none], [2, 3]],
    ['more', [1, 2], [never, never]],
    ['less', [never, never], [1, 2]],
    ['unknown', [5, 2], [3, never]],
    ['neither', [never, never], [never, never]],
    ['less', [none, 10, 11, 12], [none, 1, 2, 4]],
  ])('are found to be %s: %j and %j', (finding, first, second) => {
    expect(compareReplicates(first, second).finding).toBe(finding);
  });
});
