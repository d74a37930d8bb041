import { describe, expect, it } from 'vitest';
import { drawSweep } from '../../../src/report/charts/draw-sweep.js';
import { crossoverAnswer, gridAnswer, SHARES, SIZES } from '../sweep/answers.js';
import { fileOf, page, wordsOf } from './page.js';

describe('the pictures of a sweep', () => {
  it('are curves for one path, a heat map for two, and columns for several searches', async () => {
    const ids = (answer: Parameters<typeof drawSweep>[0]): readonly string[] =>
      drawSweep(answer, { document: page }).map(({ id }) => id);
    expect(ids(await gridAnswer([SIZES]))).toEqual(['curves']);
    expect(ids(await gridAnswer([SIZES, SHARES]))).toEqual(['heat-map']);
    expect(ids(await crossoverAnswer())).toEqual(['curves']);
    expect(ids(await crossoverAnswer({ axes: [SHARES] }))).toEqual(['crossover']);
    expect(ids(await crossoverAnswer({ rounds: 0 }))).toEqual([]);
  });

  it('name the crossover, and both ends of the search', async () => {
    const [curves] = drawSweep(await crossoverAnswer(), { document: page });
    expect(wordsOf(curves!.element)).toEqual(
      expect.arrayContaining(['400 MiB', '100 MiB', '2 GiB', 'eager', 'lazy']),
    );
    const [columns] = drawSweep(await crossoverAnswer({ axes: [SHARES] }), { document: page });
    expect(wordsOf(columns!.element)).toEqual(
      expect.arrayContaining(['400 MiB', '800 MiB', 'eager wins', '0 %']),
    );
  });

  it('write amounts alone, whatever they stand in', async () => {
    const [curves] = drawSweep(await crossoverAnswer({ range: 'poisson(20/h..200/h)' }), { document: page });
    const words = wordsOf(curves!.element);
    expect(words).toEqual(expect.arrayContaining(['20/h', '200/h']));
    expect(words.filter((word) => word.includes('poisson'))).toEqual([]);
  });

  it('are the same bytes for the same answer', async () => {
    const draw = async (): Promise<string> =>
      fileOf(drawSweep(await gridAnswer([SIZES]), { document: page })[0]!.element);
    expect(await draw()).toBe(await draw());
  });
});
