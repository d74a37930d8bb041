import { describe, expect, it } from 'vitest';
import { tasksOverTime } from '../../../src/report/charts/tasks-over-time.js';
import { VARIANT_COLORS } from '../../../src/report/charts/theme.js';
import { fileOf, marksOf, page, wordsOf } from './page.js';

const curve = (variant: string, name: string, value: number) =>
  [0, 3600, 7200].map((seconds) => ({ variant, curve: name, seconds, value }));

describe('the chart of tasks', () => {
  const chart = tasksOverTime(
    [
      ...curve('a', 'running', 3),
      ...curve('a', 'desired', 4),
      ...curve('b', 'running', 4),
      ...curve('b', 'desired', 4),
    ],
    { document: page },
  );

  it('fills what runs and dashes what is desired', () => {
    expect(marksOf(chart, VARIANT_COLORS[0])).toBe(1);
    expect(marksOf(chart, VARIANT_COLORS[1])).toBe(1);
    expect(fileOf(chart)).toContain('stroke-dasharray="3 2"');
  });

  it('tells the time of the simulation', () => {
    expect(wordsOf(chart)).toEqual(
      expect.arrayContaining(['0', '1 h', '2 h', '↑ tasks', 'running, a', 'desired']),
    );
  });

  it('counts few tasks one by one, none of them twice', () => {
    const few = tasksOverTime([...curve('a', 'running', 2), ...curve('a', 'desired', 2)], { document: page });
    expect(wordsOf(few).filter((words) => /^\d$/.test(words))).toEqual(['0', '1', '2', '0']);
  });
});
