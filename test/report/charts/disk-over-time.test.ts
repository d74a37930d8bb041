import { describe, expect, it } from 'vitest';
import { diskOverTime } from '../../../src/report/charts/disk-over-time.js';
import { VARIANT_COLORS } from '../../../src/report/charts/theme.js';
import { marksOf, page, wordsOf } from './page.js';

const rows = [0, 3600, 7200].flatMap((seconds) => [
  { variant: 'a', curve: 'fullest disk', seconds, value: 10e9 },
  { variant: 'b', curve: 'fullest disk', seconds, value: 10e9 + seconds * 1e6 },
]);

describe('the chart of the fullest disk', () => {
  it('has a line a variant, in gigabytes', () => {
    const chart = diskOverTime(rows, { document: page });
    expect(marksOf(chart, VARIANT_COLORS[0], 'stroke')).toBe(1);
    expect(marksOf(chart, VARIANT_COLORS[1], 'stroke')).toBe(1);
    expect(wordsOf(chart)).toContain('↑ GB on the fullest disk of a host');
  });

  it('draws the size of the disk where it is not far above', () => {
    expect(wordsOf(diskOverTime(rows, { document: page, diskBytes: 30e9 }))).toContain(
      'size of the disk: 30 GB',
    );
    expect(wordsOf(diskOverTime(rows, { document: page, diskBytes: 900e9 })).join()).not.toContain(
      'size of the disk',
    );
  });
});
