/** `imageCache:` of a Fargate capacity: what if its hosts, or all of them together, kept images. AWS keeps none. */
import type { ImageCacheSpec } from '../../model/spec.js';
import { writeDuration } from '../../units/duration.js';
import type { Path } from '../path.js';
import type { FargateInput } from '../schema/fargate.js';
import type { Resolution } from './resolution.js';
import { writeSize } from './write-values.js';

const KEEP_SECONDS = 30 * 60;

/** The cache at `path`, or null for none. What the other scope has is refused. */
export function resolveImageCache(
  path: Path,
  given: FargateInput['imageCache'],
  resolution: Resolution,
): ImageCacheSpec | null {
  if (given === undefined || given === 'none') {
    resolution.pick(path, given, {
      value: 'none',
      origin: 'catalogue',
      source: 'ECS developer guide, fargate-pull-behavior.html: nothing is cached',
    });
    return null;
  }
  const scope = resolution.pick<'host' | 'fleet'>([...path, 'scope'], given.scope, {
    value: 'host',
    source: 'the host of a task that has ended',
  });
  refuseOther(path, given, scope, resolution);
  const orUnlimited = (write: (value: number) => string) => (value: number) =>
    value === Infinity ? 'unlimited' : write(value);
  const unlimited = { value: Infinity, source: 'no limit' } as const;
  return {
    scope,
    keepSeconds: resolution.pick(
      [...path, 'keep'],
      given.keep,
      { value: KEEP_SECONDS, source: 'half an hour' },
      writeDuration,
    ),
    maximumHosts:
      scope === 'host'
        ? resolution.pick([...path, 'maximumHosts'], given.maximumHosts, unlimited, orUnlimited(String))
        : Infinity,
    maximumBytes:
      scope === 'fleet'
        ? resolution.pick([...path, 'maximumSize'], given.maximumSize, unlimited, orUnlimited(writeSize))
        : Infinity,
  };
}

function refuseOther(
  path: Path,
  given: Exclude<FargateInput['imageCache'], undefined | 'none'>,
  scope: 'host' | 'fleet',
  { problems }: Resolution,
): void {
  const key = scope === 'host' ? 'maximumSize' : 'maximumHosts';
  if (given[key] === undefined) return;
  const message =
    scope === 'host'
      ? 'idle hosts are limited by their number'
      : 'layers of the fleet are limited by their size';
  const remedy =
    scope === 'host' ? 'write "maximumHosts", or "scope: fleet"' : 'write "maximumSize", or "scope: host"';
  problems.error({ path: [...path, key], at: 'key', message, remedy });
}
