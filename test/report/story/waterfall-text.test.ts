import { describe, expect, it } from 'vitest';
import { waterfallRows } from '../../../src/report/story/waterfall-rows.js';
import { waterfallText } from '../../../src/report/story/waterfall-text.js';
import { NO_PAINT } from '../../../src/report/paint.js';
import { world } from '../../model/tiny-world.js';
import { startStory } from './stories.js';

const rows = waterfallRows(startStory(), world());

describe('the waterfall of a terminal', () => {
  it.each([60, 80, 100, 140, 200])('keeps within %i columns', (width) => {
    for (const line of waterfallText(rows, width, NO_PAINT).split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(width);
  });

  it('draws each row to scale, one after the other', () => {
    const lines = waterfallText(rows, 140, NO_PAINT).split('\n').slice(1);
    const bar = (label: string): string => lines.find((line) => line.includes(label)) ?? '';
    const unpack = [...bar(' unpack ')].filter((character) => character === '█').length;
    const ready = [...bar(' ready ')].filter((character) => character === '█').length;
    expect(unpack / ready).toBeCloseTo(2, 0);
    expect(bar(' ready ').indexOf('█')).toBeGreaterThan(bar(' unpack ').lastIndexOf('█'));
  });

  it('tells waiting from downloading and unpacking without colours', () => {
    const layer = waterfallText(rows, 140, NO_PAINT).split('\n').at(-1) ?? '';
    expect(layer).toMatch(/·+▒+█+/);
  });

  it('shows what is too short for a cell as a sliver', () => {
    const short = [
      {
        group: 'app',
        heading: 'app',
        isLayer: false,
        label: 'create',
        bars: [{ fromSeconds: 5, toSeconds: 5.001, phase: 'create' as const }],
        seconds: 0.001,
        note: '',
      },
    ];
    const text = waterfallText(
      [...short, { ...rows[0]!, bars: [{ fromSeconds: 0, toSeconds: 100, phase: 'capacity' }] }],
      100,
      NO_PAINT,
    );
    expect(text).toContain('▏');
  });

  it('names a group once', () => {
    const text = waterfallText(rows, 100, NO_PAINT);
    expect(text.match(/^app /gm)).toHaveLength(1);
  });

  it('is nothing for a start that took no time', () => {
    expect(waterfallText([], 100, NO_PAINT)).toBe('');
  });
});
