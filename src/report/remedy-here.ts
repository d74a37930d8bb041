/**
 * What would move a start that is bound so, as far as this experiment tells: where another variant has measured a way
 * out, or the scenario shows which one is open, that is named; otherwise what holds anywhere (binder-words.ts).
 */
import type { Binder } from '../model/record.js';
import type { ImageSpec, LaunchRate, WorldSpec } from '../model/spec.js';
import { formatSize } from '../units/size.js';
import { remedy } from './binder-words.js';
import { formatSeconds } from './figure-text.js';
import { fasterWhole } from './lazy-advice.js';
import { launchRateOf } from './platform-advice.js';
import type { Profile, Summary } from './summary.js';

/**
 * A sentence or two on starts of the first variant; '' where nothing in a scenario moves it. `worlds` are those of all
 * variants of the summary.
 */
export function remedyHere(
  binder: Binder,
  profile: Profile,
  summary: Summary,
  worlds: readonly [WorldSpec, ...WorldSpec[]],
): string {
  const [world] = worlds;
  switch (binder) {
    case 'lazy':
      return lazyRemedy(profile, summary, worlds);
    case 'quota':
      return quotaRemedy(profile, world);
    case 'import':
      return importRemedy(profile, world);
    default:
      return remedy(binder, world, profile.image);
  }
}

function lazyRemedy(
  { image }: Profile,
  summary: Summary,
  worlds: readonly [WorldSpec, ...WorldSpec[]],
): string {
  const whole = fasterWhole(0, summary, worlds);
  if (whole)
    return `Pulling the whole image is faster here: ${whole.name} is ready ${formatSeconds(whole.seconds)} earlier (p95).`;
  const index = imageOf(worlds[0], image)?.lazyIndex;
  const ahead =
    index && !index.prefetches
      ? ', or an index that names what start-up reads, so that it is fetched ahead,'
      : '';
  return `Fewer bytes that start-up reads${ahead} would move it; larger spans would not.`;
}

/** A service's own rate binds first where it is the lower one and its tasks are launched by the service. */
function quotaRemedy({ starts }: Profile, world: WorldSpec): string {
  const rate = launchRateOf(world);
  if (rate === null || starts === 0) return remedy('quota', world, '');
  if (hasServices(world) && rate.servicePerSecond < rate.perSecond)
    return `A service launches ${perMinute(rate)} tasks a minute: a second service, or a higher quota, moves it, and a smaller image does not.`;
  return `A higher quota (now ${rate.burst} tasks at once, then ${rate.perSecond} a second), a start that is spread over more time, or another Region moves it; a smaller image does not.`;
}

function hasServices({ timeline }: WorldSpec): boolean {
  return timeline.some(({ action }) => action.kind === 'createService');
}

function perMinute({ servicePerSecond }: LaunchRate): number {
  return Math.round(servicePerSecond * 60);
}

function importRemedy({ image, cache, starts }: Profile, world: WorldSpec): string {
  const spec = imageOf(world, image);
  if (!spec?.base) return remedy('import', world, image);
  const above = formatSize(
    spec.layers.reduce((sum, { uncompressedBytes }) => sum + uncompressedBytes, 0),
    'binary',
  );
  if (cache.cold * 2 > starts)
    return 'Rebuild the image on a base that the hosts have: all of its base is imported.';
  return `Rebuild the image on a base that the hosts have, where it is on another, and put less on top of it (${above} unpacked).`;
}

function imageOf({ images }: WorldSpec, name: string): ImageSpec | undefined {
  return images.find((image) => image.name === name);
}
