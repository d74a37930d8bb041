/**
 * Plays one run of one variant again, to look into it: a seed and a number are all that a run needs to
 * happen as it did. Stories are large, so a replay gives them one by one and keeps none.
 */
import type { StartTable } from '../model/record.js';
import type { RunOptions } from '../model/run-options.js';
import type { StartStory } from '../model/story.js';
import type { Variant } from '../scenario/scenario.js';
import { runTrial } from './run-trial.js';

/** What names a run, and the policies that its world names beside the built-in ones. */
export interface Replay extends Pick<RunOptions, 'policies'> {
  readonly variant: Pick<Variant, 'name' | 'world'>;
  readonly seed: string;
  /** From 0. */
  readonly run: number;
}

/** The starts of the run. Throws TrialError, as `runTrial` does. */
export function replayStarts(replay: Replay): StartTable {
  return play(replay, {}).starts;
}

/** Hands the story of each start to `onStart`, as their rows are written. Throws TrialError. */
export function replayStories(replay: Replay, onStart: (story: StartStory) => void): void {
  play(replay, { onStart });
}

/** The story of one start by its task's name; null where the run has none of that name. Throws TrialError. */
export function replayStory(replay: Replay, task: string): StartStory | null {
  const found: StartStory[] = [];
  replayStories(replay, (story) => {
    if (story.task === task) found.push(story);
  });
  return found[0] ?? null;
}

function play({ variant, seed, run, policies }: Replay, options: RunOptions): ReturnType<typeof runTrial> {
  return runTrial([variant], { variant: 0, run, seed }, { policies, ...options });
}
