/** The figures of this notebook in words, and how wide its charts are. */
import { formatCount } from '../../src/units/format-number.js';
import { formatDuration } from '../../src/units/duration.js';
import { formatSize } from '../../src/units/size.js';
import type { Answer, Progress } from '../live/messages.js';
import type { Settings } from './scenario.js';

const MOST_WIDTH = 900;
const LEAST_WIDTH = 320;
const BARS_WIDTH = 300;

/** Width of a chart on a page that has `width` pixels. */
export function chartWidth(width: number): number {
  return Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, Math.floor(width)));
}

/** Width of one of the three charts of bars. */
export function barWidth(width: number): number {
  return Math.min(BARS_WIDTH, chartWidth(width));
}

/** What is being done, such as `played 12 of 80 runs`. */
export function progressWords({ finished, total }: Progress): string {
  if (total === 0) return 'starting …';
  return finished === total ? `played ${total} runs` : `played ${finished} of ${total} runs …`;
}

/** The image that these settings make. */
export function imageWords({ images }: Answer, { applicationMiB }: Settings): string {
  const [image] = images;
  if (image === undefined) return '';
  const size = `${formatSize(image.compressedBytes)} compressed in ${image.layers} layers, ${formatSize(image.uncompressedBytes)} on disk`;
  return `The image is ${size}; a release changes ${applicationMiB} MiB of it.`;
}

/** How many starts were played. */
export function startsWords({ summary }: Answer): string {
  const [baseline] = summary.variants;
  if (baseline === undefined || baseline.runs === 0) return 'no task';
  const starts = Math.round(baseline.starts.counted / baseline.runs);
  return `${formatCount(starts)} tasks in each of ${baseline.runs} runs`;
}

/** A count of which a fraction means nothing. */
export function formatCountOf(value: number): string {
  return formatCount(Math.round(value));
}

/** Time a day in which something was stale. */
export function formatStale(seconds: number): string {
  return seconds < 1 ? 'never' : formatDuration(seconds);
}
