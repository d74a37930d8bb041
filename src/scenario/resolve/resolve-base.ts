/**
 * `base:` of an image: the release of Windows that it is built upon, out of the catalogue. An image `from` the catalogue
 * that has one keeps its kind, and may only be put on another release. A base is never scaled: hosts hold it as it is.
 */
import { type WindowsImage, windowsBaseSource } from '../../catalog/windows-bases.js';
import type { BaseReleaseSpec, BaseSpec } from '../../model/spec.js';
import { parseCount } from '../../units/count.js';
import { UnitError } from '../../units/unit-error.js';
import { parseInstant } from '../../units/instant.js';
import type { Path } from '../path.js';
import type { ImageInput } from '../schema/images.js';
import { baseReleases } from './base-releases.js';
import type { Resolution } from './resolution.js';
import type { SimulatedTime } from './simulated-time.js';

const USUAL_OS = 'ltsc2022';
/** How far from a patch day its release may come out. */
const PATCH_DAYS = 2;
const DAY_MS = 86_400_000;

type BaseInput = NonNullable<ImageInput['base']>;
type Kind = Pick<WindowsImage, 'image' | 'os'>;

/** What the image at `path` is built upon; `windows` is what its source has, or null. Null where it has no base. */
export function resolveBase(
  path: Path,
  given: ImageInput,
  windows: WindowsImage | null,
  time: SimulatedTime,
  resolution: Resolution,
): BaseSpec | null {
  if (given.base === undefined && windows === null) return null;
  const at: Path = [...path, 'base'];
  if (!canHaveBase(path, given, windows, resolution)) return null;
  const kind = kindOf(at, given.base ?? {}, windows, resolution);
  const releases = baseReleases(kind.image, kind.os, time);
  const atStart = releaseOf(
    [...at, 'release'],
    given.base?.release,
    windows,
    releases,
    time.epochMs,
    resolution,
  );
  return atStart < 0 ? null : { name: `${kind.image} ${kind.os}`, releases, atStart };
}

function canHaveBase(
  path: Path,
  { base, from, manifest, platforms }: ImageInput,
  windows: WindowsImage | null,
  { problems }: Resolution,
): boolean {
  const refuse = (key: string, message: string, remedy: string): false => {
    problems.error({ path: [...path, key], at: 'key', message, remedy });
    return false;
  };
  if (base !== undefined && manifest !== undefined)
    return refuse('base', '"base" and "manifest" are both there', 'keep one of them');
  if (base !== undefined && from !== undefined && windows === null)
    return refuse('base', `"${from}" has no base image of Windows`, 'delete "base", or "from"');
  if (platforms !== undefined && !platforms.includes('windows/amd64'))
    return refuse(
      'platforms',
      'a base image of Windows is for windows/amd64',
      'add "windows/amd64", or delete this line',
    );
  return true;
}

function kindOf(at: Path, given: BaseInput, windows: WindowsImage | null, resolution: Resolution): Kind {
  for (const key of ['image', 'os'] as const)
    if (windows !== null && given[key] !== undefined && given[key] !== windows[key])
      resolution.problems.error({
        path: [...at, key],
        message: `what the image is from is built upon ${windows.image} ${windows.os}`,
        remedy: `delete it, or write "${windows[key]}"`,
      });
  const source = windows === null ? 'the commoner one' : 'what the image is from';
  return {
    image: resolution.pick([...at, 'image'], given.image, { value: windows?.image ?? 'servercore', source }),
    os: resolution.pick<string>([...at, 'os'], given.os, { value: windows?.os ?? USUAL_OS, source }),
  };
}

/** Position of the release at time zero; -1 after an error. */
function releaseOf(
  at: Path,
  given: string | number | undefined,
  windows: WindowsImage | null,
  releases: readonly BaseReleaseSpec[],
  epochMs: number,
  resolution: Resolution,
): number {
  const newest = releases.findLastIndex(({ publishedAtSeconds }) => publishedAtSeconds <= 0);
  if (newest < 0) {
    resolution.problems.error({
      path: at.slice(0, -1),
      at: 'key',
      message: `the catalogue knows no release before ${releases[0]?.name ?? 'any day'}, and the scenario begins earlier`,
      remedy: 'write a later "epoch"',
    });
    return -1;
  }
  const { source, asOf } = windowsBaseSource;
  const known = `${source}, known until ${asOf}`;
  if (given !== undefined) {
    resolution.given(at);
    const found = named(at, String(given), releases, newest, epochMs, resolution);
    if (found >= 0) resolution.note([...at, 'day'], releases[found]!.name, 'catalogue', known);
    return found;
  }
  const ofSource = releases.findIndex(({ name }) => name === windows?.date);
  const usual = ofSource < 0 ? newest : Math.min(ofSource, newest);
  const reason = usual === ofSource ? 'that of its source' : `the newest at time zero: ${known}`;
  resolution.note(at, releases[usual]!.name, 'catalogue', reason);
  return usual;
}

/** `latest`, `-2` (releases before that), or a day. */
function named(
  at: Path,
  text: string,
  releases: readonly BaseReleaseSpec[],
  newest: number,
  epochMs: number,
  { problems }: Resolution,
): number {
  if (text === 'latest') return newest;
  const refuse = (message: string, remedy: string): number => {
    problems.error({ path: at, message, remedy });
    return -1;
  };
  const steps = /^(-?)(\d{1,3})$/.exec(text);
  if (steps !== null) {
    const back = parseCount(steps[2] ?? '');
    if (back > 0 && steps[1] === '')
      return refuse(`"${text}" is not in the past`, 'write "-1" for one release before the newest');
    return back <= newest
      ? newest - back
      : refuse(`the catalogue has only ${newest} releases before the newest`, `write "-1" to "-${newest}"`);
  }
  const dayMs = msOfDay(text);
  if (dayMs === null)
    return refuse(`"${text}" is not a release`, 'write "latest", "-1" or a day such as "2026-07-14"');
  const found = nearest(dayMs, releases);
  if (found > newest || dayMs > epochMs)
    return refuse(
      `what came out that day was not there at time zero, when ${releases[newest]!.name} was the newest`,
      'write an earlier day; a push with "rebase: true" takes what is published then',
    );
  return found >= 0 ? found : refuse(`no release came out about that day`, daysAround(text, releases));
}

/**
 * Position of the release of that patch day; -1 where there is none. Operating systems follow each other within a day
 * or two, so that one day means the same patches for all of them.
 */
function nearest(dayMs: number, releases: readonly BaseReleaseSpec[]): number {
  let found = -1;
  let least = PATCH_DAYS * DAY_MS;
  releases.forEach(({ name }, index) => {
    const distance = Math.abs(parseInstant(name) - dayMs);
    if (distance > least || (distance === least && found >= 0)) return;
    [found, least] = [index, distance];
  });
  return found;
}

function daysAround(day: string, releases: readonly BaseReleaseSpec[]): string {
  const later = releases.findIndex(({ name }) => name > day);
  if (later === 0) return `the first that is known is of ${releases[0]!.name}`;
  const around = later < 0 ? releases.slice(-2) : releases.slice(later - 1, later + 1);
  return `those around it are of ${around.map(({ name }) => name).join(' and ')}`;
}

function msOfDay(text: string): number | null {
  try {
    const instant = parseInstant(text);
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? instant : null;
  } catch (error) {
    if (error instanceof UnitError) return null;
    throw error;
  }
}
