import { describe, expect, it } from 'vitest';
import { addLegend, legendHeight } from '../../../src/report/charts/legend.js';
import { page, wordsOf } from './page.js';

const items = ['default', 'always', 'once'].map((label) => ({ label, color: '#0072B2' }));
const drawing = (): SVGSVGElement => page.createElementNS('http://www.w3.org/2000/svg', 'svg');

describe('a legend', () => {
  it('names each colour and the vertical axis', () => {
    const chart = drawing();
    addLegend(chart, [...items, { label: 'desired', color: 'currentColor', dashed: true }], 600, 'tasks');
    expect(wordsOf(chart)).toEqual(['default', 'always', 'once', 'desired', '↑ tasks']);
    expect(chart.querySelectorAll('rect')).toHaveLength(3);
    expect(chart.querySelectorAll('line')).toHaveLength(1);
  });

  it('breaks into lines where it is too wide, and asks for their height', () => {
    const chart = drawing();
    addLegend(chart, items, 120, '');
    const lines = new Set([...chart.querySelectorAll('text')].map((text) => text.getAttribute('y')));
    expect(lines.size).toBe(3);
    expect(legendHeight(items, 120)).toBeGreaterThan(legendHeight(items, 600));
  });

  it('is hidden from readers of the screen, who have the description', () => {
    const chart = drawing();
    addLegend(chart, items, 600, '');
    expect(chart.querySelector('.legend')?.getAttribute('aria-hidden')).toBe('true');
  });
});
