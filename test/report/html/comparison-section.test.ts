import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/report/assess.js';
import { comparisonTable, moreFigures } from '../../../src/report/html/comparison-section.js';
import { page } from '../charts/page.js';
import { experiment, run, taking } from '../fixture.js';
import { pullPolicies } from '../pull-policies.js';

const parse = (text: string): HTMLElement => {
  const body = page.createElement('div');
  body.innerHTML = text;
  return body;
};
const plain = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

describe('the comparison of the report', () => {
  const table = parse(comparisonTable(assess(pullPolicies({ runs: 4, starts: 100 }))).text);

  it('has a caption, and a head for each row and column', () => {
    expect(plain(table.querySelector('caption'))).toMatch(/difference from default, with 95 % intervals\.$/);
    expect(table.querySelectorAll('thead th[scope="col"]')).toHaveLength(7);
    expect(table.querySelectorAll('tbody th[scope="row"]')).toHaveLength(4);
    for (const row of table.querySelectorAll('tr')) expect(row.children).toHaveLength(7);
  });

  it('shows a figure with its interval, and the difference below it', () => {
    const once = [...table.querySelectorAll('tbody tr')][2]!;
    expect(plain(once)).toMatch(/^once runs an old image for 11 h 20 min/);
    expect(plain(once.children[2])).toMatch(/± [\d.]+ s[−+][\d.]+ ± [\d.]+ s/);
    expect(plain([...table.querySelectorAll('tbody tr')][1]?.children[1])).toMatch(/s±0$/);
  });

  it('does not speak of a baseline where there is one variant', () => {
    const alone = parse(comparisonTable(assess(experiment([{ name: 'a', runs: [run([taking(1)])] }]))).text);
    expect(plain(alone)).not.toMatch(/baseline|difference/);
  });
});

describe('the other figures', () => {
  it('have variants as columns, and the time until all run', () => {
    const table = parse(moreFigures(assess(pullPolicies({ runs: 2, starts: 100 }))).text);
    expect([...table.querySelectorAll('thead th')].map(plain)).toEqual([
      'figure',
      'default',
      'always',
      'once',
      'prefer-cached',
    ]);
    expect(plain(table.querySelector('tbody tr th'))).toBe('until 40 run at once');
    expect(plain(table)).toContain('starts that find their image');
    expect(plain(table)).not.toContain('across Regions');
  });
});
