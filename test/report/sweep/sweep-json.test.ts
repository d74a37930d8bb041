import { describe, expect, it } from 'vitest';
import { sweepJson } from '../../../src/report/sweep/sweep-json.js';
import { crossoverAnswer, gridAnswer, SHARES, SIZES } from './answers.js';

interface Written {
  readonly [key: string]: unknown;
  readonly points: readonly { readonly [key: string]: unknown }[];
  readonly searches: readonly { readonly points: readonly object[]; readonly [key: string]: unknown }[];
}

const read = (text: string): Written => JSON.parse(text) as Written;

describe('the JSON of a sweep', () => {
  it('holds every point of a grid with its runs, its winner and the paired margin', async () => {
    const written = read(sweepJson(await gridAnswer([SIZES, SHARES])));
    expect(written).toMatchObject({
      version: 1,
      kind: 'grid',
      complete: true,
      metric: { name: 'start p50', unit: 'seconds', better: 'less' },
      variants: ['eager', 'lazy'],
      flips: [{ where: 'share=0 %' }, { where: 'share=40 %' }],
    });
    expect(written.points).toHaveLength(8);
    expect(written.points[0]).toMatchObject({
      values: { [SIZES.path]: '100 MiB', [SHARES.path]: '0 %' },
      metrics: [{ variant: 'eager', mean: 1, perRun: [0.9, 1, 1.1] }, { variant: 'lazy' }],
      wins: 'eager',
      margin: { mean: -3, finding: 'less' },
    });
  });

  it('holds every crossover of a search as a scenario would write it', async () => {
    const written = read(sweepJson(await crossoverAnswer({ axes: [SHARES] })));
    expect(written).toMatchObject({ kind: 'crossover', range: { low: '100 MiB', high: '2 GiB' } });
    expect(written.searches[1]).toMatchObject({
      values: { [SHARES.path]: '40 %' },
      ended: 'found',
      crossovers: [
        {
          low: '797 MiB',
          high: '810 MiB',
          estimate: '800 MiB',
          below: 'eager',
          above: 'lazy',
          isClear: true,
        },
      ],
      stretches: [
        { from: '100 MiB', to: '797 MiB', wins: 'eager' },
        { from: '810 MiB', to: '2 GiB', wins: 'lazy' },
      ],
    });
    expect(written.searches[1]!.points[0]).toMatchObject({
      value: '100 MiB',
      baseValue: 104_857_600,
      wins: 'eager',
    });
  });

  it('says what was not played', async () => {
    expect(read(sweepJson(await crossoverAnswer({ rounds: 1 })))).toMatchObject({
      complete: false,
      searches: [{ ended: 'interrupted' }],
    });
  });

  it('is the same text for the same answer', async () => {
    expect(sweepJson(await crossoverAnswer())).toBe(sweepJson(await crossoverAnswer()));
  });
});
