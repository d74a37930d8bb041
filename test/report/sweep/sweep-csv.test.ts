import { describe, expect, it } from 'vitest';
import { sweepCsv } from '../../../src/report/sweep/sweep-csv.js';
import { crossoverAnswer, gridAnswer, SHARES, SIZES } from './answers.js';

describe('the CSV of a sweep', () => {
  it('has a line for each point, variant and run of a grid', async () => {
    const lines = sweepCsv(await gridAnswer([SIZES, SHARES])).split('\r\n');
    expect(lines[0]).toBe(
      'images.api.size,taskDefinitions.api.containers[app].reads.share,variant,run,start p50',
    );
    expect(lines[1]).toBe('100 MiB,0 %,eager,1,0.9');
    expect(lines).toHaveLength(1 + 4 * 2 * 2 * 3 + 1);
  });

  it('has what is varied first and then the search', async () => {
    const lines = sweepCsv(await crossoverAnswer({ axes: [SHARES] })).split('\r\n');
    expect(lines[0]).toMatch(/^taskDefinitions\..*,images\.api\.size,variant,run,start p50$/);
    expect(lines[1]).toBe('0 %,100 MiB,eager,1,0.9');
  });

  it('quotes what holds a comma, and leaves empty what has no value', async () => {
    const answer = await gridAnswer([{ path: 'x', values: ['a,b'] }]);
    const point = { ...answer.grid.points[0]!, metrics: [[Number.NaN], [Infinity]] };
    expect(sweepCsv({ ...answer, grid: { ...answer.grid, points: [point] } })).toBe(
      'x,variant,run,start p50\r\n"a,b",eager,1,\r\n"a,b",lazy,1,Infinity\r\n',
    );
  });
});
