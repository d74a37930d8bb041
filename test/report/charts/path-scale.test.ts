import { describe, expect, it } from 'vitest';
import { pathScale } from '../../../src/report/charts/path-scale.js';

const ticks = (...values: readonly number[]): { value: number; text: string }[] =>
  values.map((value) => ({ value, text: `${value} MiB` }));

describe('the scale of a path', () => {
  it('goes by factors where they are large, and by steps elsewhere', () => {
    expect(pathScale(ticks(1, 2, 4), 600)).toMatchObject({ type: 'linear', domain: [1, 4] });
    expect(pathScale(ticks(1, 10, 100), 600)).toMatchObject({ type: 'log', domain: [1, 100] });
    expect(pathScale(ticks(0, 100), 600)).toMatchObject({ type: 'linear', domain: [0, 100] });
  });

  it('writes the values as they were written, but for those too close to another', () => {
    const { ticks: shown, tickFormat } = pathScale(ticks(1, 1.01, 100), 300);
    expect(shown).toEqual([1, 100]);
    expect((tickFormat as (value: number) => string)(100)).toBe('100 MiB');
  });

  it('has room around a single value', () => {
    expect(pathScale(ticks(5), 300).domain).toEqual([4, 6]);
  });
});
