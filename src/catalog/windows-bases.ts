/**
 * Windows base images, release by release: Server Core, which has a release layer that is kept for months and an update
 * layer above it that grows, and Nano Server, whose one layer is replaced each month. Known from 2025-05 to 2026-08;
 * later ones are made up for simulated patch days: the top layer grows by the median of its monthly growths. Sizes on
 * disk are compressed sizes times a ratio, files the model's number for each megabyte; both are estimates.
 */
import { imageDefaults } from './costs.js';
import { source, sourceAsOf, windowsBases } from './data/windows-bases.js';
import { findImage, imageNames, type CatalogueLayer } from './images.js';
import { patchDaysAfter } from './patch-tuesday.js';

export type WindowsBaseImage = 'servercore' | 'nanoserver';

export interface WindowsRelease {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Lowest first. */
  readonly layers: readonly CatalogueLayer[];
  /** Made up for a patch day after the last known one. */
  readonly inferred: boolean;
}

/** What a Windows image is built upon, and what it adds. */
export interface WindowsImage {
  readonly image: WindowsBaseImage;
  readonly os: string;
  /** The release that it had on its day. */
  readonly date: string;
  readonly above: readonly CatalogueLayer[];
}

/** Where the releases come from, and the day of the last that is known. */
export const windowsBaseSource = { source, asOf: sourceAsOf } as const;

const MEGABYTE = 1e6;
const DIGEST_LENGTH = 'sha256:'.length + 12;

/**
 * Size on disk by `docker images` over compressed size: Server Core of 2025-08 or 2025-09 as Docker 28.4.0 shows it (a public
 * listing of autumn 2025), Nano Server 0.292 GB (2024-10) over 122.5 MB. Server 2016: what stands in for all of Windows.
 */
const RATIOS: Readonly<Record<string, number>> = {
  'servercore ltsc2019': 2.25,
  'servercore ltsc2022': 2.28,
  'servercore ltsc2025': 2.2,
  nanoserver: 2.38,
};

/** Operating systems that a base image is released for. */
export function windowsOperatingSystems(image: WindowsBaseImage): readonly string[] {
  return windowsBases.flatMap(([name, os]) => (name === image ? [os] : []));
}

/**
 * The releases of a base image in order of time, those of simulated patch days until `until` (`YYYY-MM-DD`) included;
 * none where the image is not released for that operating system. Nothing is known before the first of them.
 */
export function windowsReleases(
  image: WindowsBaseImage,
  os: string,
  until = sourceAsOf,
): readonly WindowsRelease[] {
  const known = knownReleases(image, os);
  const last = known.at(-1);
  if (last === undefined) return [];
  const growth = medianGrowth(known);
  const later = patchDaysAfter(last.date, until).map((date, index) => ({
    date,
    layers: withLargerTop(last.layers, (index + 1) * growth, `${image}-${os}-${date}`),
    inferred: true,
  }));
  return [...known, ...later];
}

/** Takes the layers of an image apart where the lowest are a known release of a base image; undefined where they are not. */
export function splitWindowsBase(layers: readonly CatalogueLayer[]): WindowsImage | undefined {
  const digests = layers.map(({ digest }) => digest.slice(0, DIGEST_LENGTH));
  let found: WindowsImage | undefined;
  let depth = 0;
  for (const [image, os] of windowsBases) {
    for (const release of knownReleases(image, os)) {
      const own = release.layers.length;
      if (own <= depth || !release.layers.every(({ digest }, index) => digest === digests[index])) continue;
      depth = own;
      found = { image, os, date: release.date, above: layers.slice(own) };
    }
  }
  return found;
}

/**
 * The newest image of that name that the catalogue has on Server Core for an operating system, such as
 * `dotnet/framework/aspnet` and `ltsc2022`: its base, and the layers above it. Undefined where there is none.
 */
export function findWindowsImage(name: string, os: string): WindowsImage | undefined {
  const prefix = `mcr.microsoft.com/${name}:`;
  const matching = imageNames().filter((ref) => ref.startsWith(prefix) && ref.endsWith(`servercore-${os}`));
  const images = matching.flatMap((ref) => findImage(ref, 'windows/amd64') ?? []);
  const newest = images.sort((a, b) => (a.asOf < b.asOf ? 1 : -1))[0];
  return newest && splitWindowsBase(newest.layers);
}

function knownReleases(image: WindowsBaseImage, os: string): readonly WindowsRelease[] {
  const series = windowsBases.find(([name, system]) => name === image && system === os);
  const ratio = RATIOS[`${image} ${os}`] ?? RATIOS[image] ?? imageDefaults.uncompressedRatioWindows;
  return (series?.[2] ?? []).flatMap(([digest, bytes, releases]) =>
    releases.map(([date, update, updateBytes = 0]) => {
      const lowest = layerOf(digest, bytes, ratio);
      const layers = update === undefined ? [lowest] : [lowest, layerOf(update, updateBytes, ratio)];
      return { date, layers, inferred: false };
    }),
  );
}

function layerOf(digest: string, compressedBytes: number, ratio: number): CatalogueLayer {
  const uncompressedBytes = Math.round(compressedBytes * ratio);
  const files = (uncompressedBytes / MEGABYTE) * imageDefaults.filesPerMegabyte;
  return { digest: `sha256:${digest}`, compressedBytes, uncompressedBytes, files };
}

/** From release to release, compressed bytes of the top layer; those that began a new generation of it left out. */
function medianGrowth(releases: readonly WindowsRelease[]): number {
  const growths: number[] = [];
  for (let i = 1; i < releases.length; i++) {
    const [before, after] = [releases[i - 1]!.layers, releases[i]!.layers];
    const sameBelow = before.slice(0, -1).every(({ digest }, index) => digest === after[index]?.digest);
    if (before.length !== after.length || !sameBelow) continue;
    growths.push(after.at(-1)!.compressedBytes - before.at(-1)!.compressedBytes);
  }
  growths.sort((a, b) => a - b);
  const middle = growths.length >> 1;
  const median = growths.length % 2 === 1 ? growths[middle]! : (growths[middle - 1]! + growths[middle]!) / 2;
  return Math.round(median);
}

function withLargerTop(
  layers: readonly CatalogueLayer[],
  moreBytes: number,
  name: string,
): readonly CatalogueLayer[] {
  const top = layers.at(-1)!;
  const scale = (top.compressedBytes + moreBytes) / top.compressedBytes;
  const grown = {
    digest: `sha256:${name}`,
    compressedBytes: top.compressedBytes + moreBytes,
    uncompressedBytes: Math.round(top.uncompressedBytes * scale),
    files: top.files * scale,
  };
  return [...layers.slice(0, -1), grown];
}
