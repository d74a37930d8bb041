import { describe, expect, it } from 'vitest';
import { recordStart, recordVariant } from '../../../src/report/recording/recording.js';
import { summarize } from '../../../src/report/summarize.js';
import { experiment, run, taking } from '../fixture.js';
import { containerStory, startStory } from '../story/stories.js';
import { recordedStart } from './recordings.js';

describe('what a recording keeps', () => {
  it('of a start are its decisions with their reasons, its outcome and what ran, and no time', () => {
    const kept = recordStart(startStory());
    expect(kept).toEqual({
      task: 'api/1/0/1',
      outcome: 'started',
      error: '',
      decisions: [
        { container: 'app', stage: 'manifest', pull: true, reason: 'default asks the registry' },
        { container: 'app', stage: 'pull', pull: true, reason: 'default pulls' },
      ],
      ran: [['app', 'sha256:aaaaaaaaaaaaaaaa']],
      mounted: [],
    });
    expect(JSON.stringify(kept)).not.toMatch(/10[0-9]|136/);
  });

  it('leaves out containers that never ran', () => {
    const story = startStory({
      containers: [containerStory({ digestRan: null })],
      reason: 'X: y',
      outcome: 'failed',
    });
    expect(recordStart(story)).toMatchObject({ ran: [], error: 'X: y', outcome: 'failed' });
  });

  it('says how images were mounted that could be loaded lazily, and why they were not', () => {
    const containers = [
      containerStory({ snapshotter: 'soci' }),
      containerStory({ name: 'side', snapshotter: 'overlayfs', fallback: 'no index' }),
      containerStory({ name: 'log', snapshotter: 'overlayfs' }),
    ];
    expect(recordStart(startStory({ containers })).mounted).toEqual([
      ['app', 'soci'],
      ['side', 'overlayfs: no index'],
    ]);
  });

  it('of a variant are its starts by name and its figures to six digits', () => {
    const [summary] = summarize(experiment([{ name: 'a', runs: [run([taking(1 / 3)])] }])).variants;
    const kept = recordVariant(summary!, [recordedStart({ task: 'b' }), recordedStart({ task: 'a' })]);
    expect(kept.starts.map(({ task }) => task)).toEqual(['a', 'b']);
    expect(kept.figures['start.p50']).toBe(0.333333);
  });
});
