import { describe, expect, it } from 'vitest';
import { crossingRows, heatRows, sweepCurveRows, winnerRows } from '../../../src/report/sweep/sweep-rows.js';
import { ABOUT, crossoverAnswer, gridAnswer, SHARES, SIZES } from './answers.js';

describe('rows of a heat map', () => {
  it('have the winner and the strength of its lead, the largest as one', async () => {
    const rows = heatRows(await gridAnswer([SIZES, SHARES]));
    expect(rows[0]).toMatchObject({ x: '100 MiB', y: '0 %', facet: '', wins: 'eager', text: '75 %' });
    expect(rows[2]).toMatchObject({ x: '400 MiB', wins: null, text: '≈', strength: 0 });
    expect(Math.max(...rows.map(({ strength }) => strength))).toBe(1);
  });

  it('have the value where nothing is compared, from the least to the most', async () => {
    const rows = heatRows(await gridAnswer([SIZES, SHARES], { ...ABOUT, variants: ['baseline'] }));
    expect(rows[0]).toMatchObject({ text: '1.0 s', strength: 0 });
    expect(rows.at(-1)).toMatchObject({ text: '20.5 s', strength: 1 });
  });

  it('are told apart by further paths', async () => {
    const rows = heatRows(await gridAnswer([SIZES, SHARES, { path: 'a.color', values: ['red', 'blue'] }]));
    expect(new Set(rows.map(({ facet }) => facet))).toEqual(new Set(['color=red', 'color=blue']));
  });
});

describe('rows of curves', () => {
  it('have a place where the values are in order, and none elsewhere', async () => {
    const [row] = sweepCurveRows(await gridAnswer([SIZES]));
    expect(row).toMatchObject({ variant: 'eager', text: '100 MiB', x: 104_857_600, mean: 1 });
    expect(row!.low).toBeLessThan(1);
    const unordered = sweepCurveRows(await gridAnswer([{ ...SIZES, values: ['2 GiB', '1 GiB'] }]));
    expect(unordered[0]!.x).toBeNaN();
  });

  it('are those of a single search, and of no other sweep', async () => {
    expect(sweepCurveRows(await crossoverAnswer()).length).toBeGreaterThan(20);
    expect(sweepCurveRows(await crossoverAnswer({ axes: [SHARES] }))).toEqual([]);
    expect(sweepCurveRows(await gridAnswer([SIZES, SHARES]))).toEqual([]);
  });
});

describe('rows of winners', () => {
  it('meet without gaps, from end to end', async () => {
    const answer = await crossoverAnswer({ axes: [SHARES], noise: 0.5 });
    const rows = winnerRows(answer).filter(({ x }) => x === '0 %');
    expect(rows.map(({ wins }) => wins)).toEqual(['eager', null, 'lazy']);
    expect(rows[0]!.from).toBe(100 * 2 ** 20);
    expect(rows.at(-1)!.to).toBe(2 * 2 ** 30);
    rows.slice(1).forEach(({ from }, index) => expect(from).toBe(rows[index]!.to));
  });

  it('have the crossovers beside them', async () => {
    expect(crossingRows(await crossoverAnswer({ axes: [SHARES] }))).toMatchObject([
      { x: '0 %', text: '400 MiB' },
      { x: '40 %', text: '800 MiB' },
    ]);
  });
});
