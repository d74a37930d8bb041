/** Durations in seconds: `250ms`, `90s`, `30m`, `1h30m`, `2d`, `1w`. `m` is a minute, a day has 24 hours. */
import { formatNonFinite, formatSignificant } from './format-number.js';
import { parseQuantity, type QuantityKind } from './parse-quantity.js';
import { DURATION_UNITS } from './unit-table.js';

const DURATION: QuantityKind = {
  name: 'a duration',
  units: DURATION_UNITS,
  usual: ['s', 'm'],
  joint: '',
  doubtful: {},
  compound: true,
};

/** Seconds of a duration such as `1h30m`; spaces are allowed between the parts. Throws UnitError. */
export function parseDuration(text: string): number {
  return parseQuantity(text, DURATION);
}

const LARGE = [
  ['d', 86400, 'h', 3600],
  ['h', 3600, 'min', 60],
  ['min', 60, 's', 1],
] as const;

/**
 * A duration in seconds for people: `250 ms`, `9.4 s`, `42.5 s`, `1 min 3 s`, `11 h 20 min`, `2 d 3 h`.
 * Negative ones (differences) carry a minus sign; ∞ where it is infinite, – where there is none.
 */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return formatNonFinite(seconds);
  const sign = seconds < 0 ? '-' : '';
  return sign + formatPositive(Math.abs(seconds));
}

function formatPositive(seconds: number): string {
  if (seconds === 0) return '0 s';
  if (Number(seconds.toPrecision(3)) < 1) return formatMilliseconds(seconds * 1000);
  const tenths = Math.round(seconds * 10) / 10;
  if (tenths < 60) return `${tenths} s`;
  for (const [unit, size, lesser, lesserSize] of LARGE) {
    // Round once, in the lesser unit, so that 119.7 s is `2 min` and never `1 min 60 s`.
    const total = Math.round(seconds / lesserSize);
    const perUnit = size / lesserSize;
    if (total < perUnit) continue;
    const rest = total % perUnit;
    const whole = `${Math.floor(total / perUnit)} ${unit}`;
    return rest === 0 ? whole : `${whole} ${rest} ${lesser}`;
  }
  return `${tenths} s`;
}

function formatMilliseconds(milliseconds: number): string {
  if (Number(milliseconds.toPrecision(3)) >= 1) return `${formatSignificant(milliseconds)} ms`;
  return `${formatSignificant(milliseconds * 1000)} µs`;
}

const EXACT = [
  ['d', 86400],
  ['h', 3600],
  ['m', 60],
] as const;

/** A duration as a scenario writes it (`90s`, `2h`, `250ms`), which `parseDuration` reads back to the very same number. */
export function writeDuration(seconds: number): string {
  for (const [unit, size] of EXACT) {
    if (seconds >= size && seconds % size === 0 && Number.isSafeInteger(seconds))
      return `${seconds / size}${unit}`;
  }
  const milliseconds = Number((seconds * 1000).toPrecision(15));
  if (seconds < 1 && milliseconds >= 1 && milliseconds / 1000 === seconds) return `${milliseconds}ms`;
  return `${seconds}s`;
}
