/**
 * What Fargate and Windows do to an answer, in sentences: launch rates that hold starts back, hosts that lack the base
 * of a Windows image, and the what-if of images that Fargate keeps, whose hosts nobody bills.
 */
import type { ExperimentResult } from '../experiment/result.js';
import type { StartTable } from '../model/record.js';
import type { FargateCapacitySpec, ImageSpec, LaunchRate, WorldSpec } from '../model/spec.js';
import { p95Of } from './profile.js';
import { formatSeconds, listOf, shareOfSome } from './figure-text.js';
import { labelOf, measureRows } from './measure.js';
import type { Summary } from './summary.js';

/** One sentence for each thing that there is to tell, variants together. */
export function platformAdvice(result: ExperimentResult, summary: Summary): string[] {
  return [heldBack(result, summary), ...missingBases(result), idleHosts(result)].filter(
    (line) => line !== null,
  );
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

/** Starts of Windows whose host did not have all layers of their base: of older or newer ones, and of none at all. */
function missingBases(result: ExperimentResult): string[] {
  const lines: string[] = [];
  const lacks = toldStarts(result, (image, world) => isHeld(image, world));
  if (lacks !== null)
    lines.push(
      `${lacks} the host lacks layers of the Windows base of their image, so they are pulled and imported, one after another: images that are rebuilt on a base that hosts have do without.`,
    );
  const never = toldStarts(result, (image, world) => !isHeld(image, world));
  if (never !== null)
    lines.push(
      `${never} the Windows base of their image is pulled and imported, as hosts have no release of it: another base that they have would do without, or instances of an AMI that has it; to rebuild the image would not help.`,
    );
  return lines;
}

/** Whether hosts come with any release of what the image is built upon: those of one base begin with the same layer. */
function isHeld({ base }: ImageSpec, { capacities }: WorldSpec): boolean {
  const lowest = new Set(base?.releases.map(({ layers }) => layers[0]?.digest));
  return capacities.some(
    ({ hostBases }) =>
      hostBases !== null &&
      hostBases.releasesKept > 0 &&
      hostBases.releases.some(({ layers }) => lowest.has(layers[0]?.digest)),
  );
}

/** `In 40 % of the starts`, of those that ran such an image and lacked layers of its base; null where none did. */
function toldStarts(
  { scenario, variants }: ExperimentResult,
  counts: (image: ImageSpec, world: WorldSpec) => boolean,
): string | null {
  const shares = variants.flatMap(({ name, runs }, index) => {
    const { world } = scenario.variants[index]!;
    // What other hosts hold is of no use to a start.
    const used = new Set(runs.flatMap(({ starts }) => starts.labels.capacity));
    const capacities = world.capacities.filter((each) => used.has(each.name));
    const images = world.images.filter((image) => counts(image, { ...world, capacities }));
    const found = runs.map(({ starts }) =>
      basesOf(starts, measureRows(starts, scenario.measure).rows, { ...world, images }),
    );
    const all = found.reduce((sum, { starts }) => sum + starts, 0);
    const missing = found.reduce((sum, each) => sum + each.missing, 0);
    return missing === 0 ? [] : [{ name, share: missing / all }];
  });
  if (shares.length === 0) return null;
  if (variants.length === 1) return `In ${shareOfSome(shares[0]!.share)} of the starts`;
  if (shares.every(({ share }) => share === 1))
    return `In all starts (${listOf(shares.map(({ name }) => name))})`;
  return `In a part of the starts (${shares.map(({ name, share }) => `${name} ${shareOfSome(share)}`).join(', ')})`;
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
