/**
 * The answer in a sentence, computed: what the p95 start is, and what each variant does to it. Variants
 * with the same effect are told together, and "no difference" is told as plainly as a difference.
 */
import { formatDuration } from '../units/duration.js';
import type { Comparison, Difference } from './compare.js';
import { formatDifference, formatMetric, formatRelative, listOf, NONE } from './figure-text.js';
import { unitOf } from './run-figures.js';
import type { Metric, Summary } from './summary.js';

/** One to three sentences about the start p95, or what stands in for one that is never reached, without a line break. */
export function answer(summary: Summary, comparison: Comparison): string {
  const [baseline, ...others] = summary.variants;
  if (!baseline || baseline.starts.counted === 0)
    return 'No start was counted, so there is nothing to answer.';
  const { metrics } = baseline;
  const base = `half of the starts take ${atMost(metrics['start.p50'])} and 95 % take ${atMost(metrics['start.p95'])}`;
  if (others.length === 0) return `${capital(base)}.`;
  const groups = group(comparison).sort((a, b) => sizeOf(b) - sizeOf(a));
  const told = groups.slice(0, MOST_GROUPS).map((each) => effect(each, summary));
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

/** What is told of a variant: the p95, or the first of these that has an end. */
const TOLD = [
  { key: 'start.p95', words: 'the p95' },
  { key: 'start.p50', words: 'the p50' },
  { key: 'failed', words: 'the share of starts that fail' },
] as const;
type Told = (typeof TOLD)[number];

function sizeOf({ difference }: Group): number {
  const { finding, estimate } = difference;
  if (finding === 'equal' || finding === 'none') return 0;
  return Number.isNaN(estimate.mean) ? Number.POSITIVE_INFINITY : Math.abs(estimate.mean);
}

interface Group {
  readonly names: string[];
  readonly told: Told;
  readonly difference: Difference;
}

/** A change that is beyond chance, and too small to matter to anybody. */
const SLIGHT_SHARE = 0.005;

function isSlight({ finding, relative }: Difference): boolean {
  return (finding === 'less' || finding === 'more') && Math.abs(relative) < SLIGHT_SHARE;
}

/** Variants that read the same. */
function group(comparison: Comparison): Group[] {
  const groups = new Map<string, Group>();
  for (const { name, differences } of comparison.variants) {
    const told = TOLD.find(({ key }) => differences[key].finding !== 'neither') ?? TOLD[0];
    const difference = differences[told.key];
    const effect =
      difference.finding === 'equal' || difference.finding === 'none'
        ? 'same'
        : isSlight(difference)
          ? 'slight'
          : `${formatDifference(difference, unitOf(told.key))} ${difference.finding} ${difference.finding === 'unknown' ? name : ''}`;
    const key = `${told.key} ${effect}`;
    const known = groups.get(key);
    if (known) known.names.push(name);
    else groups.set(key, { names: [name], told, difference });
  }
  return [...groups.values()];
}

function effect({ names, told, difference }: Group, summary: Summary): string {
  const s = names.length > 1 ? '' : 's';
  const who = listOf(names);
  const { key, words } = told;
  const of = key === 'start.p95' ? words : `${words}, as neither p95 is reached,`;
  const by = formatDifference(difference, unitOf(key));
  const value = formatMetric(summary.variants.find(({ name }) => name === names[0])!.metrics[key]);
  switch (difference.finding) {
    case 'equal':
    case 'none':
    case 'neither':
      return `${who} make${s} no difference to ${of}`.replace(/,$/, '');
    case 'less':
    case 'more': {
      if (isSlight(difference)) return `${who} hardly change${s} ${of}`.replace(/,$/, '');
      if (by === NONE) return `${who} move${s} ${of} to ${value}`;
      const verb = difference.finding === 'less' ? `cut${s}` : `raise${s}`;
      return `${who} ${verb} ${of} to ${value} (${by}, ${formatRelative(difference)})`;
    }
    case 'unknown':
      return `for ${who} ${of} is ${value}, and the runs do not tell whether that differs`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
