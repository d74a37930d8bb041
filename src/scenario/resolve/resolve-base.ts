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
  const ofSource = releases.findIndex(({ name }) => name === windows?.date);
  const usual = given !== undefined || ofSource < 0 ? newest : Math.min(ofSource, newest);
  const found = given === undefined ? usual : named(at, String(given), releases, newest, epochMs, resolution);
  const { source, asOf } = windowsBaseSource;
  resolution.pick(at, given, {
    value: releases[usual]?.name ?? '',
    origin: 'catalogue',
    source:
      ofSource >= 0 && usual === ofSource
        ? 'that of its source'
        : `the newest at time zero: ${source}, known until ${asOf}`,
  });
  return found;
}

/** `latest`, `-2` (releases before that), or a day: the newest that was out then. */
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
      : refuse(`the catalogue has only ${newest} releases before the newest`, `write "-${newest}" or less`);
  }
  const day = dayOf(text);
  if (day === null)
    return refuse(`"${text}" is not a release`, 'write "latest", "-1" or a day such as "2026-07-14"');
  const found = releases.findLastIndex(({ name }) => name <= day);
  if (found > newest || parseInstant(day) > epochMs)
    return refuse(
      `what came out that day was not there at time zero, when ${releases[newest]?.name ?? ''} was the newest`,
      'write an earlier day; a push with "rebase: true" takes what is published then',
    );
  return found >= 0
    ? found
    : refuse(`the catalogue knows no release before ${releases[0]?.name ?? ''}`, 'write a later day');
}

function dayOf(text: string): string | null {
  try {
    parseInstant(text);
    return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
  } catch (error) {
    if (error instanceof UnitError) return null;
    throw error;
  }
}
