import { describe, expect, it } from 'vitest';
import { changesText } from '../../../src/report/recording/changes-text.js';
import { compareRecordings } from '../../../src/report/recording/compare-recordings.js';
import { NO_PAINT } from '../../../src/report/paint.js';
import { recordedStart, recording } from './recordings.js';

const options = {
  paint: NO_PAINT,
  width: 90,
  against: 'base.json',
  recordAgain: 'pullcast run my.yaml --record base.json',
};

describe('changes since a recording in words', () => {
  it('are one line where there are none, with how much was compared', () => {
    const same = recording([recordedStart()]);
    expect(changesText(compareRecordings(same, same), options)).toBe(
      'nothing has changed since base.json: 2 decisions of 1 start of 1 variant, and every figure\n',
    );
  });

  it('begin with the decisions, then tell what came of them and the figures that moved, and the remedy', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'];
    const decisions = [{ container: 'app', stage: 'pull' as const, pull: false, reason: 'once: there' }];
    const text = changesText(
      compareRecordings(
        recording(tasks.map((task) => recordedStart({ task }))),
        recording(
          tasks.map((task) => recordedStart({ task, decisions, outcome: 'failed', error: 'E: m' })),
          { 'start.p95': 38, 'wait.mean': 3 },
        ),
      ),
      options,
    );
    expect(text).toMatch(/^2 kinds of decision changed, in 5 starts, since base\.json/);
    expect(text).toContain('default: app, pull, in 5 starts: a, b, c and 2 more');
    expect(text).toContain('− yes: default pulls');
    expect(text).toContain('+ no: once: there');
    expect(text).toContain('+ failed: E: m');
    expect(text).toContain('default: start.p95 41.0 s → 38.0 s');
    expect(text).toContain('and 1 figure more');
    expect(text).toContain('record it again: pullcast run my.yaml --record base.json');
    expect(text.indexOf('decisions\n')).toBeLessThan(text.indexOf('what came of it\n'));
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(90);
  });

  it('say when no decision changed and only figures did', () => {
    const text = changesText(compareRecordings(recording([]), recording([], { bytes: 5e9 })), options);
    expect(text).toMatch(/^No decision and no outcome changed, but figures did,/);
    expect(text).toContain('default: bytes 0 B → 5 GB');
  });
});
