import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../src/model/record.js';
import {
  baseOptions,
  colorOf,
  DEFAULT_WIDTH,
  lineWidth,
  MOST_VARIANTS,
  PHASE_COLORS,
  VARIANT_COLORS,
  variantsOf,
} from '../../../src/report/charts/theme.js';
import { page } from './page.js';

describe('colours', () => {
  it('are different for each phase and for each variant', () => {
    expect(new Set(Object.values(PHASE_COLORS)).size).toBe(PHASES.length);
    expect(new Set(VARIANT_COLORS).size).toBe(MOST_VARIANTS);
  });

  it('go by the place of a variant', () => {
    expect(colorOf(['a', 'b'], 'b')).toBe(VARIANT_COLORS[1]);
    expect(colorOf(['a', 'b'], 'nobody')).toBe(VARIANT_COLORS[0]);
  });
});

describe('variants of a chart', () => {
  it('are those of the rows, in their order, as many as there are colours', () => {
    expect(variantsOf([{ variant: 'b' }, { variant: 'a' }, { variant: 'b' }])).toEqual(['b', 'a']);
    expect(variantsOf(Array.from({ length: 30 }, (_, index) => ({ variant: `v${index}` })))).toHaveLength(
      MOST_VARIANTS,
    );
  });

  it('are drawn wider the earlier they are, so that equal curves show', () => {
    const widths = [0, 1, 2, 3].map((index) => lineWidth(index, 4));
    expect(widths.every((width, index) => index === 0 || width < widths[index - 1]!)).toBe(true);
    expect(Math.max(...widths)).toBeLessThan(9);
  });
});

describe('options of every chart', () => {
  it('hold the page, a width and accessible words', () => {
    const options = baseOptions({ document: page }, 'label', 'description');
    expect(options).toMatchObject({
      document: page,
      width: DEFAULT_WIDTH,
      ariaLabel: 'label',
      ariaDescription: 'description',
    });
  });
});
