/**
 * The lines that begin with "!": what a reader should know and may not see in the table. Short, computed
 * and true of this experiment; where nothing can be said, nothing is.
 */
import type { ExperimentResult } from '../experiment/result.js';
import type { Binder } from '../model/record.js';
import type { Ec2CapacitySpec, WorldSpec } from '../model/spec.js';
import { formatDuration } from '../units/duration.js';
import { formatCount } from '../units/format-number.js';
import { formatPercent } from '../units/share.js';
import { binderInSentence } from './binder-words.js';
import { causeWords } from './cause-words.js';
import type { Comparison } from './compare.js';
import { DISK_ALARM_SHARE, forecastDisk } from './disk-forecast.js';
import { countOf, listOf } from './figure-text.js';
import { lazyAdvice } from './lazy-advice.js';
import { platformAdvice } from './platform-advice.js';
import { p95Of, ranked } from './profile.js';
import { registryAdvice } from './registry-advice.js';
import { remedyHere } from './remedy-here.js';
import type { Profile, Summary, VariantSummary } from './summary.js';

/** All lines of advice, the most important first. */
export function advise(result: ExperimentResult, summary: Summary, comparison: Comparison): string[] {
  const lines = [
    interrupted(result, summary),
    ...failures(summary),
    whatSetsTheP95(result, summary, comparison),
    sameForAll(summary, comparison),
    ...lazyAdvice(result, summary, comparison),
    ...platformAdvice(result, summary),
    ...registryAdvice(result, summary),
    refusedPushes(result),
    ...diskGrowth(result),
    unknownPrices(summary),
    fewRuns(summary),
  ];
  return lines.filter((line) => line !== null);
}

function interrupted(result: ExperimentResult, summary: Summary): string | null {
  if (result.complete) return null;
  const least = Math.min(...summary.variants.map(({ runs }) => runs));
  return `Interrupted: each variant has at least ${least} of ${countOf(summary.runs, 'run')}, and the answer rests on those.`;
}

function failures({ variants }: Summary): string[] {
  const failing = variants.filter(({ starts }) => starts.failed > 0);
  const unfinished = variants.filter(({ starts }) => starts.unfinished > 0);
  const lines: string[] = [];
  if (failing.length > 0) {
    const causes = [
      ...new Set(
        failing.flatMap(({ failures: all }) => all.slice(0, 1).map(({ cause }) => causeWords(cause))),
      ),
    ];
    const shares = failing.map(
      (variant) => `${variant.name} ${formatPercent(variant.metrics.failed.estimate.mean)}`,
    );
    lines.push(
      `Starts fail (${shares.join(', ')}), mostly with ${listOf(causes)}; quantiles count them as never ready.`,
    );
  }
  if (unfinished.length > 0) {
    const counts = unfinished.map(({ name, starts }) => `${name} ${starts.unfinished}`);
    lines.push(
      `Starts were not finished when the run ended (${counts.join(', ')}); quantiles count them as never ready.`,
    );
  }
  return lines;
}

/** Which starts are around the p95 of the baseline, and what binds them. */
function whatSetsTheP95(result: ExperimentResult, summary: Summary, comparison: Comparison): string | null {
  const baseline = summary.variants[0];
  const [world, ...others] = result.scenario.variants.map((variant) => variant.world);
  const profile = baseline && p95Of(baseline);
  if (!world || !profile || profile.starts === 0) return null;
  const [binder] = ranked(profile.bound);
  if (!binder) return null;
  if (profile.notReady * 2 > profile.starts) return 'The p95 is set by starts that never become ready.';
  const everywhere = paidByAll(summary, comparison) ? `; every ${summary.varies} pays it` : '';
  const share = formatPercent(Math.round(binder.share * 100) / 100);
  return `The p95 is set by starts that ${whoTheyAre(profile, binder.key)}${everywhere}. ${share} of their time is bound by ${binderInSentence(binder.key, world)}. ${remedyHere(binder.key, profile, summary, [world, ...others])}`;
}

function whoTheyAre({ phases, bound, cache, starts }: Profile, binder: Binder): string {
  const [top] = ranked(phases);
  const pull = phases.resolve + phases.wait + phases.fetch + phases.unpack;
  const rest = phases.capacity + phases.provision + phases.create + phases.ready;
  if (pull < rest / 2) {
    // Only what takes most of the time sets it.
    const isMost = top !== undefined && top.share >= 0.5;
    if (isMost && top.key === 'capacity') return whatForTheyAreHeld(binder);
    if (isMost && top.key === 'ready')
      return binder === 'lazy' ? 'wait for files of their image' : 'wait for the application itself';
    return 'hardly pull: most of their time is not for the image';
  }
  if (top?.key === 'wait') return whatForTheyWait(bound);
  if (cache.cold * 2 > starts) return 'find nothing of their image on the host and pull all of it';
  if (cache.partial * 2 > starts) return 'find a part of their image on the host and pull the rest';
  return 'pull';
}

/** The phase before a task has a host. */
function whatForTheyAreHeld(binder: Binder): string {
  if (binder === 'scheduler') return 'wait for the ECS scheduler';
  return binder === 'quota' ? 'wait until Fargate may launch them' : 'wait for room on a host';
}

/** The phase of waiting is for a turn (lock, slot), a limit, another container, or before a retry: whichever takes longest. */
function whatForTheyWait({ dependency, throttle, backoff, lock, slot }: Profile['bound']): string {
  if (throttle > Math.max(dependency, backoff, lock + slot))
    return 'wait to ask again, as a quota or a pull limit refused them';
  if (dependency > Math.max(backoff, lock + slot)) return 'wait for another container of their task';
  return backoff > lock + slot ? 'wait before they try again' : 'wait for their turn to pull';
}

/** Whether no variant changes the p95 by more than a tenth. */
function paidByAll({ variants }: Summary, comparison: Comparison): boolean {
  return (
    variants.length > 1 &&
    comparison.variants.every(({ differences }) => {
      const { finding, relative } = differences['start.p95'];
      return finding === 'equal' || Math.abs(relative) < 0.1;
    })
  );
}

function sameForAll({ variants, varies }: Summary, { variants: compared }: Comparison): string | null {
  if (variants.length < 2) return null;
  const keys = ['start.p50', 'start.p95', 'start.p99', 'bytes', 'requests', 'failed'] as const;
  const isSame = compared.every(({ differences }) =>
    keys.every((key) => ['equal', 'none', 'neither'].includes(differences[key].finding)),
  );
  if (!isSame) return null;
  const isMoney = compared.some(({ differences }) =>
    ['less', 'more'].includes(differences.pullCostPer1000.finding),
  );
  return isMoney
    ? `In this scenario the ${varies} changes neither start times nor what is pulled, only what it costs.`
    : `No difference: in this scenario the ${varies} changes neither start times nor what is pulled.`;
}

/** A push that is refused changes nothing, and nothing else in the answer would tell. */
function refusedPushes({ variants }: ExperimentResult): string | null {
  const shares = variants.flatMap(({ name, runs }) => {
    const refused = runs.reduce((sum, { totals }) => sum + totals.rejectedPushes, 0);
    return refused === 0 ? [] : [`${name} ${formatCount(refused / runs.length)} a run`];
  });
  if (shares.length === 0) return null;
  return `Pushes are refused (${shares.join(', ')}): their tags exist and are immutable. A tag such as "v{n}" is new each time.`;
}

/** Capacities on which nothing is cleaned up, and when their disks fill. */
function diskGrowth({ scenario, variants }: ExperimentResult): string[] {
  const byReason = new Map<Cleanup, { names: string[]; alarm: number }>();
  variants.forEach(({ name, runs }, index) => {
    const world = scenario.variants[index]!.world;
    const forecast = runs[0] ? forecastDisk(runs[0]) : null;
    if (!forecast) return;
    const reason = cleanupOf(world);
    if (forecast.alarmSeconds > FARTHEST_SECONDS[reason]) return;
    const known = byReason.get(reason);
    if (known) {
      known.names.push(name);
      known.alarm = Math.min(known.alarm, forecast.alarmSeconds);
    } else byReason.set(reason, { names: [name], alarm: forecast.alarmSeconds });
  });
  return [...byReason].map(([reason, { names, alarm }]) => {
    const when = `at this rate the fullest disk is ${formatPercent(DISK_ALARM_SHARE)} full after ${formatDuration(roughly(alarm))}`;
    const s = names.length > 1 ? '' : 's';
    const who = listOf(names);
    switch (reason) {
      case 'prefer-cached':
        return `${who} switch${s === '' ? '' : 'es'} image cleanup off: ${when}.`;
      case 'disabled':
        return `${who} run${s} with ECS_DISABLE_IMAGE_CLEANUP: ${when}.`;
      case 'on':
        return `${who}: ${when}, unless cleanup catches up.`;
    }
  });
}

/** Two units at most say more than is known: whole hours below a few days, whole days above. */
function roughly(seconds: number): number {
  const unit = seconds > 3 * 86_400 ? 86_400 : 3600;
  return Math.max(1, Math.round(seconds / unit)) * unit;
}

type Cleanup = 'on' | 'disabled' | 'prefer-cached';

/** A straight line says nothing of what is farther off; where images are cleaned up, even less. */
const FARTHEST_SECONDS: Readonly<Record<Cleanup, number>> = {
  on: 7 * 86_400,
  disabled: 365 * 86_400,
  'prefer-cached': 365 * 86_400,
};

/** Why nothing removes images, if nothing does: the agent itself switches cleanup off under prefer-cached. */
function cleanupOf(world: WorldSpec): Cleanup {
  const ec2 = world.capacities.filter((spec): spec is Ec2CapacitySpec => spec.launchType === 'EC2');
  if (ec2.some(({ agent }) => agent.disableImageCleanup)) return 'disabled';
  return ec2.some(({ agent }) => agent.pullBehavior === 'prefer-cached') ? 'prefer-cached' : 'on';
}

function unknownPrices({ variants }: Summary): string | null {
  const unknown = [...new Set(variants.flatMap(({ unknownPrices: names }) => names))].sort();
  // What is stored costs cents, and few Regions have a price in the catalogue: the bill says so.
  const isSlight = unknown.every((what) => what.startsWith('ECR storage'));
  return isSlight ? null : `No price is known for ${listOf(unknown)}: the pull cost leaves it out.`;
}

function fewRuns({ runs }: Summary): string | null {
  return runs === 1
    ? 'One run gives no interval: add runs (--runs 20) to tell a difference from chance.'
    : null;
}

/** What a variant costs in freshness, in a few words: `runs an old image for 11 h 20 min`; '' where it does not. */
export function staleNote(variant: VariantSummary): string {
  const { mean } = variant.metrics.staleSeconds.estimate;
  return mean >= 1 ? `runs an old image for ${formatDuration(mean)}` : '';
}
