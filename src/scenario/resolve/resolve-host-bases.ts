/**
 * `hostBases:` of a capacity: the base images of Windows that its hosts have from their beginning. It is Server Core of
 * the host's own release of Windows; that AWS keeps Nano Server, too, is said nowhere.
 */
import { hostBaseDefaults } from '../../catalog/costs.js';
import type { OperatingSystemFamily } from '../../catalog/operating-systems.js';
import type { HostBasesSpec } from '../../model/spec.js';
import { writeDuration } from '../../units/duration.js';
import type { Path } from '../path.js';
import type { HostBasesInput } from '../schema/host-bases.js';
import { baseReleases } from './base-releases.js';
import type { CapacityContext } from './capacity-context.js';
import { catalogueCost } from './catalogue-cost.js';
import type { Resolution } from './resolution.js';

/** What hosts of the capacity at `path` hold; null on Linux, or where it is nothing. */
export function resolveHostBases(
  path: Path,
  given: HostBasesInput | undefined,
  family: OperatingSystemFamily,
  launchType: 'EC2' | 'FARGATE',
  { time }: CapacityContext,
  resolution: Resolution,
): HostBasesSpec | null {
  const at: Path = [...path, 'hostBases'];
  const [os] = family.bases;
  if (os === undefined) {
    if (given !== undefined)
      resolution.problems.error({
        path: at,
        at: 'key',
        message: 'hosts of Linux hold no base images',
        remedy: 'delete it, or write "operatingSystemFamily: WINDOWS_SERVER_2022_CORE"',
      });
    return null;
  }
  const isFargate = launchType === 'FARGATE';
  const [kept, late] = isFargate
    ? (['fargateReleasesKept', 'fargateDelaySeconds'] as const)
    : (['amiReleasesKept', 'amiDelaySeconds'] as const);
  const releasesKept = resolution.pick(
    [...at, 'releasesKept'],
    given?.releasesKept,
    catalogueCost<number>(`hostBases.${kept}`, hostBaseDefaults[kept]),
  );
  const delaySeconds = resolution.pick(
    [...at, 'delay'],
    given?.delay,
    catalogueCost<number>(`hostBases.${late}`, hostBaseDefaults[late]),
    writeDuration,
  );
  if (releasesKept === 0) return null;
  const hosted = baseReleases('servercore', os, time).map(({ name, publishedAtSeconds, layers }) => ({
    name,
    fromSeconds: publishedAtSeconds + delaySeconds,
    layers,
  }));
  // Those that were replaced before time zero are on no host.
  const before = hosted.filter(({ fromSeconds }) => fromSeconds <= 0).slice(-releasesKept);
  const releases = [...before, ...hosted.filter(({ fromSeconds }) => fromSeconds > 0)];
  resolution.note(
    [...at, 'releases'],
    before.map(({ name }) => name).join(', ') || 'none that is known',
    'derived',
    `servercore ${os} at time zero, newest last`,
  );
  return { releases, releasesKept };
}
