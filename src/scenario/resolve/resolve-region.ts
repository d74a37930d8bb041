/** The Region of a capacity. */
import { DEFAULT_REGION, findRegion, regionCodes } from '../../catalog/regions.js';
import type { Path } from '../path.js';
import type { Resolution } from './resolution.js';

/** The Region that the capacity at `path` is in; an error where there is none of that name. */
export function resolveRegion(path: Path, given: string | undefined, resolution: Resolution): string {
  const at = [...path, 'region'];
  if (given !== undefined && findRegion(given) === undefined)
    resolution.unknown(at, 'Region', given, regionCodes());
  return resolution.pick(at, given, { value: DEFAULT_REGION, source: 'the oldest Region' });
}
