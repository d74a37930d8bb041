import { describe, expect, it } from 'vitest';
import { changesJson } from '../../../src/report/recording/changes-json.js';
import { compareRecordings } from '../../../src/report/recording/compare-recordings.js';
import { recordedStart, recording } from './recordings.js';

describe('changes since a recording as JSON', () => {
  it('say whether there are any, and list them all', () => {
    const before = recording([recordedStart()], { 'start.p99': Infinity });
    const after = recording([recordedStart({ outcome: 'failed' })]);
    expect(JSON.parse(changesJson(compareRecordings(before, after)))).toMatchObject({
      changed: true,
      outcomes: [{ what: 'outcome', before: 'started', after: 'failed', tasks: ['api/1/0/1'] }],
      figures: [{ figure: 'start.p99', before: 'Infinity', after: 0 }],
    });
    expect(JSON.parse(changesJson(compareRecordings(before, before)))).toMatchObject({ changed: false });
  });
});
