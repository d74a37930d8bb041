/**
 * Every unit that scenarios may use, by dimension, with its worth in the base unit (bytes, seconds, bytes a
 * second, events a second). Prefixes are those of the SI and of IEC 80000-13: kB is 1000, KiB is 1024, and
 * case counts. Kept together so that a unit of the wrong dimension can be named in the error.
 */

/** The worth of one unit: `times / over` of the base unit, kept apart so that both steps stay exact. */
export interface Unit {
  readonly times: number;
  readonly over: number;
}

export type UnitTable = ReadonlyMap<string, Unit>;

const KI = 1024;
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

function table(units: Readonly<Record<string, number | readonly [times: number, over: number]>>): UnitTable {
  return new Map(
    Object.entries(units).map(([symbol, worth]) => {
      const [times, over] = typeof worth === 'number' ? [worth, 1] : worth;
      return [symbol, { times, over }];
    }),
  );
}

export const SIZE_UNITS = table({
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: KI,
  MiB: KI * KI,
  GiB: KI * KI * KI,
  TiB: KI * KI * KI * KI,
});

export const DURATION_UNITS = table({
  us: [1, 1e6],
  µs: [1, 1e6],
  ms: [1, 1000],
  s: 1,
  sec: 1,
  second: 1,
  seconds: 1,
  m: MINUTE,
  min: MINUTE,
  minute: MINUTE,
  minutes: MINUTE,
  h: HOUR,
  hour: HOUR,
  hours: HOUR,
  d: DAY,
  day: DAY,
  days: DAY,
  w: 7 * DAY,
  week: 7 * DAY,
  weeks: 7 * DAY,
});

export const BYTE_RATE_UNITS = table({
  'B/s': 1,
  'kB/s': 1e3,
  'MB/s': 1e6,
  'GB/s': 1e9,
  'KiB/s': KI,
  'MiB/s': KI * KI,
  'GiB/s': KI * KI * KI,
  bps: [1, 8],
  kbps: [1e3, 8],
  Mbps: [1e6, 8],
  Gbps: [1e9, 8],
  Tbps: [1e12, 8],
  'bit/s': [1, 8],
  'kbit/s': [1e3, 8],
  'Mbit/s': [1e6, 8],
  'Gbit/s': [1e9, 8],
});

export const EVENT_RATE_UNITS = table({
  '/s': 1,
  '/sec': 1,
  '/second': 1,
  '/m': [1, MINUTE],
  '/min': [1, MINUTE],
  '/minute': [1, MINUTE],
  '/h': [1, HOUR],
  '/hour': [1, HOUR],
  '/d': [1, DAY],
  '/day': [1, DAY],
});

/** What a text of some unit is, in words with their article. */
const DIMENSIONS: readonly (readonly [UnitTable, string])[] = [
  [SIZE_UNITS, 'a size'],
  [DURATION_UNITS, 'a duration'],
  [BYTE_RATE_UNITS, 'a transfer rate'],
  [EVENT_RATE_UNITS, 'a rate of events'],
];

/** `a size`, `a duration` …: what a quantity of this unit is, or undefined for an unknown unit. */
export function dimensionOf(unit: string): string | undefined {
  if (unit === '%') return 'a share';
  if (unit === '$') return 'an amount of money';
  return DIMENSIONS.find(([units]) => units.has(unit))?.[1];
}
