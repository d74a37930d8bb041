/** Axes along a path of a scenario: its values as they are written, by factors where they span more than a factor of eight. */
import { axisX, axisY, type Markish, type ScaleOptions } from '@observablehq/plot';
import { isLog } from './time-scale.js';

export interface PathTick {
  readonly value: number;
  readonly text: string;
}

/** Room that a label needs, in pixels. */
const TICK_PIXELS = 64;

/** Options of an axis over these values, which may be in any order; those too close to another have no label. */
export function pathScale(ticks: readonly PathTick[], pixels: number, room = TICK_PIXELS): ScaleOptions {
  const sorted = [...ticks].sort((a, b) => a.value - b.value);
  const low = sorted[0]?.value ?? 0;
  const high = sorted.at(-1)?.value ?? 1;
  const type = low > 0 && isLog([low, high]) ? 'log' : 'linear';
  // Only a chart's axis: the same logarithm in every engine is not needed.
  const place = (value: number): number =>
    high === low
      ? 0
      : type === 'log'
        ? Math.log(value / low) / Math.log(high / low)
        : (value - low) / (high - low);
  const shown: PathTick[] = [];
  for (const tick of sorted) {
    const before = shown.at(-1);
    if (before === undefined || (place(tick.value) - place(before.value)) * pixels >= room) shown.push(tick);
  }
  const texts = new Map(shown.map(({ value, text }) => [value, text]));
  return {
    type,
    domain: high === low ? [low - 1, high + 1] : [low, high],
    ticks: shown.map(({ value }) => value),
    tickFormat: (value: number) => texts.get(value) ?? '',
  };
}

/**
 * The axis of such a scale as a mark: the scale's own must be off (`axis: null`), as that of a logarithmic scale leaves
 * out the words of some ticks.
 */
export function pathAxis(scale: ScaleOptions, direction: 'x' | 'y', label: string | null = null): Markish {
  const text = scale.tickFormat as (value: number) => string;
  const ticks = scale.ticks as number[];
  return direction === 'x' ? axisX(ticks, { text, label }) : axisY(ticks, { text, label });
}
