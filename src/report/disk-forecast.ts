/**
 * When the fullest disk will be full, if it goes on as it did: the slope of a straight line (least
 * squares) through the last three quarters of its curve. Only for disks that nothing empties; a disk
 * that cleanup keeps level has no forecast, and neither has one that grew in a single quarter of the run.
 * The curve is that of the first run.
 */
import type { RunResult, Series } from '../model/record.js';

/** Where ECS users put their alarms: the share of the disk that a forecast is for. */
export const DISK_ALARM_SHARE = 0.8;

/** Growth below this share of the disk a day is level. */
const LEVEL_SHARE_A_DAY = 0.002;
const SECONDS_A_DAY = 86_400;
/** A disk that grows in fewer quarters of the run, as by one pull, has no rate yet. */
const LEAST_QUARTERS = 2;

export interface DiskForecast {
  readonly bytesPerSecond: number;
  /** From the beginning of the run until the disk is `DISK_ALARM_SHARE` full. */
  readonly alarmSeconds: number;
  /** The same until nothing is free. */
  readonly fullSeconds: number;
}

/** The forecast of a run, or null where the disk does not grow or nothing is known of it. */
export function forecastDisk({ series, totals }: RunResult): DiskForecast | null {
  const disk = series.find(({ unit }) => unit === 'bytes');
  if (!disk || !(totals.diskPeakShare > 0)) return null;
  const diskBytes = totals.diskPeakBytes / totals.diskPeakShare;
  if (quartersOfGrowth(disk) < LEAST_QUARTERS) return null;
  const tail = lastThreeQuarters(disk);
  const slope = slopeOf(tail.at, tail.value);
  if (!(slope * SECONDS_A_DAY > LEVEL_SHARE_A_DAY * diskBytes)) return null;
  const lastAt = tail.at.at(-1)!;
  const lastValue = tail.value.at(-1)!;
  const secondsUntil = (bytes: number): number =>
    lastValue >= bytes ? firstAt(disk, bytes) : lastAt + (bytes - lastValue) / slope;
  return {
    bytesPerSecond: slope,
    alarmSeconds: secondsUntil(DISK_ALARM_SHARE * diskBytes),
    fullSeconds: secondsUntil(diskBytes),
  };
}

/** From this share on a disk is full: what is pulled next finds no room. */
const FULL_SHARE = 0.99;

/** From the beginning of the run until the fullest disk is full; +∞ where none grows. */
export function diskFullSeconds(run: RunResult): number {
  const forecast = forecastDisk(run);
  if (forecast !== null) return forecast.fullSeconds;
  const disk = run.series.find(({ unit }) => unit === 'bytes');
  const { diskPeakShare, diskPeakBytes } = run.totals;
  // A disk that has been full for long does not grow any more.
  if (disk === undefined || diskPeakShare < FULL_SHARE) return Number.POSITIVE_INFINITY;
  return firstAt(disk, (FULL_SHARE * diskPeakBytes) / diskPeakShare);
}

/** In how many quarters of the run the disk got fuller than it had ever been. */
function quartersOfGrowth({ at, value }: Series): number {
  const end = at.at(-1) ?? 0;
  const grown = new Set<number>();
  let most = value[0] ?? 0;
  value.forEach((bytes, index) => {
    if (bytes > most) grown.add(Math.min(3, Math.floor((4 * at[index]!) / end)));
    most = Math.max(most, bytes);
  });
  return grown.size;
}

function lastThreeQuarters({ at, value }: Series): {
  readonly at: readonly number[];
  readonly value: readonly number[];
} {
  const from = Math.floor(at.length / 4);
  return { at: at.slice(from), value: value.slice(from) };
}

function firstAt({ at, value }: Series, level: number): number {
  return at[value.findIndex((bytes) => bytes >= level)] ?? at.at(-1)!;
}

function slopeOf(x: readonly number[], y: readonly number[]): number {
  if (x.length < 2) return Number.NaN;
  const meanX = x.reduce((sum, each) => sum + each, 0) / x.length;
  const meanY = y.reduce((sum, each) => sum + each, 0) / y.length;
  let above = 0;
  let below = 0;
  x.forEach((each, index) => {
    above += (each - meanX) * (y[index]! - meanY);
    below += (each - meanX) * (each - meanX);
  });
  return above / below;
}
