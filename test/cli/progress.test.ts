import { describe, expect, it } from 'vitest';
import { formatProgress, progressLine } from '../../src/cli/progress.js';
import { recordingSession } from './recording-session.js';

const progress = { finished: 20, total: 80, variant: 'once', run: 4 };

describe('formatProgress', () => {
  it('says how far, how long so far, and how long still', () => {
    expect(formatProgress('pull-policies', progress, 2)).toBe(
      'pull-policies   20 of 80 runs   2.0 s, 6 s to go   (once, run 5)',
    );
  });

  it('promises nothing before the first run is finished', () => {
    expect(formatProgress('x', { ...progress, finished: 0 }, 2)).not.toContain('to go');
  });
});

describe('progressLine', () => {
  it('rewrites one line and takes it away at the end', () => {
    let nowMs = 0;
    const session = recordingSession({ canRewrite: true, now: () => nowMs });
    const line = progressLine(session, 'x', false);
    line.show(progress);
    nowMs = 1000;
    line.show({ ...progress, finished: 40 });
    line.clear();
    expect(session.errors().split('\r\u001b[K').length - 1).toBe(3);
    expect(session.errors()).not.toContain('\n');
    expect(session.errors().endsWith('\r\u001b[K')).toBe(true);
    expect(session.output()).toBe('');
  });

  it('does not write more often than an eye can follow', () => {
    const session = recordingSession({ canRewrite: true });
    const line = progressLine(session, 'x', false);
    for (let n = 0; n < 100; n++) line.show(progress);
    expect(session.errors().split('of 80').length - 1).toBe(1);
  });

  it.each([
    ['where a line cannot be rewritten', false, false],
    ['when it is asked to be quiet', true, true],
  ])('writes nothing %s', (_, canRewrite, quiet) => {
    const session = recordingSession({ canRewrite });
    const line = progressLine(session, 'x', quiet);
    line.show(progress);
    line.clear();
    expect(session.errors()).toBe('');
  });
});
