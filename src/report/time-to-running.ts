/**
 * How long until N tasks run at once: from the first counted request to the first moment after it with N
 * ready tasks, those that were ready before included. Read off the rows, so `measure.service` holds.
 */
import type { StartTable } from '../model/record.js';
import type { WorldSpec } from '../model/spec.js';
import type { Measure } from '../scenario/scenario.js';
import { labelIs } from './measure.js';

/**
 * Seconds until each of `counts` tasks run at once; +∞ where they never do, NaN where nothing was counted.
 * `counted` are the rows that the measure lets through.
 */
export function timeToRunning(
  table: StartTable,
  counted: Uint32Array,
  measure: Measure,
  counts: readonly number[],
): number[] {
  if (counted.length === 0 || counts.length === 0) return counts.map(() => Number.NaN);
  const { requestedAt, readyAt, stoppedAt } = table.number;
  const from = counted.reduce((least, row) => Math.min(least, requestedAt[row]!), Number.POSITIVE_INFINITY);
  const inService = measure.service === null ? () => true : labelIs(table, 'service', measure.service);
  const begins: number[] = [];
  const ends: number[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    if (!inService(row) || Number.isNaN(readyAt[row]!)) continue;
    begins.push(readyAt[row]!);
    if (!Number.isNaN(stoppedAt[row]!)) ends.push(stoppedAt[row]!);
  }
  return firstReached(Float64Array.from(begins).sort(), Float64Array.from(ends).sort(), from, counts);
}

function firstReached(
  begins: Float64Array,
  ends: Float64Array,
  from: number,
  counts: readonly number[],
): number[] {
  const reached = counts.map((count) => (count <= 0 ? 0 : Number.POSITIVE_INFINITY));
  let ended = 0;
  for (let begun = 0; begun < begins.length; begun += 1) {
    const at = begins[begun]!;
    while (ended < ends.length && ends[ended]! <= at) ended += 1;
    const running = begun + 1 - ended;
    counts.forEach((count, index) => {
      if (running >= count && at >= from && reached[index] === Number.POSITIVE_INFINITY)
        reached[index] = at - from;
    });
  }
  return reached;
}

/**
 * How many tasks the timeline wishes for at most: the sum over the services (or over `service` alone) of
 * their largest desired count; without services, the tasks of the RunTask entries that happen once.
 */
export function desiredTotal(world: WorldSpec, service: string | null): number {
  const desired = new Map<string, number>();
  let single = 0;
  for (const { id, schedule, action } of world.timeline) {
    const name = 'name' in action ? action.name : 'service' in action ? action.service : id;
    if (service !== null && name !== service) continue;
    if (action.kind === 'createService' || action.kind === 'updateService')
      desired.set(name, Math.max(desired.get(name) ?? 0, action.desiredCount ?? 0));
    if (action.kind === 'runTask' && schedule.kind === 'at') single += action.count;
  }
  return desired.size > 0 ? [...desired.values()].reduce((sum, count) => sum + count, 0) : single;
}
