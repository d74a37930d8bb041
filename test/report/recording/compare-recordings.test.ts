import { describe, expect, it } from 'vitest';
import { compareRecordings, hasChanged } from '../../../src/report/recording/compare-recordings.js';
import { readRecording, recordingText } from '../../../src/report/recording/recording-text.js';
import { figures, recordedStart, recording } from './recordings.js';

const answer = (pull: boolean, reason: string) =>
  recordedStart().decisions.map((each) => (each.stage === 'pull' ? { ...each, pull, reason } : each));

describe('what changed between two recordings', () => {
  it('is nothing where they are equal', () => {
    const changes = compareRecordings(recording([recordedStart()]), recording([recordedStart()]));
    expect(hasChanged(changes)).toBe(false);
    expect(changes.compared).toEqual({ variants: 1, starts: 1, decisions: 2 });
  });

  it('is told once where it is the same in many starts', () => {
    const tasks = ['a', 'b', 'c'];
    const changes = compareRecordings(
      recording(tasks.map((task) => recordedStart({ task }))),
      recording(tasks.map((task) => recordedStart({ task, decisions: answer(false, 'once: there') }))),
    );
    expect(changes.decisions).toEqual([
      {
        variant: 'default',
        what: 'app, pull',
        before: 'yes: default pulls',
        after: 'no: once: there',
        tasks,
      },
    ]);
    expect(changes.outcomes).toEqual([]);
  });

  it('counts another reason for the same answer as a change', () => {
    const changes = compareRecordings(
      recording([recordedStart()]),
      recording([recordedStart({ decisions: answer(true, 'always pulls') })]),
    );
    expect(changes.decisions).toHaveLength(1);
  });

  it('sees a question that is not asked any more, and one that is asked again', () => {
    const [manifest, pull] = recordedStart().decisions;
    const changes = compareRecordings(
      recording([recordedStart({ decisions: [manifest!, pull!, pull!] })]),
      recording([recordedStart({ decisions: [pull!] })]),
    );
    expect(changes.decisions.map(({ what, after }) => [what, after])).toEqual([
      ['app, manifest', 'none'],
      ['app, pull (2)', 'none'],
    ]);
  });

  it('sees outcomes, errors, images that ran, and starts that come or go', () => {
    const changes = compareRecordings(
      recording([recordedStart(), recordedStart({ task: 'gone' })]),
      recording([
        recordedStart({ outcome: 'failed', error: 'E: m', ran: [['app', 'sha256:bbbb']] }),
        recordedStart({ task: 'new' }),
      ]),
    );
    expect(changes.decisions).toEqual([]);
    expect(changes.outcomes.map(({ what, before, after }) => [what, before, after])).toEqual([
      ['outcome', 'started', 'failed: E: m'],
      ['image of app', 'sha256:aaaa', 'sha256:bbbb'],
      ['start', 'none', 'started'],
      ['start', 'started', 'none'],
    ]);
  });

  it('sees figures that moved, also from and to what is never reached', () => {
    const changes = compareRecordings(
      recording([], { 'start.p99': 9, 'pull.p95': NaN }),
      recording([], { 'start.p99': Infinity, 'pull.p95': NaN }),
    );
    expect(changes.figures).toEqual([
      { variant: 'default', figure: 'start.p99', before: 9, after: Infinity },
    ]);
  });

  it('does not call new what an older recording could not know', () => {
    const { natBytes, ...known } = figures();
    expect(natBytes).toBe(0);
    const one = recording([]);
    const older = { ...one, variants: [{ ...one.variants[0]!, figures: known }] };
    expect(compareRecordings(older, recording([], { natBytes: 5 })).figures).toEqual([]);
    expect(readRecording(recordingText(older))).toEqual(older);
  });

  it('sees variants that come or go', () => {
    const one = recording([]);
    const other = { ...one, variants: [{ ...one.variants[0]!, name: 'once' }] };
    const changes = compareRecordings(one, other);
    expect(changes).toMatchObject({ variantsGone: ['default'], variantsNew: ['once'] });
    expect(hasChanged(changes)).toBe(true);
  });

  it('sees an image that is not loaded lazily any more', () => {
    const before = recording([recordedStart({ mounted: [['app', 'soci']] })]);
    const after = recording([recordedStart({ mounted: [['app', 'overlayfs: no index']] })]);
    expect(compareRecordings(before, after).outcomes).toEqual([
      {
        variant: 'default',
        what: 'mount of app',
        before: 'soci',
        after: 'overlayfs: no index',
        tasks: ['api/1/0/1'],
      },
    ]);
  });
});
