import { describe, expect, it } from 'vitest';
import { startLines } from '../../../src/report/story/pick-start.js';
import { startList } from '../../../src/report/story/start-list.js';
import { NO_PAINT } from '../../../src/report/paint.js';
import { startTable, taking } from '../fixture.js';

describe('the list of starts', () => {
  it('has a line a start, in columns, with what --task may name', () => {
    const table = startTable([
      taking(5, { task: 'api/1/0/1' }),
      taking(2, { task: 'api/1/1/1', outcome: 'failed', cause: 'CannotPullContainerError' }),
    ]);
    const lines = startList(
      startLines(table, { fromSeconds: 0, service: null, cache: 'any' }),
      NO_PAINT,
    ).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^task +requested +took +outcome/);
    expect(lines[1]).toMatch(/^api\/1\/0\/1 +0 s +5\.0 s +started/);
    expect(lines[2]).toContain('CannotPullContainerError');
  });
});
