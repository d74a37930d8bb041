/** Titles and captions of the charts of a report. A caption says what to see, with figures of this experiment. */
import type { Assessment } from './assess.js';
import { binderInSentence } from './binder-words.js';
import { formatMetric, listOf } from './figure-text.js';
import { p95Of, ranked } from './profile.js';
import type { Profile, Summary } from './summary.js';

/** The charts of a report, in its order; the names are those of the files under `charts/`. */
export const CHART_IDS = [
  'start-ecdf',
  'first-requests',
  'start-histogram',
  'phases',
  'bound-by',
  'tasks',
  'disk',
  'requests',
  'links',
  'cost',
] as const;
export type ChartId = (typeof CHART_IDS)[number];

export interface Caption {
  readonly title: string;
  readonly text: string;
}

/** The title and caption of a chart. */
export function caption(id: ChartId, assessment: Assessment): Caption {
  const { summary } = assessment;
  switch (id) {
    case 'start-ecdf':
      return { title: 'How long starts take', text: ecdfText(summary) };
    case 'first-requests':
      return { title: 'How long first requests take', text: requestsText(summary) };
    case 'start-histogram':
      return {
        title: 'How start times are spread',
        text: 'Separate humps are separate kinds of start: those that find their image on the host, and those that pull it. The marks are quantiles of all starts of all runs together.',
      };
    case 'phases':
      return { title: 'Where the time goes', text: phasesText(assessment) };
    case 'bound-by':
      return { title: 'What binds a p95 start', text: boundText(assessment) };
    case 'tasks':
      return {
        title: 'Tasks running against desired',
        text: 'Where the filled curve dips below the dashed line, tasks are missing: stopped by a deployment, or not yet ready. The first run of each variant.',
      };
    case 'disk':
      return { title: 'The fullest disk', text: diskText(assessment) };
    case 'requests':
      return {
        title: 'Registry requests and throttling',
        text: 'The filled part was refused by a quota or a pull limit. Where it stays after the first peak, retries keep the limit busy. The first run of each variant.',
      };
    case 'links':
      return {
        title: 'NAT and endpoints in use',
        text: 'What goes through NAT gateways is charged by the gigabyte; what goes through the gateway endpoint of Amazon S3 is free. A download counts when it ends, so a long one shows as a spike. The first run of each variant.',
      };
    case 'cost':
      return { title: 'Pull cost of a month', text: costText(assessment) };
  }
}

const MANY_VARIANTS = 4;

function ecdfText(summary: Summary): string {
  const values = summary.variants
    .slice(0, MANY_VARIANTS)
    .map(({ name, metrics }) => `${name} ${formatMetric(metrics['start.p95'])}`);
  const more = summary.variants.length > MANY_VARIANTS ? ', and so on in the table' : '';
  const coincide = summary.variants.length > 1 ? ' Curves that coincide show as one inside the other.' : '';
  return `Read across at 95 % to find the p95: ${values.join(', ')}${more}. A gap between curves is time saved; where they meet, nothing is.${coincide}`;
}

function requestsText(summary: Summary): string {
  const values = summary.variants
    .slice(0, MANY_VARIANTS)
    .map(({ name, metrics }) => `${name} ${formatMetric(metrics['slowestRequest.p95'])}`);
  return `Solid: the first request after a task is ready; dashed: the slowest of its first ones. Where images are loaded lazily, what no start-up has read is fetched while a request waits. Read across at 95 % for the slowest: ${values.join(', ')}.`;
}

function phasesText({ summary }: Assessment): string {
  const baseline = summary.variants[0];
  const profile = baseline && p95Of(baseline);
  if (!baseline || !profile || profile.starts === 0)
    return 'Mean time by phase, of the starts around each quantile.';
  const top = ranked(profile.phases).slice(0, 2);
  const words = top.map(({ key, share }) => `${key} (${Math.round(share * 100)} %)`);
  const whose = summary.variants.length > 1 ? ` of ${baseline.name}` : '';
  return `The bars are the mean of the starts around each quantile, stacked by phase. A p95 start${whose} spends most of its time in ${listOf(words)}. ${whatGrows(summary)}`;
}

/** Starts that are never ready are the slowest of all: their bars tell how long they tried, which explains nothing. */
function whatGrows({ variants }: Summary): string {
  const failing = variants.flatMap(({ profiles }) => profiles.filter(({ notReady }) => notReady > 0));
  if (failing.length === 0) return 'What grows from left to right is what makes starts slow.';
  const first = Math.min(...failing.map(({ quantile }) => quantile));
  return `From p${Math.round(first * 100)} on, starts that were never ready are among them, with the time until they were given up; a bar of such starts alone is left out. What grows from left to right before that is what makes starts slow.`;
}

function boundText({ summary, scenario }: Assessment): string {
  const world = scenario.variants[0]?.world;
  const baseline = summary.variants[0];
  const profile = baseline && p95Of(baseline);
  const [first, second] = profile ? ranked(profile.bound) : [];
  if (!world || !baseline || !profile || !first) return 'Seconds of the p95 starts, by what bound them.';
  const then = second ? `, then by ${binderInSentence(second.key, world)}` : '';
  const whose = summary.variants.length > 1 ? ` With ${baseline.name}, they` : ' They';
  return `The starts between p94 and p96, ${startsIn(profile)}.${whose} are bound mostly by ${binderInSentence(first.key, world)}${then}: relieving anything else saves less.`;
}

function startsIn({ starts }: Profile): string {
  return starts === 1 ? 'one of them' : `${starts} of them`;
}

function costText({ summary }: Assessment): string {
  const values = summary.variants
    .slice(0, MANY_VARIANTS)
    .map(({ name, metrics }) => `${name} ${formatMetric(metrics.pullCostPerMonth)}`);
  const more = summary.variants.length > MANY_VARIANTS ? ', and so on in the table' : '';
  return `What AWS bills because images are pulled and kept, line by line, if every hour of a month were like those of the run: ${values.join(', ')}${more}. Hosts are not in it.`;
}

function diskText({ scenario }: Assessment): string {
  const limit = scenario.variants.some(({ world }) =>
    world.capacities.some(({ launchType }) => launchType === 'EC2'),
  );
  const level = 'A curve that only rises fills the disk in the end; one that falls back is being cleaned up.';
  return limit ? `${level} The first run of each variant.` : level;
}
