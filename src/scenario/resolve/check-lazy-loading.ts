/**
 * Lazy loading that does not come about, found before it is played: images with an index that every host pulls whole,
 * and hosts with a snapshotter for which no image has one. Warnings, and only where no variant differs: what happens
 * without it is a common question.
 */
import { sociOnFargateSince } from '../../catalog/soci-rules.js';
import { platformRefusal, registryRefusal } from '../../model/lazy/eligibility.js';
import type { CapacitySpec, ImageSpec, LazyFallback, LazyIndexSpec, RegistrySpec } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { Use } from './check-ways.js';
import type { References } from './references.js';
import type { Resolution } from './resolution.js';

const WORDS: Readonly<Partial<Record<LazyFallback, string>>> = {
  'not yet': `Fargate loads images lazily since ${sociOnFargateSince}, after the "epoch" of the scenario`,
  'platform version': 'the platform version of Fargate loads nothing lazily',
  architecture: 'AWS loads nothing of this architecture lazily',
  'Spot architecture': 'AWS loads nothing of this architecture lazily on Spot',
  registry: 'Fargate loads lazily from private repositories of ECR only',
  'index version': 'nobody looks for an index of this version',
};

/** An image where it runs. */
interface Mount {
  readonly image: ImageSpec;
  readonly index: LazyIndexSpec;
  readonly capacity: CapacitySpec;
  readonly registry: RegistrySpec;
}

/** Warns of images with an index, and of runtimes for one, that do not meet. */
export function checkLazyLoading(uses: readonly Use[], references: References, resolution: Resolution): void {
  const mounts = uses.flatMap(({ image: reference, capacity, registry }): readonly Mount[] => {
    const image = references.image(reference);
    return image?.lazyIndex ? [{ image, index: image.lazyIndex, capacity, registry }] : [];
  });
  for (const image of new Set(mounts.map((mount) => mount.image)))
    checkImage(
      mounts.filter((mount) => mount.image === image),
      resolution,
    );
  for (const capacity of new Set(uses.map((use) => use.capacity)))
    checkCapacity(
      capacity,
      mounts.filter((mount) => mount.capacity === capacity),
      resolution,
    );
}

/** All mounts are of one image. */
function checkImage(mounts: readonly Mount[], { problems }: Resolution): void {
  const [first] = mounts;
  if (first === undefined || mounts.some((mount) => refusal(mount) === null)) return;
  const { image, index, capacity } = first;
  const path: Path = ['images', image.name, index.format === 'soci' ? 'soci' : 'estargz'];
  problems.warn({
    path,
    at: 'key',
    inAllVariants: true,
    message: `"${image.name}" can be loaded in parts, and is pulled whole wherever it runs`,
    remedy: `on "${capacity.name}" ${refusal(first) ?? ''}: ${remedyFor(capacity, index)}`,
  });
}

/** Why an image is pulled whole on a capacity, in words, or null. */
function refusal({ index, capacity, registry }: Mount): string | null {
  const { lazyRules, runtime, operatingSystem } = capacity;
  if (operatingSystem === 'WINDOWS') return 'nothing loads images of Windows lazily';
  const isFargate = capacity.launchType === 'FARGATE';
  const facts = isFargate
    ? capacity
    : {
        operatingSystem,
        platformVersion: null,
        architecture: capacity.machine.architecture,
        spot: false,
      };
  const reason =
    platformRefusal(lazyRules, facts) ||
    registryRefusal(lazyRules, registry) ||
    versionRefusal(index, runtime.lazy);
  if (reason !== '') return WORDS[reason] ?? reason;
  if (runtime.lazy === null || lazyRules === null) return `${runtime.name} loads nothing lazily`;
  return runtime.lazy.format === index.format ? null : `${runtime.name} knows ${runtime.lazy.format} only`;
}

function versionRefusal(
  { format, version }: LazyIndexSpec,
  lazy: CapacitySpec['runtime']['lazy'],
): LazyFallback | '' {
  if (lazy === null || format !== 'soci' || lazy.format !== 'soci') return '';
  return lazy.indexVersions.includes(version) ? '' : 'index version';
}

function remedyFor({ launchType, name, operatingSystem }: CapacitySpec, { format }: LazyIndexSpec): string {
  if (operatingSystem === 'WINDOWS') return 'delete this key';
  if (launchType === 'FARGATE')
    return format === 'soci'
      ? 'change that, or delete this key'
      : 'Fargate knows SOCI only: write "soci: true"';
  return `write "runtime: ${format === 'soci' ? 'soci' : 'stargz'}" in capacity.${name}`;
}

/** Fargate looks for an index anyway; on instances somebody has chosen the snapshotter. */
function checkCapacity(capacity: CapacitySpec, mounts: readonly Mount[], { problems }: Resolution): void {
  const { launchType, name, lazyRules, runtime } = capacity;
  const { lazy } = runtime;
  if (launchType !== 'EC2' || lazy === null || lazyRules === null) return;
  if (mounts.some(({ index }) => index.format === lazy.format)) return;
  problems.warn({
    path: ['capacity', name, 'runtime'],
    at: 'key',
    inAllVariants: true,
    message: `no image that runs on "${name}" can be loaded in parts, so that ${runtime.name} looks in vain and pulls whole`,
    remedy: lazy.format === 'soci' ? 'add "soci: true" to an image' : 'add "estargz: true" to an image',
  });
}
