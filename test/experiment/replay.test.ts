import { describe, expect, it } from 'vitest';
import { replayStarts, replayStories, replayStory } from '../../src/experiment/replay.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import { runTask, world } from '../model/tiny-world.js';

describe('a run that is played again', () => {
  const variant = { name: 'only', world: world({ timeline: [runTask(0, { count: 3 })] }) };
  const replay = { variant, seed: 'x', run: 2 };

  it('has the starts that it had', () => {
    expect(replayStarts(replay)).toEqual(simulateRun(variant.world, 'x', 2).starts);
  });

  it('tells each of them, or one by its name', () => {
    const told: string[] = [];
    replayStories(replay, ({ task }) => void told.push(task));
    expect(told).toHaveLength(3);
    expect(replayStory(replay, told[1]!)?.task).toBe(told[1]);
    expect(replayStory(replay, 'nobody')).toBeNull();
  });

  it('says which run it was when it fails', () => {
    const broken = { ...variant.world, capacities: [] };
    expect(() => replayStarts({ variant: { name: 'broken', world: broken }, seed: 'x', run: 2 })).toThrow(
      /variant "broken", run 3, seed "x"/,
    );
  });
});
