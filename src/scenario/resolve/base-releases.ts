/** Releases of a Windows base image out of the catalogue, on the clock of the simulation. */
import { type WindowsBaseImage, windowsReleases } from '../../catalog/windows-bases.js';
import type { BaseReleaseSpec } from '../../model/spec.js';
import { formatInstant, parseInstant } from '../../units/instant.js';
import type { SimulatedTime } from './simulated-time.js';

/** Ten in the morning at Redmond, in summer: when Microsoft publishes on a patch day. */
const PUBLISHED = 'T17:00Z';

/** In the order of their publication; the last are those until the end of the simulated time. */
export function baseReleases(
  image: WindowsBaseImage,
  os: string,
  { epochMs, durationSeconds }: SimulatedTime,
): readonly BaseReleaseSpec[] {
  const until = formatInstant(epochMs + durationSeconds * 1000).slice(0, 10);
  return windowsReleases(image, os, until)
    .filter(({ date }) => date <= until)
    .map(({ date, layers }) => ({
      name: date,
      publishedAtSeconds: (parseInstant(`${date}${PUBLISHED}`) - epochMs) / 1000,
      layers: layers.map((layer) => ({ ...layer, compression: 'gzip', changesEachRelease: false })),
    }));
}
