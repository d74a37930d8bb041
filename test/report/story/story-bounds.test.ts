import { describe, expect, it } from 'vitest';
import {
  boundShares,
  layerShares,
  overAt,
  phaseShares,
  wholeStart,
} from '../../../src/report/story/story-bounds.js';
import { containerStory, layerStory, span, startStory } from './stories.js';

describe('what the seconds of a story went to', () => {
  it('follows the task and then its last container', () => {
    const other = containerStory({ name: 'other', spans: [span(103, 500, 'wait', 'lock')] });
    const story = startStory({ containers: [other, containerStory()] });
    expect(wholeStart(story)[0]?.from).toBe(100);
    expect(overAt(story)).toBe(136);
    expect(phaseShares(wholeStart(story)).reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(36, 9);
  });

  it('shares the seconds of flows by what bound the layers, downloads and unpacks apart', () => {
    const shares = boundShares(
      [span(0, 4, 'fetch', 'flow'), span(4, 14, 'unpack', 'flow'), span(14, 15, 'create', 'fixed')],
      [layerStory()],
    );
    expect(shares.map(({ key, seconds }) => [key, seconds])).toEqual([
      ['core', 8],
      ['nic', 4],
      ['disk', 2],
      ['fixed', 1],
    ]);
  });

  it('does not know what bound flows without layers', () => {
    expect(boundShares([span(0, 4, 'fetch', 'flow')], [])).toEqual([
      { key: 'unknown', seconds: 4, share: 1 },
    ]);
  });

  it('adds up what bound several layers', () => {
    expect(layerShares([layerStory(), layerStory()], 'unpackBound')).toEqual([
      { key: 'core', seconds: 16, share: 0.8 },
      { key: 'disk', seconds: 4, share: 0.2 },
    ]);
  });
});
