import { describe, expect, it } from 'vitest';
import { readRecording, recordingText } from '../../../src/report/recording/recording-text.js';
import { recordedStart, recording } from './recordings.js';

describe('a recording as a file', () => {
  const many = recording(
    Array.from({ length: 500 }, (_, index) => recordedStart({ task: `api/1/${index}/1` })),
    { 'start.p99': Infinity, 'pull.p95': NaN },
  );

  it('reads back to what was recorded', () => {
    expect(readRecording(recordingText(many))).toEqual(many);
  });

  it('is a line a start, and says what repeats once', () => {
    const text = recordingText(many);
    expect(text.split('\n').filter((line) => line.startsWith('["api/'))).toHaveLength(500);
    expect(text.match(/default pulls/g)).toHaveLength(1);
  });

  it('keeps how images were mounted, and adds nothing to starts that load none lazily', () => {
    const lazy = recording([recordedStart({ mounted: [['app', 'overlayfs: no index']] })]);
    expect(readRecording(recordingText(lazy))).toEqual(lazy);
    expect(recordingText(many)).toMatch(/"api\/1\/0\/1",\d+,\d+,\[.*\],\[\[\d+,\d+\]\]\]/);
  });

  it('is the same bytes each time', () => {
    expect(recordingText(many)).toBe(recordingText(readRecording(recordingText(many))!));
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"format":"pullcast recording","version":2}',
    '{"format":"pullcast recording","version":1}',
    '{"format":"pullcast recording","version":1,"texts":[],"variants":[{"name":"a","figures":{},"starts":[["t",0,0,[],[]]]}]}',
  ])('is not %j', (text) => {
    expect(readRecording(text)).toBeNull();
  });
});
