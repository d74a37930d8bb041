/** One run of a world, from its plain description to its records: the entry point of the model. */
import { ecsAgentPolicy } from './policy/ecs-agent-policy.js';
import type { PullPolicy } from './policy/types.js';
import type { RunResult } from './record.js';
import { Sampler } from './sampler.js';
import type { StartStory } from './story.js';
import type { WorldSpec } from './spec.js';
import { playTimeline } from './timeline.js';
import { totalsOf } from './totals.js';
import { World } from './world.js';

export interface RunOptions {
  /** Instead of what capacities name. */
  readonly policy?: PullPolicy;
  /** The policies that capacities name beside the built-in ones. */
  readonly policies?: ReadonlyMap<string, PullPolicy>;
  /** Called with the story of each start when its row is written; slows a run down. */
  readonly onStart?: (story: StartStory) => void;
}

/** Plays run number `run` (from 0) of a world to its end; the same arguments give the same bytes. */
export function simulateRun(spec: WorldSpec, seed: string, run: number, options: RunOptions = {}): RunResult {
  const world = new World(spec, seed, run, options.policy ?? ecsAgentPolicy);
  // Curves are for pictures: those of the first run are enough.
  const sampler = run === 0 ? new Sampler(world) : null;
  playTimeline(world);
  world.environment.simulation.run(spec.durationSeconds);
  const series = sampler?.finish() ?? [];
  const starts = world.finish();
  return { starts, totals: totalsOf(world), series };
}
