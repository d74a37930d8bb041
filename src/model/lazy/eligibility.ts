/**
 * Why an image is pulled whole although its host loads lazily, in the order in which it is found out: the platform of
 * the task, the registry, the index, its version, and whether the index covers any layer. Rules: Amazon ECS developer
 * guide, `fargate-tasks-services.html` (considerations for SOCI, as of 2026-07); soci-snapshotter `soci/soci_index.go`:
 * a layer of another compression than gzip or none, or below the minimum, is skipped, and an image of which no layer is
 * left gets no index. So zstd is refused layer by layer, and an image only where nothing else is large enough.
 */
import { isInEcr } from '../is-in-ecr.js';
import type { Release } from '../image/release.js';
import type {
  LayerSpec,
  LazyFallback,
  LazyIndexSpec,
  LazyLoading,
  LazyRules,
  RegistrySpec,
} from '../spec.js';

export type Refusal = LazyFallback | '';

/** Where a task runs. */
export interface PlatformFacts {
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
  /** Of Fargate; null elsewhere. */
  readonly platformVersion: string | null;
  readonly architecture: 'X86_64' | 'ARM64';
  readonly spot: boolean;
}

/** What the platform has against it, whatever the image; '' where nothing. Without rules everybody may. */
export function platformRefusal(rules: LazyRules | null, facts: PlatformFacts): Refusal {
  if (rules === null) return '';
  const { operatingSystem, platformVersion, architecture, spot } = facts;
  if (!rules.operatingSystems.includes(operatingSystem)) return 'operating system';
  if (rules.notYet === true) return 'not yet';
  const versions = rules.platformVersions;
  if (versions !== null && (platformVersion === null || !versions.includes(platformVersion)))
    return 'platform version';
  if (!rules.architectures.includes(architecture)) return 'architecture';
  if (spot && !rules.spotArchitectures.includes(architecture)) return 'Spot architecture';
  return '';
}

/** What the registry of an image has against it. The repository of a pull-through cache of ECR is a private one. */
export function registryRefusal(rules: LazyRules | null, registry: RegistrySpec): Refusal {
  return rules !== null && rules.privateEcrOnly && !isInEcr(registry) ? 'registry' : '';
}

/** What the image itself has against it, with the index that is found beside it. */
export function indexRefusal(
  { layers }: Release,
  index: LazyIndexSpec | null,
  { format, indexVersions }: LazyLoading,
): Refusal {
  if (index === null || index.format !== format) return 'no index';
  if (format === 'soci' && !indexVersions.includes(index.version)) return 'index version';
  if (layers.some((layer) => isIndexed(layer, index))) return '';
  const large = layers.filter(({ compressedBytes }) => compressedBytes >= index.minLayerBytes);
  return large.length > 0 ? 'compression' : 'layers below minimum';
}

/** Whether an index covers a layer, so that it can be read in parts; eStargz has a form for zstd, too. */
export function isIndexed({ compressedBytes, compression }: LayerSpec, index: LazyIndexSpec): boolean {
  if (index.format === 'soci' && compression === 'zstd') return false;
  return compressedBytes >= index.minLayerBytes;
}
