/** One run of a world, from its plain description to its records: the entry point of the model. */
import type { RunResult } from './record.js';
import type { RunOptions } from './run-options.js';
import { Sampler } from './sampler.js';
import type { WorldSpec } from './spec.js';
import { playTimeline } from './timeline.js';
import { totalsOf } from './totals.js';
import { World } from './world.js';

/** Plays run number `run` (from 0) of a world to its end; the same arguments give the same bytes. */
export function simulateRun(spec: WorldSpec, seed: string, run: number, options: RunOptions = {}): RunResult {
  const world = new World(spec, seed, run, options);
  // Curves are for pictures: those of the first run are enough.
  const sampler = run === 0 ? new Sampler(world) : null;
  playTimeline(world);
  const { simulation } = world.environment;
  if (options.probe !== undefined) {
    simulation.run(Math.min(Math.max(0, options.probe.atSeconds), spec.durationSeconds));
    options.probe.read(world.hostStates());
  }
  simulation.run(spec.durationSeconds);
  const series = sampler?.finish() ?? [];
  const starts = world.finish();
  return { starts, totals: totalsOf(world), series };
}
