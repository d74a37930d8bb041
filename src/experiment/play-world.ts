/** Plays one world once and keeps the story of every start: what a test of a policy looks at. */
import type { PullPolicy } from '../model/policy/types.js';
import type { RunResult } from '../model/record.js';
import { simulateRun } from '../model/simulate-run.js';
import type { WorldSpec } from '../model/spec.js';
import type { StartStory } from '../model/story.js';

export interface PlayOptions {
  /** On every EC2 capacity, instead of what it names. */
  readonly policy?: PullPolicy | undefined;
  /** Default: "1". Without effect where the world draws nothing at random. */
  readonly seed?: string | undefined;
}

export interface PlayedWorld {
  /** In the order in which they were asked for. */
  readonly starts: readonly StartStory[];
  readonly result: RunResult;
}

/**
 * Plays `world` to its end.
 *
 * @throws PolicyError where the policy throws or answers what is no answer.
 */
export function playWorld(world: WorldSpec, { policy, seed = '1' }: PlayOptions = {}): PlayedWorld {
  const starts: StartStory[] = [];
  const result = simulateRun(world, seed, 0, { policy, onStart: (story) => void starts.push(story) });
  starts.sort((a, b) => a.requestedAt - b.requestedAt || (a.task < b.task ? -1 : 1));
  return { starts, result };
}
