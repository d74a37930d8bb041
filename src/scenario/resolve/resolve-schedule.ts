/**
 * When an entry of the timeline happens: once (`at`), at a fixed pace (`every`, first after one period unless `from`
 * says otherwise, last before the end), or at random (`arrivals`). More than a million happenings are refused.
 */
import type { Schedule } from '../../model/spec.js';
import { formatDuration } from '../../units/duration.js';
import { formatEventRate } from '../../units/event-rate.js';
import { LIMITS } from '../limits.js';
import type { Path } from '../path.js';
import type { EntryInput } from '../schema/timeline.js';
import type { Resolution } from './resolution.js';

/** When the entry at `path` happens; the defaults end it with the scenario. */
export function resolveSchedule(
  path: Path,
  entry: EntryInput,
  durationSeconds: number,
  resolution: Resolution,
): Schedule {
  const { at, every } = entry;
  const rate = 'arrivals' in entry ? entry.arrivals : undefined;
  if ([at, every, rate].filter((each) => each !== undefined).length > 1) {
    const message = 'more than one of "at", "every" and "arrivals" is there';
    resolution.problems.error({ path, message, remedy: 'keep one' });
  }
  for (const key of ['at', 'every', 'from', 'until', 'arrivals'] as const)
    if (key in entry) resolution.given([...path, key]);
  if (rate !== undefined) return atRandom(path, rate, entry, durationSeconds, resolution);
  if (every !== undefined) return repeated(path, every, entry, durationSeconds, resolution);
  for (const key of ['from', 'until'] as const)
    if (entry[key] !== undefined) {
      const message = `"${key}" goes with "every" or "arrivals"`;
      resolution.problems.error({
        path: [...path, key],
        at: 'key',
        message,
        remedy: 'write "at" for what happens once',
      });
    }
  const atSeconds = resolution.pick(
    [...path, 'at'],
    at,
    { value: 0, source: 'the beginning' },
    formatDuration,
  );
  if (atSeconds >= durationSeconds) neverHappens([...path, 'at'], durationSeconds, resolution);
  return { kind: 'at', atSeconds };
}

function atRandom(
  path: Path,
  ratePerSecond: number,
  { from = 0, until = Infinity }: EntryInput,
  durationSeconds: number,
  resolution: Resolution,
): Schedule {
  const untilSeconds = Math.min(until, durationSeconds);
  const schedule = { kind: 'poisson', ratePerSecond, fromSeconds: from, untilSeconds } as const;
  const words = `${formatEventRate(ratePerSecond)} for ${formatDuration(untilSeconds)}`;
  checkOften(path, 'arrivals', occurrences(schedule), words, resolution);
  if (from >= untilSeconds) neverHappens([...path, 'arrivals'], durationSeconds, resolution);
  return schedule;
}

function repeated(
  path: Path,
  periodSeconds: number,
  { from = periodSeconds, until = Infinity }: EntryInput,
  durationSeconds: number,
  resolution: Resolution,
): Schedule {
  const at = [...path, 'every'];
  if (periodSeconds === 0) {
    const message = 'a period of 0 never lets time pass';
    resolution.problems.error({ path: at, message, remedy: 'write a longer one' });
    return { kind: 'at', atSeconds: 0 };
  }
  const untilSeconds = Math.min(until, durationSeconds);
  const schedule = { kind: 'every', periodSeconds, fromSeconds: from, untilSeconds } as const;
  const words = `every ${formatDuration(periodSeconds)} for ${formatDuration(untilSeconds)}`;
  checkOften(path, 'every', occurrences(schedule), words, resolution);
  if (from >= untilSeconds) neverHappens(at, durationSeconds, resolution);
  return schedule;
}

function neverHappens(path: Path, durationSeconds: number, { problems }: Resolution): void {
  const message = `this never happens: the scenario ends at ${formatDuration(durationSeconds)}`;
  problems.warn({ path, message, remedy: 'make "duration" longer' });
}

/** How many times a schedule happens, on average. */
export function occurrences(schedule: Schedule): number {
  if (schedule.kind === 'at') return 1;
  const span = Math.max(0, schedule.untilSeconds - schedule.fromSeconds);
  return schedule.kind === 'every' ? Math.ceil(span / schedule.periodSeconds) : span * schedule.ratePerSecond;
}

/** An error where something happens more often than is played. */
export function checkOften(
  path: Path,
  key: string,
  times: number,
  words: string,
  { problems }: Resolution,
): void {
  if (times <= LIMITS.occurrences) return;
  const message = `${words} is ${Math.round(times)} times`;
  problems.error({ path: [...path, key], message, remedy: `at most ${LIMITS.occurrences} are played` });
}
