import { describe, expect, it } from 'vitest';
import { PHASE_COLORS } from '../../../src/report/charts/theme.js';
import { waterfall } from '../../../src/report/charts/waterfall.js';
import { waterfallRows } from '../../../src/report/story/waterfall-rows.js';
import { world } from '../../model/tiny-world.js';
import { startStory } from '../story/stories.js';
import { fileOf, marksOf, page, wordsOf } from './page.js';

describe('the waterfall of a start as a chart', () => {
  const chart = waterfall(waterfallRows(startStory(), world()), { document: page });

  it('has a bar for each row, in the colour of its phase, and one a stage of a layer', () => {
    expect(marksOf(chart, PHASE_COLORS.capacity)).toBe(1);
    // Of the container, and of its layer.
    expect(marksOf(chart, PHASE_COLORS.unpack)).toBe(2);
  });

  it('names rows and groups, and what bound them', () => {
    const words = wordsOf(chart);
    expect(words).toEqual(expect.arrayContaining(['task', 'app', 'layers', 'provision', '0123456 180 MiB']));
    expect(words.some((text) => text.includes('the network interface'))).toBe(true);
  });

  it('says all of it to those who cannot see it', () => {
    expect(chart.getAttribute('aria-label')).toBe('One slow start as a waterfall');
    expect(chart.getAttribute('aria-description')).toContain('app unpack 10.0 s');
    expect(fileOf(chart)).not.toMatch(/NaN|Infinity|undefined/);
  });
});
