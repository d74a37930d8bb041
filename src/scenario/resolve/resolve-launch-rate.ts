/** `launchRate:` of a Fargate capacity: the quotas of AWS by Region, rates of one's own, or none. */
import { fargateLaunchRate } from '../../catalog/fargate-launch-rates.js';
import type { LaunchRate } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { FargateInput } from '../schema/fargate.js';
import type { Fallback, Resolution } from './resolution.js';

const MINUTE = 60;

/** How fast ECS launches tasks of the capacity at `path`; null where nobody waits. */
export function resolveLaunchRate(
  path: Path,
  given: FargateInput['launchRate'],
  region: string,
  resolution: Resolution,
): LaunchRate | null {
  const at: Path = [...path, 'launchRate'];
  if (given === 'none') {
    resolution.given(at);
    return null;
  }
  const usual = fargateLaunchRate(region);
  const source = `${usual.source} (${usual.asOf}), ${usual.evidence}: ${usual.note}`;
  const fallback = (value: number): Fallback<number> => ({ value, origin: 'catalogue', source });
  return {
    burst: resolution.pick([...at, 'burst'], given?.burst, fallback(usual.burst)),
    perSecond: resolution.pick(
      [...at, 'rate'],
      given?.rate,
      fallback(usual.perSecond),
      (value) => `${value}/s`,
    ),
    servicePerSecond: resolution.pick(
      [...at, 'serviceRate'],
      given?.serviceRate,
      fallback(usual.servicePerSecond),
      (value) => `${Math.round(value * MINUTE)}/min`,
    ),
  };
}
