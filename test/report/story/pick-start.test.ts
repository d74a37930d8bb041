import { describe, expect, it } from 'vitest';
import { pickStart, startLines } from '../../../src/report/story/pick-start.js';
import { startTable, taking } from '../fixture.js';

const EVERYTHING = { fromSeconds: 0, service: null, cache: 'any' } as const;

describe('which start a story is told of', () => {
  const table = startTable([
    taking(5, { task: 'a' }),
    taking(9, { task: 'b' }),
    taking(1, { task: 'c' }),
    taking(99, { task: 'broken', outcome: 'failed' }),
    taking(50, { task: 'early', requestedAt: -10 }),
  ]);
  const lines = startLines(table, EVERYTHING);

  it.each([
    ['slowest', 'b'],
    ['p50', 'a'],
    ['p95', 'b'],
    ['failed', 'broken'],
    ['c', 'c'],
  ])('for %s it is %s', (question, task) => {
    expect(pickStart(lines, question)?.task).toBe(task);
  });

  it('is none where no start answers', () => {
    expect(pickStart(lines, 'nobody')).toBeNull();
    expect(pickStart([], 'slowest')).toBeNull();
  });

  it('goes by the starts that count, in the order in which they were requested', () => {
    expect(lines.map(({ task }) => task)).toEqual(['a', 'b', 'broken', 'c']);
    expect(startLines(table, { ...EVERYTHING, fromSeconds: -60 })[0]?.task).toBe('early');
  });
});
