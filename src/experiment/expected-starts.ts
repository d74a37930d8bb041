/**
 * How many task starts a run will see, roughly and without playing it: what its timeline asks for. It
 * leaves out replacements of failed tasks. Good enough to say how large a question is before it is asked.
 */
import type { Schedule, TimelineEntry, WorldSpec } from '../model/spec.js';

/** Starts that the timeline of `world` asks for. */
export function expectedStarts(world: WorldSpec): number {
  const desired = new Map<string, number>();
  let starts = 0;
  for (const { action, schedule } of inOrder(world.timeline)) {
    const times = occurrences(schedule, world.durationSeconds);
    if (action.kind === 'createService') {
      desired.set(action.name, action.desiredCount);
      starts += action.desiredCount * Math.min(times, 1);
    } else if (action.kind === 'runTask') starts += action.count * times;
    else if (action.kind === 'updateService') {
      const before = desired.get(action.service) ?? 0;
      const after = action.desiredCount ?? before;
      desired.set(action.service, after);
      starts +=
        action.forceNewDeployment || action.desiredCount === null
          ? after * times
          : Math.max(0, after - before);
    }
  }
  return starts;
}

function inOrder(timeline: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return [...timeline].sort((a, b) => firstSeconds(a.schedule) - firstSeconds(b.schedule));
}

function firstSeconds(schedule: Schedule): number {
  return schedule.kind === 'at' ? schedule.atSeconds : schedule.fromSeconds;
}

function occurrences(schedule: Schedule, durationSeconds: number): number {
  if (schedule.kind === 'at') return schedule.atSeconds < durationSeconds ? 1 : 0;
  const span = Math.max(0, Math.min(schedule.untilSeconds, durationSeconds) - schedule.fromSeconds);
  return schedule.kind === 'every'
    ? Math.ceil(span / schedule.periodSeconds)
    : Math.round(span * schedule.ratePerSecond);
}
