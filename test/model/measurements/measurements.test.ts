/** The model with the catalogue's defaults against published measurements whose input is known. */
import { describe, expect, it } from 'vitest';
import { allRows } from './all-rows.js';
import { isWithinTolerance, type MeasuredRow } from './measured-row.js';

function title({ id, what, measured, unit }: MeasuredRow): string {
  return `${id}: ${what}, ${measured} ${unit}`;
}

function predicted(id: string): number {
  return allRows.find((row) => row.id === id)!.predict();
}

describe('what comes out within a quarter of what was measured', () => {
  const rows = allRows.filter(({ gap }) => gap === undefined);
  it.each(rows.map((row) => [title(row), row] as const))('%s', (_, row) => {
    expect(isWithinTolerance(row), `${row.predict()} ${row.unit}`).toBe(true);
  });
});

describe('known gaps: further off than a quarter (when one closes, take its reason away)', () => {
  const rows = allRows.filter(({ gap }) => gap !== undefined);
  it.each(rows.map((row) => [`${title(row)}. Why: ${row.gap}`, row] as const))('%s', (_, row) => {
    expect(isWithinTolerance(row), `${row.predict()} ${row.unit}`).toBe(false);
  });
});

describe('the order inside a case', () => {
  it.each([
    ['a cached image is checked sooner than it is pulled', 'C3', 'C1'],
    ['a snapshot is slower when it is read first', 'C7 first', 'C7 second'],
    ['10 MB before 100 MB', 'P1 one by one', 'P3 one by one'],
    ['100 MB before 1 GB', 'P3 one by one', 'P5 one by one'],
    ['10 MB sooner one by one', 'P1 one by one', 'P1 all at once'],
    ['100 MB sooner one by one', 'P3 one by one', 'P3 all at once'],
    ['1 GB sooner one by one', 'P5 one by one', 'P5 all at once'],
    ['SOCI is no slower than containerd', 'E7 SOCI', 'E7 default'],
    ['small layers of zstd sooner than large ones of gzip', 'E11 zstd', 'E11 gzip'],
    ['Docker sooner with pigz', 'E14 Docker, pigz', 'E14 Docker, no pigz'],
    ['Docker sooner than containerd 1.2, with pigz', 'E14 Docker, pigz', 'E14 containerd, pigz'],
    ['Docker sooner than containerd 1.2, without', 'E14 Docker, no pigz', 'E14 containerd, no pigz'],
    ['containerd sooner with pigz', 'E14 containerd, pigz', 'E14 containerd, no pigz'],
    ['fetching takes less than decompression', 'E17 fetch', 'E17 inflate'],
  ])('%s', (_, less, more) => {
    expect(predicted(less)).toBeLessThan(predicted(more));
  });

  it('one gzip stream is the floor: the largest layer of E7 takes most of its pull', () => {
    expect(predicted('E7 others')).toBeLessThan(0.75 * predicted('E7 SOCI'));
  });
});

describe('images of zeros', () => {
  it('unpack at the rate of memory first, and then at that of the volume', () => {
    const zeros = allRows.filter(({ id }) => id.startsWith('zeros'));
    const gigabytes = zeros.map(({ id }) => Number(id.slice('zeros '.length)));
    const rate = (step: number): number =>
      (gigabytes[step + 1]! - gigabytes[step]!) / (zeros[step + 1]!.predict() - zeros[step]!.predict());
    [0.37, 0.34, 0.15, 0.13, 0.13].forEach((measured, step) => {
      expect(Math.abs(rate(step) / measured - 1)).toBeLessThan(0.25);
    });
  });
});
