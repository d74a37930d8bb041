/**
 * The least share of the tasks that services want that ran at once: ready tasks ÷ desired count, from the moment when
 * all ran for the first time (or from `measure.from`, if that is later) to the end. What is desired is read off the
 * timeline, what runs off the rows, so that no dip between two samples is lost.
 */
import type { StartTable } from '../model/record.js';
import type { Schedule, WorldSpec } from '../model/spec.js';
import type { Measure } from '../scenario/scenario.js';
import { labelOf } from './measure.js';

interface Change {
  readonly at: number;
  /** Who is wanted from here on, or how many more run. */
  readonly wish?: { readonly service: string; readonly count: number };
  readonly running?: number;
}

/** The least share, above 1 where more run than are wanted; NaN where no service wants anything. */
export function leastRunningShare(table: StartTable, world: WorldSpec, measure: Measure): number {
  const wishes = wishesOf(world, measure.service);
  if (!wishes.some(({ wish }) => (wish?.count ?? 0) > 0)) return Number.NaN;
  const services = new Set(wishes.map(({ wish }) => wish?.service ?? ''));
  const changes = [...wishes, ...runningOf(table, services)].sort((a, b) => a.at - b.at);
  const desired = new Map<string, number>();
  let running = 0;
  let least = Number.POSITIVE_INFINITY;
  let wasFull = false;
  changes.forEach(({ at, wish, running: more = 0 }, index) => {
    if (wish !== undefined) desired.set(wish.service, wish.count);
    running += more;
    const until = changes[index + 1]?.at ?? world.durationSeconds;
    const wanted = [...desired.values()].reduce((sum, count) => sum + count, 0);
    // What lasts no time is not seen, nor is what is over when counting begins.
    if (until <= at || until <= measure.fromSeconds || wanted === 0 || at >= world.durationSeconds) return;
    wasFull ||= running >= wanted;
    if (wasFull) least = Math.min(least, running / wanted);
  });
  return wasFull ? least : 0;
}

function wishesOf({ timeline, durationSeconds }: WorldSpec, service: string | null): readonly Change[] {
  return timeline.flatMap(({ schedule, action }) => {
    if (action.kind !== 'createService' && action.kind !== 'updateService') return [];
    const name = action.kind === 'createService' ? action.name : action.service;
    const count = action.desiredCount;
    if (count === null || (service !== null && name !== service)) return [];
    return instantsOf(schedule, durationSeconds).map((at) => ({ at, wish: { service: name, count } }));
  });
}

function instantsOf(schedule: Schedule, durationSeconds: number): readonly number[] {
  if (schedule.kind === 'at') return [schedule.atSeconds];
  // A wish that is repeated changes nothing after its first time, unless another one comes between.
  if (schedule.kind === 'poisson') return [];
  const instants: number[] = [];
  const until = Math.min(schedule.untilSeconds, durationSeconds);
  for (let at = schedule.fromSeconds; at < until; at += schedule.periodSeconds) instants.push(at);
  return instants;
}

function runningOf(table: StartTable, services: ReadonlySet<string>): readonly Change[] {
  const { readyAt, stoppedAt } = table.number;
  const changes: Change[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    if (Number.isNaN(readyAt[row]!) || !services.has(labelOf(table, 'service', row))) continue;
    changes.push({ at: readyAt[row]!, running: 1 });
    if (!Number.isNaN(stoppedAt[row]!)) changes.push({ at: stoppedAt[row]!, running: -1 });
  }
  return changes;
}
