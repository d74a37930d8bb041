import { describe, expect, it } from 'vitest';
import { meanOf, sideOf, sweepGrid } from '../../src/experiment/sweep-grid.js';

const runs = (mean: number): readonly number[] => [mean - 0.1, mean, mean + 0.1];
const axes = [
  { path: 'size', values: ['1', '2', '4', '8'] },
  { path: 'share', values: ['10', '50'] },
];

/** `a` costs the size, `b` the share over ten and one: b wins from size 4 on at 10, and from 8 on at 50. */
const costs = (points: readonly (readonly string[])[]): Promise<(readonly number[])[][]> =>
  Promise.resolve(points.map(([size, share]) => [runs(Number(size)), runs(Number(share) / 10 + 1)]));

describe('a grid', () => {
  it('plays every combination, the last path fastest', async () => {
    const { points, complete } = await sweepGrid(axes, costs);
    expect(points.map(({ values }) => values.join(' '))).toEqual([
      '1 10',
      '1 50',
      '2 10',
      '2 50',
      '4 10',
      '4 50',
      '8 10',
      '8 50',
    ]);
    expect(complete).toBe(true);
  });

  it('says who wins at each point, and at which nobody does', async () => {
    const { points } = await sweepGrid(axes, costs);
    expect(points.map(({ wins }) => wins)).toEqual([0, 0, null, 0, 1, 0, 1, 1]);
    const turned = await sweepGrid(axes, costs, 'more');
    expect(turned.points.map(({ wins }) => wins)).toEqual([1, 1, null, 1, 0, 1, 0, 0]);
  });

  it('says along each line between which points the winner changes', async () => {
    const { lines } = await sweepGrid(axes, costs);
    expect(lines.filter(({ axis }) => axis === 0)).toEqual([
      {
        axis: 0,
        points: [0, 2, 4, 6],
        stretches: [
          { first: 0, last: 0, wins: 0 },
          { first: 1, last: 1, wins: null },
          { first: 2, last: 3, wins: 1 },
        ],
      },
      {
        axis: 0,
        points: [1, 3, 5, 7],
        stretches: [
          { first: 0, last: 2, wins: 0 },
          { first: 3, last: 3, wins: 1 },
        ],
      },
    ]);
    expect(lines.filter(({ axis }) => axis === 1).map(({ points }) => points)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
    ]);
  });

  it('needs a winner to be better than every other variant', async () => {
    const close = await sweepGrid([{ path: 'x', values: ['1'] }], () =>
      Promise.resolve([
        [
          [5, 6, 7],
          [5.1, 5.9, 7],
          [9, 9, 9],
        ],
      ]),
    );
    expect(close.points[0]).toMatchObject({ best: 0, wins: null });
  });

  it('has no winner with one variant, and none where no run has a value', async () => {
    const alone = await sweepGrid([{ path: 'x', values: ['1', '2'] }], () =>
      Promise.resolve([[[1]], [[Number.NaN]]]),
    );
    expect(alone.points.map(({ best, wins }) => [best, wins])).toEqual([
      [0, null],
      [null, null],
    ]);
  });

  it('keeps the points that an interruption has left', async () => {
    const { points, lines, complete } = await sweepGrid([axes[0]!], (asked) =>
      Promise.resolve(asked.map((_, index) => (index < 2 ? [runs(1), runs(2)] : null))),
    );
    expect(complete).toBe(false);
    expect(points.map(({ metrics }) => metrics !== null)).toEqual([true, true, false, false]);
    expect(lines[0]!.stretches).toEqual([{ first: 0, last: 1, wins: 0 }]);
  });

  it('refuses a path without values', async () => {
    await expect(sweepGrid([{ path: 'x', values: [] }], costs)).rejects.toThrow('"x" has no values');
  });
});

describe('which of two is better', () => {
  it('is the one with less, or with more, or none by chance', () => {
    expect(sideOf([1, 2, 3], [5, 6, 7.1], 'less')).toBe('first');
    expect(sideOf([1, 2, 3], [5, 6, 7.1], 'more')).toBe('second');
    expect(sideOf([1, 2, 3], [2, 1, 3], 'less')).toBeNull();
    expect(sideOf([1, 2], [1, 2], 'less')).toBeNull();
  });

  it('is decided by the sign where there is one run, and by who ends at all', () => {
    expect(sideOf([2], [1], 'less')).toBe('second');
    expect(sideOf([1], [1], 'less')).toBeNull();
    expect(sideOf([1, 2], [Infinity, Infinity], 'less')).toBe('first');
    expect(sideOf([Infinity, Infinity], [Infinity, Infinity], 'less')).toBeNull();
    expect(sideOf([Number.NaN], [1], 'less')).toBeNull();
  });
});

describe('the mean of a metric', () => {
  it('leaves out runs without a value', () => {
    expect(meanOf([1, Number.NaN, 3])).toBe(2);
    expect(meanOf([Number.NaN])).toBeNaN();
  });
});
