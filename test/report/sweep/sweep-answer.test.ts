import { describe, expect, it } from 'vitest';
import { isComplete, rangeValue, shortNames, valueText } from '../../../src/report/sweep/sweep-answer.js';
import { parseQuantityRange } from '../../../src/units/quantity-range.js';
import { crossoverAnswer, gridAnswer, SIZES } from './answers.js';

describe('names of paths', () => {
  it('are their last keys, or the whole where two would read the same', () => {
    expect(shortNames(['images.api.scale', 'timeline[0].desiredCount'])).toEqual(['scale', 'desiredCount']);
    expect(shortNames(['images.api.layers[0]', 'capacity.web.count'])).toEqual(['layers', 'count']);
    expect(shortNames(['capacity.a.count', 'capacity.b.count'])).toEqual([
      'capacity.a.count',
      'capacity.b.count',
    ]);
  });
});

describe('values of a search', () => {
  it('are written as the ends were, and in their units between', async () => {
    const range = parseQuantityRange('0.50 MiB..2 MiB');
    expect(rangeValue(range, 3, 0.5 * 2 ** 20).text).toBe('0.50 MiB');
    expect(rangeValue(range, 3, 2 * 2 ** 20).text).toBe('2 MiB');
    expect(rangeValue(range, 3, 1.2345 * 2 ** 20).text).toBe('1.23 MiB');
    expect(valueText(await crossoverAnswer(), 1.5 * 2 ** 30)).toBe('1.5 GiB');
  });
});

describe('a sweep', () => {
  it('is complete where nothing was interrupted', async () => {
    expect(isComplete(await gridAnswer([SIZES]))).toBe(true);
    expect(isComplete(await crossoverAnswer())).toBe(true);
    expect(isComplete(await crossoverAnswer({ rounds: 1 }))).toBe(false);
    expect(isComplete({ ...(await gridAnswer([SIZES])), interrupted: true })).toBe(false);
  });
});
