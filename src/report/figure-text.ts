/**
 * Figures as readers of tables want them: times with one decimal so that columns align, differences with
 * a sign and their interval, `> x` for what was not reached. Built on the formats of units/; the minus
 * is U+2212, as wide as a plus.
 */
import { formatDuration } from '../units/duration.js';
import { formatCount, group } from '../units/format-number.js';
import { formatMoney } from '../units/money.js';
import { formatPercent } from '../units/share.js';
import { formatSize } from '../units/size.js';
import type { Difference } from './compare.js';
import type { Metric, Unit } from './summary.js';

export const MINUS = '\u2212';
/** Shown where a figure does not exist. */
export const NONE = '–';

/** From here on seconds are told in minutes and hours. */
const LONG_SECONDS = 600;

/** A value in words: `41.0 s`, `11 h 20 min`, `61.3 GB`, `5 210`, `2.1 %`, `$0.40`; `never` for +∞. */
export function formatValue(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return NONE;
  if (value === Number.POSITIVE_INFINITY) return 'never';
  switch (unit) {
    case 'seconds':
      return formatSeconds(value);
    case 'bytes':
      return formatSize(value);
    case 'count':
      return formatCount(Math.abs(value) >= 100 ? Math.round(value) : value);
    case 'share':
      return formatPercent(value);
    case 'usd':
      return formatMoney(value);
  }
}

/** A share of something that there is, to a tenth of a percent: never "0 %". */
export function shareOfSome(share: number): string {
  return formatPercent(Math.max(0.001, Math.round(share * 1000) / 1000));
}

/** Seconds with the decimals that a column needs: `0.31 s`, `9.4 s`, `41.0 s`, `112 s`, `11 min 20 s`. */
export function formatSeconds(seconds: number): string {
  if (!Number.isFinite(seconds) || Math.abs(seconds) >= LONG_SECONDS)
    return withMinus(formatDuration(seconds));
  return withMinus(`${seconds.toFixed(decimalsOf(seconds))} s`);
}

function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 0;
  if (size >= 99.95) return 0;
  return size >= 0.95 ? 1 : 2;
}

/** The estimate of a metric: `41.0 s`, or `> 48.2 s` where it is beyond all that was reached. */
export function formatMetric({ estimate, unit, reached }: Metric): string {
  if (estimate.mean !== Number.POSITIVE_INFINITY) return formatValue(estimate.mean, unit);
  return Number.isFinite(reached) ? `> ${formatValue(reached, unit)}` : 'never';
}

/** The estimate with its interval: `41.0 ± 1.2 s`. */
export function formatWithInterval(metric: Metric): string {
  const { mean, halfWidth } = metric.estimate;
  if (!Number.isFinite(mean) || !(halfWidth > Math.abs(mean) * ROUNDING)) return formatMetric(metric);
  return formatPair(mean, halfWidth, metric.unit, false);
}

/** A difference with its interval: `−3.9 ± 1.2 s`, `±0` where all pairs are equal; none of two that have no end. */
export function formatDifference({ estimate, finding }: Difference, unit: Unit): string {
  if (finding === 'equal') return '±0';
  if (finding === 'neither' || !Number.isFinite(estimate.mean)) return NONE;
  return formatPair(estimate.mean, estimate.halfWidth, unit, true);
}

/** As `formatDifference`, for a narrow column of seconds: `−3.9±1.2`, with a unit only from minutes on. */
export function formatShortDifference(difference: Difference): string {
  const text = formatDifference(difference, 'seconds').replace(' ± ', '±');
  return text.endsWith(' s') ? text.slice(0, -2) : text;
}

/** A relative difference: `−38 %`, `±0` where all pairs are equal, `≈0` where it is too small to print. */
export function formatRelative({ relative, finding }: Difference): string {
  if (finding === 'equal') return '±0';
  if (!Number.isFinite(relative)) return NONE;
  const percent = relative * 100;
  // Nearly all is not all, and nearly nothing is not nothing.
  const decimals = Math.abs(percent) < 0.95 || (percent > -100 && percent < -99.45) ? 1 : 0;
  const text = signed(percent, decimals);
  return /[1-9]/.test(text) ? `${text} %` : '≈0';
}

interface Scale {
  readonly divisor: number;
  readonly suffix: string;
  readonly prefix: string;
}

/** An interval that is this much smaller than its value is the rounding of sums, not chance. */
const ROUNDING = 1e-9;

function formatPair(mean: number, width: number, unit: Unit, isDifference: boolean): string {
  const halfWidth = width > Math.abs(mean) * ROUNDING ? width : Number.NaN;
  const scale = scaleOf(Math.max(Math.abs(mean), halfWidth > 0 ? halfWidth : 0), unit);
  const { divisor, prefix } = scale;
  // A difference of two percentages is in percentage points.
  const suffix = unit === 'share' && isDifference ? ' pp' : scale.suffix;
  const value = mean / divisor;
  const half = halfWidth / divisor;
  const decimals = pairDecimals(value, half);
  const digits = isDifference ? signed(value, decimals, prefix) : prefix + withMinus(fixed(value, decimals));
  return half >= 0 ? `${digits} ± ${fixed(half, decimals)}${suffix}` : `${digits}${suffix}`;
}

/**
 * One decimal below 100; more where the value itself would vanish, and a second one where the interval of
 * a small value would. An interval that still reads ±0.0 is narrower than anybody needs to know.
 */
function pairDecimals(value: number, half: number): number {
  let decimals = Math.abs(value) >= 99.95 ? 0 : 1;
  const vanishes = (size: number): boolean => size > 0 && !/[1-9]/.test(size.toFixed(decimals));
  if (Math.abs(value) < 9.95 && vanishes(half)) decimals = 2;
  while (decimals < 4 && vanishes(Math.abs(value))) decimals += 1;
  return decimals;
}

const SIZES: readonly (readonly [number, string])[] = [
  [1e12, ' TB'],
  [1e9, ' GB'],
  [1e6, ' MB'],
  [1e3, ' kB'],
];

function scaleOf(size: number, unit: Unit): Scale {
  const plain = { divisor: 1, suffix: '', prefix: '' };
  switch (unit) {
    case 'seconds':
      if (size >= 3 * 3600) return { ...plain, divisor: 3600, suffix: ' h' };
      return size >= LONG_SECONDS ? { ...plain, divisor: 60, suffix: ' min' } : { ...plain, suffix: ' s' };
    case 'bytes': {
      const [divisor, suffix] = SIZES.find(([bytes]) => size >= bytes) ?? [1, ' B'];
      return { ...plain, divisor, suffix };
    }
    case 'share':
      return { ...plain, divisor: 0.01, suffix: ' %' };
    case 'usd':
      return { ...plain, prefix: '$' };
    case 'count':
      return plain;
  }
}

/** Fixed decimals, thousands set apart. */
function fixed(value: number, decimals: number): string {
  const [whole = '', ...fraction] = value.toFixed(decimals).split('.');
  return [group(whole), ...fraction].join('.');
}

function signed(value: number, decimals: number, prefix = ''): string {
  const digits = prefix + fixed(Math.abs(value), decimals);
  return (value < 0 ? MINUS : '+') + digits;
}

function withMinus(text: string): string {
  return text.replace(/^-/, MINUS);
}

/** `a`, `a and b`, `a, b and c`; in quotes where one of several has a comma of its own. */
export function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  const isDoubtful = words.some((word) => word.includes(','));
  const marked = isDoubtful ? words.map((word) => `“${word}”`) : words;
  return `${marked.slice(0, -1).join(', ')} and ${marked.at(-1)}`;
}

/** `1 start`, `2 starts`. */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
