/**
 * `soci:` of a capacity: who may load lazily. On Fargate the rules are those of AWS on the day of the scenario, as for an
 * account that had no SOCI before; on hosts of one's own whoever has a snapshotter may. What is switched off has a
 * runtime without lazy loading.
 */
import type { FargatePlatform } from '../../catalog/fargate-platforms.js';
import {
  fargateSociRules,
  instanceSociRules,
  sociOnFargateSince,
  sociRuleOn,
} from '../../catalog/soci-rules.js';
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
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

export interface ResolvedLazyRules {
  /** As given, but without lazy loading where that is switched off. */
  readonly runtime: RuntimeSpec;
  readonly lazyRules: LazyRules | null;
}

/** The rules for the capacity at `path`; null where its hosts load nothing lazily. */
export function resolveLazyRules(
  path: Path,
  given: LazyRulesInput | undefined,
  { runtime, operatingSystem, platform, date }: LazyFacts,
  resolution: Resolution,
): ResolvedLazyRules {
  const at = [...path, 'soci'];
  const none = { runtime: { ...runtime, lazy: null }, lazyRules: null };
  const isWindows = operatingSystem === 'WINDOWS';
  if (given !== undefined && (isWindows || runtime.lazy === null))
    warnOfNoEffect(at, { runtime, operatingSystem, platform }, resolution);
  // Fargate has its rules where they let nobody through, too: they are the reason.
  if (platform === null && (isWindows || runtime.lazy === null)) return none;
  const rules = platform === null ? instanceSociRules : fargateSociRules(date);
  const enabled = resolution.pick([...at, 'enabled'], given?.enabled, {
    value: rules !== null,
    source: platform === null ? 'what this runtime is for' : 'what Fargate does since July 2023',
  });
  if (enabled && rules === null) {
    const message = `Fargate has no SOCI on ${date}`;
    resolution.problems.error({ path: [...at, 'enabled'], message, remedy: 'write a later "epoch"' });
  }
  // Not asked for: the date is the reason why nothing is loaded lazily.
  if (rules === null && given?.enabled === undefined) return { ...none, lazyRules: rulesToCome() };
  if (!enabled || rules === null) return none;
  const allOrNothing = resolution.pick([...at, 'allOrNothing'], given?.allOrNothing, {
    value: rules.allOrNothing,
    ...(platform === null
      ? { source: 'each image of a task is loaded as it can be' }
      : ofRule('allOrNothing', date)),
  });
  const indexVersions = versionsOf(at, given, runtime, platform, date, resolution);
  const lazy = runtime.lazy === null ? null : { ...runtime.lazy, indexVersions };
  return { runtime: { ...runtime, lazy }, lazyRules: { ...rules, allOrNothing } };
}

/** Fargate's rules before it has any: those of the first day, not yet in force. */
function rulesToCome(): LazyRules | null {
  const rules = fargateSociRules(sociOnFargateSince);
  return rules && { ...rules, notYet: true };
}

function ofRule(rule: 'allOrNothing' | 'indexVersions', date: string) {
  const { source, from, evidence } = sociRuleOn(rule, date);
  return { source: `${source} (${from}), ${evidence}`, origin: 'catalogue' } as const;
}

/** The versions of an index that hosts look for. */
function versionsOf(
  at: Path,
  given: LazyRulesInput | undefined,
  { name, lazy }: RuntimeSpec,
  platform: FargatePlatform | null,
  date: string,
  resolution: Resolution,
): readonly ('v1' | 'v2')[] {
  if (lazy?.format !== 'soci') return lazy?.indexVersions ?? [];
  return resolution.pick<readonly ('v1' | 'v2')[]>(
    [...at, 'indexVersions'],
    given?.indexVersions,
    platform === null
      ? { value: lazy.indexVersions, source: name, origin: 'catalogue' }
      : { value: sociRuleOn('indexVersions', date).value, ...ofRule('indexVersions', date) },
    (versions) => versions.join(', '),
  );
}

function warnOfNoEffect(
  at: Path,
  { runtime: { name }, operatingSystem, platform }: Omit<LazyFacts, 'date'>,
  resolution: Resolution,
): void {
  const isWindows = operatingSystem === 'WINDOWS';
  const remedy =
    platform === null ? 'write "runtime: soci" or "runtime: stargz"' : 'write "platformVersion: 1.4.0"';
  resolution.given(at);
  resolution.problems.warn({
    path: at,
    at: 'key',
    message: isWindows
      ? 'nothing loads images of Windows lazily: they are pulled whole'
      : `${name} loads nothing lazily, so this has no effect`,
    remedy: isWindows ? 'delete this key' : remedy,
  });
}
