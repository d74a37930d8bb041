/**
 * The answer in a sentence, computed: what the p95 start is, and what each variant does to it. Variants
 * with the same effect are told together, and "no difference" is told as plainly as a difference.
 */
import { formatDuration } from '../units/duration.js';
import type { Comparison, Difference } from './compare.js';
import { formatDifference, formatMetric, formatRelative, listOf, NONE } from './figure-text.js';
import type { Metric, Summary } from './summary.js';

/** One to three sentences about the start p95, without a line break. */
export function answer(summary: Summary, comparison: Comparison): string {
  const [baseline, ...others] = summary.variants;
  if (!baseline || baseline.starts.counted === 0)
    return 'No start was counted, so there is nothing to answer.';
  const { metrics } = baseline;
  const base = `half of the starts take ${atMost(metrics['start.p50'])} and 95 % take ${atMost(metrics['start.p95'])}`;
  if (others.length === 0) return `${capital(base)}.`;
  const groups = group(comparison).sort((a, b) => sizeOf(b) - sizeOf(a));
  const told = groups
    .slice(0, MOST_GROUPS)
    .map(({ names, difference }) => effect(names, difference, summary, names.length > 1 ? '' : 's'));
  const more = groups.length > MOST_GROUPS ? '; the others are in the table' : '';
  return `With ${baseline.name}, ${base}. Against that, ${told.join('; ')}${more}.${oldImages(summary)}`;
}

/** A quantile as a limit; one that starts without an end hold is none. */
function atMost(metric: Metric): string {
  const text = formatMetric(metric);
  return text.startsWith('>')
    ? `longer than ${text.slice(1).trim()}, as some are never ready`
    : `${text} or less`;
}

/** Who runs an old image, if anybody does: what a cache that is trusted costs besides seconds. */
function oldImages({ variants }: Summary): string {
  const stale = variants.filter(({ metrics }) => metrics.staleSeconds.estimate.mean >= 1);
  if (stale.length === 0) return '';
  const longest = Math.max(...stale.map(({ metrics }) => metrics.staleSeconds.estimate.mean));
  const names = listOf(stale.map(({ name }) => name));
  const [s, upTo] = stale.length === 1 ? ['s', ''] : ['', 'up to '];
  return ` ${capital(names)} run${s} an old image for ${upTo}${formatDuration(longest)}.`;
}

/** More than this many different effects are not a sentence. */
const MOST_GROUPS = 4;

function sizeOf({ difference }: Group): number {
  const { finding, estimate } = difference;
  if (finding === 'equal' || finding === 'none') return 0;
  return Number.isNaN(estimate.mean) ? Number.POSITIVE_INFINITY : Math.abs(estimate.mean);
}

interface Group {
  readonly names: string[];
  readonly difference: Difference;
}

/** A change of the p95 that is beyond chance, and too small to matter to anybody. */
const SLIGHT_SHARE = 0.005;

function isSlight({ finding, relative }: Difference): boolean {
  return (finding === 'less' || finding === 'more') && Math.abs(relative) < SLIGHT_SHARE;
}

/** Variants that read the same. */
function group(comparison: Comparison): Group[] {
  const groups = new Map<string, Group>();
  for (const { name, differences } of comparison.variants) {
    const difference = differences['start.p95'];
    const key =
      difference.finding === 'equal' || difference.finding === 'none'
        ? 'same'
        : isSlight(difference)
          ? 'slight'
          : `${formatDifference(difference, 'seconds')} ${difference.finding} ${difference.finding === 'unknown' ? name : ''}`;
    const known = groups.get(key);
    if (known) known.names.push(name);
    else groups.set(key, { names: [name], difference });
  }
  return [...groups.values()];
}

function effect(names: readonly string[], difference: Difference, summary: Summary, s: string): string {
  const who = listOf(names);
  const by = formatDifference(difference, 'seconds');
  switch (difference.finding) {
    case 'equal':
    case 'none':
      return `${who} make${s} no difference to the p95`;
    case 'less':
    case 'more': {
      if (isSlight(difference)) return `${who} hardly change${s} the p95`;
      if (by === NONE) return `${who} move${s} the p95 ${toWhat(names, summary)}`;
      const verb = difference.finding === 'less' ? `cut${s}` : `raise${s}`;
      return `${who} ${verb} the p95 ${toWhat(names, summary)} (${by}, ${formatRelative(difference)})`;
    }
    case 'unknown':
      return `for ${who} the p95 is ${toWhat(names, summary).replace(/^to /, '')}, and the runs do not tell whether that differs`;
  }
}

function toWhat(names: readonly string[], summary: Summary): string {
  const variant = summary.variants.find(({ name }) => name === names[0])!;
  return `to ${formatMetric(variant.metrics['start.p95'])}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
