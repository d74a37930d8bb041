/**
 * What Fargate and Windows do to an answer, in sentences: launch rates that hold starts back, hosts that lack the base
 * of a Windows image, and the what-if of images that Fargate keeps, whose hosts nobody bills.
 */
import type { ExperimentResult } from '../experiment/result.js';
import type { StartTable } from '../model/record.js';
import type { FargateCapacitySpec, ImageSpec, LaunchRate, WorldSpec } from '../model/spec.js';
import { formatPercent } from '../units/share.js';
import { p95Of } from './profile.js';
import { formatSeconds, listOf } from './figure-text.js';
import { labelOf, measureRows } from './measure.js';
import type { Summary } from './summary.js';

/** One sentence for each thing that there is to tell, variants together. */
export function platformAdvice(result: ExperimentResult, summary: Summary): string[] {
  return [heldBack(result, summary), missingBases(result), idleHosts(result)].filter((line) => line !== null);
}

/** Waits at the launch rate that are shorter in the p95 are not worth a line. */
const LEAST_SECONDS = 1;

/** How long the launch rate held a p95 start. */
function heldBack({ scenario }: ExperimentResult, { variants }: Summary): string | null {
  const waits = variants.flatMap((variant, index) => {
    const seconds = p95Of(variant)?.bound.quota ?? 0;
    const rate = launchRateOf(scenario.variants[index]!.world);
    return seconds >= LEAST_SECONDS && rate ? [{ name: variant.name, seconds, rate }] : [];
  });
  const [first] = waits;
  if (!first) return null;
  const seconds = new Set(waits.map((wait) => formatSeconds(wait.seconds)));
  const each =
    waits.length === variants.length && seconds.size === 1
      ? formatSeconds(first.seconds)
      : listOf(waits.map((wait) => `${wait.name} ${formatSeconds(wait.seconds)}`));
  const words = new Set(waits.map(({ rate }) => rateWords(rate)));
  const which = words.size === 1 ? ` (${rateWords(first.rate)})` : '';
  return `Fargate's launch rate${which} holds a p95 start back: ${each}. It is a quota of the account in its Region, and the image has no part in it.`;
}

/** `100 tasks at once, then 20 a second`. */
export function rateWords({ burst, perSecond }: LaunchRate): string {
  return `${burst} tasks at once, then ${perSecond} a second`;
}

/** The lowest launch rate of a world. */
export function launchRateOf({ capacities }: WorldSpec): LaunchRate | null {
  return capacities
    .flatMap((spec) => (spec.launchType === 'FARGATE' && spec.launchRate ? [spec.launchRate] : []))
    .reduce<LaunchRate | null>(
      (least, rate) => (least && least.perSecond <= rate.perSecond ? least : rate),
      null,
    );
}

/** Starts of Windows whose host did not have all layers of their base. */
function missingBases({ scenario, variants }: ExperimentResult): string | null {
  const shares = variants.flatMap(({ name, runs }, index) => {
    const { world } = scenario.variants[index]!;
    const counts = runs.map(({ starts }) =>
      basesOf(starts, measureRows(starts, scenario.measure).rows, world),
    );
    const all = counts.reduce((sum, { starts }) => sum + starts, 0);
    const missing = counts.reduce((sum, each) => sum + each.missing, 0);
    return all === 0 ? [] : [{ name, share: missing / all }];
  });
  const some = shares.filter(({ share }) => share > 0);
  if (some.length === 0) return null;
  const told =
    variants.length === 1
      ? `In ${percent(some[0]!.share)} of the starts`
      : `In a part of the starts (${some.map(({ name, share }) => `${name} ${percent(share)}`).join(', ')})`;
  return `${told} the host lacks layers of the Windows base of their image, so they are pulled and imported, one after another: images that are rebuilt on a base that hosts have do without.`;
}

function percent(share: number): string {
  return formatPercent(Math.round(share * 1000) / 1000);
}

/** How many starts ran an image that has a base, and in how many of them fewer layers were there than the base has. */
export function basesOf(
  starts: StartTable,
  rows: Uint32Array,
  { images }: WorldSpec,
): { readonly starts: number; readonly missing: number } {
  const layers = new Map(
    images.flatMap(({ name, base }) => (base === null ? [] : [[name, baseLayers(base)] as const])),
  );
  const counts = { starts: 0, missing: 0 };
  if (layers.size === 0) return counts;
  const { layersReused, layersPulled } = starts.number;
  for (const row of rows) {
    const image = labelOf(starts, 'image', row);
    const own = layers.get(image.slice(0, Math.max(0, image.indexOf('@'))));
    if (own === undefined || layersPulled[row]! + layersReused[row]! === 0) continue;
    counts.starts += 1;
    if (layersReused[row]! < own) counts.missing += 1;
  }
  return counts;
}

function baseLayers({ releases, atStart }: NonNullable<ImageSpec['base']>): number {
  return releases[atStart]?.layers.length ?? 0;
}

/** The what-if saves time that AWS does not sell: its hosts have no price. */
function idleHosts({ scenario }: ExperimentResult): string | null {
  const names = scenario.variants.flatMap(({ name, world }) =>
    world.capacities.some((spec) => keepsImages(spec)) ? [name] : [],
  );
  if (names.length === 0) return null;
  const who =
    names.length === scenario.variants.length ? 'This scenario supposes' : `${listOf(names)}: supposes`;
  return `${who} that Fargate keeps images, which AWS does not offer: what hosts and caches that wait for the next task would cost is in no bill.`;
}

function keepsImages(spec: WorldSpec['capacities'][number]): spec is FargateCapacitySpec {
  return spec.launchType === 'FARGATE' && spec.imageCache !== null;
}
