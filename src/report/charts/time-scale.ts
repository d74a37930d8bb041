/**
 * Axes of time that people can read: ticks at round times (10 s, 1 min, 2 h), logarithmic where the values
 * span more than a factor of eight, so that a fast start and an hour fit on one axis.
 */
import { axisX, type Markish, type ScaleOptions } from '@observablehq/plot';
import { formatDuration } from '../../units/duration.js';

const TICKS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400,
  28_800, 57_600, 86_400, 172_800, 345_600, 604_800, 1_209_600, 2_592_000,
] as const;

/** From this ratio of the longest to the shortest on, an axis is logarithmic. */
const LOG_RATIO = 8;

/** The extent of some durations, zeros and what is not finite left out. */
export function extentOf(seconds: Iterable<number>): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const value of seconds) {
    if (!Number.isFinite(value) || value <= 0) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high === 0 ? [0.1, 1] : [low, high];
}

/** Whether durations of this extent need a logarithmic axis. */
export function isLog([low, high]: readonly [number, number]): boolean {
  return high / low > LOG_RATIO;
}

/** Options of an axis of durations over this extent. */
export function timeScale(extent: readonly [number, number], label: string, pixels: number): ScaleOptions {
  const [low, high] = extent;
  const type = isLog(extent) ? 'log' : 'linear';
  const domain = type === 'log' ? [low / 1.1, high * 1.1] : [0, high * 1.02];
  const ticks = type === 'log' ? logTicks(domain as [number, number], pixels) : linearTicks(high, pixels);
  return { type, domain, ticks, tickFormat: formatTick, label };
}

/**
 * The horizontal axis of a scale of durations, as a mark: the scale's own axis must be off (`axis: null`),
 * as that of a logarithmic scale leaves out the words of some ticks.
 */
export function timeAxis(scale: ScaleOptions): Markish {
  return axisX(scale.ticks as number[], { text: formatTick, label: scale.label ?? null });
}

/** Options of an axis of simulated time from zero. */
export function clockScale(endSeconds: number, label: string | null, pixels: number): ScaleOptions {
  return {
    type: 'linear',
    domain: [0, endSeconds],
    ticks: linearTicks(endSeconds, pixels),
    tickFormat: formatTick,
    label,
  };
}

/** Room that a label needs. */
const TICK_PIXELS = 62;

function logTicks([low, high]: readonly [number, number], pixels: number): number[] {
  const inside = TICKS.filter((tick) => tick >= low && tick <= high);
  const room = Math.max(2, Math.floor(pixels / TICK_PIXELS));
  const step = Math.ceil(inside.length / room);
  return inside.filter((_, index) => index % step === 0);
}

const STEPS = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800,
  21_600, 43_200, 86_400, 172_800, 604_800,
] as const;

function linearTicks(high: number, pixels: number): number[] {
  const room = Math.max(2, Math.floor(pixels / TICK_PIXELS));
  const last = STEPS[STEPS.length - 1]!;
  const step = STEPS.find((each) => high / each <= room) ?? Math.ceil(high / room / last) * last;
  return Array.from(
    { length: Math.floor(high / step + 1e-9) + 1 },
    (_, index) => Math.round(index * step * 100) / 100,
  );
}

function formatTick(seconds: number): string {
  return seconds === 0 ? '0' : formatDuration(seconds);
}
