import { describe, expect, it } from 'vitest';
import { phaseBar } from '../../src/report/phase-bar.js';

describe('the bar of a phase', () => {
  it.each([
    [19.7, 39.4, 'unpack ▇▇▇▇▇▇▇▇▇▇ 19.7'],
    [0.3, 40, 'unpack ▏0.3'],
    [0.02, 40, 'unpack ▏0.02'],
    [250, 250, `unpack ${'▇'.repeat(20)} 250`],
    [0, 0, 'unpack ▏0.00'],
  ])('of %d s of %d s is "%s"', (seconds, total, bar) => {
    expect(phaseBar('unpack', seconds, total)).toBe(bar);
  });
});
