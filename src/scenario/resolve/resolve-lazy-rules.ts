/**
 * `soci:` of a capacity: who may load lazily. On Fargate the rules are those of AWS; on hosts of one's own whoever has a
 * snapshotter for it may. What is switched off has a runtime without lazy loading.
 */
import type { FargatePlatform } from '../../catalog/fargate-platforms.js';
import type { LazyRules, RuntimeSpec } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { LazyRulesInput } from '../schema/lazy-rules.js';
import type { Resolution } from './resolution.js';

/** What the rules of a capacity follow from. */
export interface LazyFacts {
  readonly runtime: RuntimeSpec;
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
  /** Of Fargate; null on instances. */
  readonly platform: FargatePlatform | null;
}

export interface ResolvedLazyRules {
  /** As given, but without lazy loading where that is switched off. */
  readonly runtime: RuntimeSpec;
  readonly lazyRules: LazyRules | null;
}

const BOTH = ['X86_64', 'ARM64'] as const;

/** Of Fargate, but for the platform version. */
const FARGATE = {
  privateEcrOnly: true,
  operatingSystems: ['LINUX'],
  platformVersions: ['1.4.0'],
  architectures: BOTH,
  spotArchitectures: BOTH,
} as const;

/** Snapshotters of containerd take images of any registry; there are none for Windows. */
const INSTANCES = {
  ...FARGATE,
  privateEcrOnly: false,
  platformVersions: null,
} as const;

/** The rules for the capacity at `path`; null where its hosts load nothing lazily. */
export function resolveLazyRules(
  path: Path,
  given: LazyRulesInput | undefined,
  { runtime, operatingSystem, platform }: LazyFacts,
  resolution: Resolution,
): ResolvedLazyRules {
  const at = [...path, 'soci'];
  const none = { runtime: { ...runtime, lazy: null }, lazyRules: null };
  const isWindows = operatingSystem === 'WINDOWS';
  if (given !== undefined && (isWindows || runtime.lazy === null))
    warnOfNoEffect(at, isWindows, runtime, resolution);
  // Fargate has its rules where they let nobody through, too: they are the reason.
  if (platform === null && (isWindows || runtime.lazy === null)) return none;
  const enabled = resolution.pick([...at, 'enabled'], given?.enabled, {
    value: true,
    source: platform === null ? 'what this runtime is for' : 'what Fargate does without being asked',
  });
  const allOrNothing = resolution.pick([...at, 'allOrNothing'], given?.allOrNothing, {
    value: false,
    source: 'each image of a task is loaded as it can be',
  });
  if (!enabled) return none;
  return { runtime, lazyRules: { ...(platform === null ? INSTANCES : FARGATE), allOrNothing } };
}

function warnOfNoEffect(at: Path, isWindows: boolean, { name }: RuntimeSpec, resolution: Resolution): void {
  resolution.given(at);
  resolution.problems.warn({
    path: at,
    at: 'key',
    message: isWindows
      ? 'nothing loads images of Windows lazily: they are pulled whole'
      : `${name} loads nothing lazily, so this has no effect`,
    remedy: isWindows ? 'delete this key' : 'write "runtime: soci" or "runtime: stargz"',
  });
}
