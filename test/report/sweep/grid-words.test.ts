import { describe, expect, it } from 'vitest';
import {
  flipLines,
  gridMatrix,
  gridSentence,
  gridTable,
  isOrdered,
  nextOf,
} from '../../../src/report/sweep/grid-words.js';
import { ABOUT, gridAnswer, SHARES, SIZES } from './answers.js';

describe('the values of a path', () => {
  it.each([
    [['50 MiB', '1 GiB', '2 GiB'], true],
    [['1', '2', '10'], true],
    [['2 GiB', '1 GiB'], false],
    [['1', '2 GiB'], false],
    [['m6i.large', 'm6i.xlarge'], false],
    [['poisson(2/h)', 'poisson(1/min)'], true],
  ])('%j are in order: %s', (values, ordered) => {
    expect(isOrdered(values)).toBe(ordered);
  });
});

describe('a grid in a sentence', () => {
  it('says that the answer does not flip', async () => {
    const far = { ...SIZES, values: ['1 GiB', '2 GiB'] };
    expect(gridSentence(await gridAnswer([far]))).toBe(
      'lazy wins in start p50 along size at each of 2 points: the answer does not flip.',
    );
    expect(gridSentence(await gridAnswer([{ ...SIZES, values: ['400 MiB'] }]))).toBe(
      'No clear difference in start p50 along size at the one point.',
    );
  });

  it('says where one wins, and where there is no difference', async () => {
    const sizes = { ...SIZES, values: ['400 MiB', '1 GiB'] };
    expect(gridSentence(await gridAnswer([sizes]))).toBe(
      'lazy wins in start p50 along size at 1 of 2 points, with no clear difference at the other.',
    );
    expect(gridSentence(await gridAnswer([SIZES]))).toBe(
      'Who wins in start p50 along size depends on where: eager at 1, lazy at 2, and no clear difference at 1 of 4 points.',
    );
  });

  it('calls nobody a winner after one run', async () => {
    const answer = await gridAnswer([{ ...SIZES, values: ['1 GiB', '2 GiB'] }], { ...ABOUT, runs: 1 });
    expect(gridSentence(answer)).toBe(
      'lazy is ahead in start p50 along size at each of 2 points: the answer does not flip. One run gives no interval: add runs (--runs 20) to tell a difference from chance.',
    );
    expect(flipLines(answer)[0]?.words).toBe('lazy is ahead throughout');
    expect(gridTable(answer).heads.at(-1)).toBe('ahead');
    expect(gridTable(answer).caption).toBe('start p50 of each variant, of one run.');
    expect(gridMatrix(await gridAnswer([SIZES, SHARES], { ...ABOUT, runs: 1 }))?.title).toBe(
      'Who is ahead in start p50',
    );
  });

  it('says that nothing was measured', async () => {
    const answer = await gridAnswer([SIZES]);
    const points = answer.grid.points.map((point) => ({ ...point, metrics: [[NaN], [NaN]], wins: null }));
    const empty = { ...answer, grid: { ...answer.grid, points } };
    expect(gridSentence(empty)).toBe('start p50 has no value at any point.');
    expect(gridTable(empty).rows[0]?.at(-1)).toBe('');
  });

  it('says that nothing was played, or that nothing varies', async () => {
    const answer = await gridAnswer([SIZES]);
    const points = answer.grid.points.map((point) => ({ ...point, metrics: null }));
    expect(gridSentence({ ...answer, grid: { ...answer.grid, points } })).toBe('Nothing was played.');
    const alone = await gridAnswer([{ ...SIZES, values: ['1 GiB'] }], { ...ABOUT, variants: ['baseline'] });
    expect(gridSentence(alone)).toBe('start p50 is 10.2 s at every point.');
  });
});

describe('tables of a grid', () => {
  it('have a matrix for two paths, the first across, and none for any other number', async () => {
    const matrix = gridMatrix(await gridAnswer([SIZES, SHARES]));
    expect(matrix?.heads).toEqual(['share \\ size', ...SIZES.values]);
    expect(matrix?.rows.map(([name]) => name)).toEqual(SHARES.values);
    expect(gridMatrix(await gridAnswer([SIZES]))).toBeNull();
    expect(gridMatrix(await gridAnswer([SIZES, SHARES, { path: 'a.b', values: ['1', '2'] }]))).toBeNull();
  });

  it('say what was not played', async () => {
    const answer = await gridAnswer([SIZES]);
    const points = answer.grid.points.map((point, index) =>
      index === 1 ? { ...point, metrics: null } : point,
    );
    expect(gridTable({ ...answer, grid: { ...answer.grid, points } }).rows[1]).toEqual([
      '400 MiB',
      'not played',
      'not played',
      '',
    ]);
  });

  it('have no flips where nothing is compared', async () => {
    expect(flipLines(await gridAnswer([SIZES], { ...ABOUT, variants: ['baseline'] }))).toEqual([]);
    expect((await gridAnswer([SIZES])).grid.lines).toHaveLength(1);
  });

  it('measure a lead against the closest of the others', () => {
    expect(nextOf([[1], [9], [3]], 0)).toEqual([3]);
    expect(nextOf([[1]], 0)).toBeNull();
  });
});
