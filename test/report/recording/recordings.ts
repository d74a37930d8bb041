/** Recordings from plain objects, for tests of what is made of them. */
import type { RecordedStart, Recording, RecordedFigures } from '../../../src/report/recording/recording.js';
import { METRIC_KEYS } from '../../../src/report/run-figures.js';

export function figures(changes: Partial<RecordedFigures> = {}): RecordedFigures {
  const zeros = Object.fromEntries(METRIC_KEYS.map((key) => [key, 0])) as RecordedFigures;
  return { ...zeros, 'start.p95': 41, ...changes };
}

export function recordedStart(changes: Partial<RecordedStart> = {}): RecordedStart {
  return {
    task: 'api/1/0/1',
    outcome: 'started',
    error: '',
    decisions: [
      { container: 'app', stage: 'manifest', pull: true, reason: 'default asks' },
      { container: 'app', stage: 'pull', pull: true, reason: 'default pulls' },
    ],
    ran: [['app', 'sha256:aaaa']],
    mounted: [],
    ...changes,
  };
}

export function recording(
  starts: readonly RecordedStart[],
  changes: Partial<RecordedFigures> = {},
): Recording {
  return {
    scenario: 'tiny',
    seed: '1',
    runs: 2,
    variants: [{ name: 'default', starts, figures: figures(changes) }],
  };
}
