import { describe, expect, it } from 'vitest';
import { rules, RULES_SINCE, type AgentRules } from '../../../src/model/agent/agent-rules.js';

const NAMES = Object.keys(RULES_SINCE) as (keyof AgentRules)[];

/** The rules that a release brought, in the order of the change log. */
const HISTORY: readonly (readonly [string, readonly (keyof AgentRules)[]])[] = [
  ['1.12.2', []],
  ['1.13.0', ['imageCleanup', 'tokenCache']],
  ['1.14.0', ['concurrentPulls']],
  ['1.14.5', ['pullRetries']],
  ['1.17.3', ['inactivityTimeout']],
  ['1.18.0', ['pullBehaviors']],
  ['1.26.0', ['dependsOn']],
  ['1.31.0', ['reportsDigest']],
  ['1.33.0', ['untrackedMinimumAge']],
  ['1.48.0', ['pullsUpfront']],
  ['1.73.0', ['hostResourceQueue']],
  ['1.83.0', ['manifestStage']],
  ['1.86.3', ['networkBeforeManifest', 'fastManifestRetry']],
  ['1.87.1', ['tokenPerCredentials']],
  ['1.105.1', []],
];

describe('the rules of a release of the agent', () => {
  it.each(HISTORY)('of %s add %j', (version, added) => {
    const index = HISTORY.findIndex(([release]) => release === version);
    const expected = HISTORY.slice(0, index + 1).flatMap(([, names]) => names);
    expect(added.every((name) => RULES_SINCE[name] === version)).toBe(true);
    expect(NAMES.filter((name) => rules(version)[name]).sort()).toEqual([...expected].sort());
  });

  it('are all in the history', () => {
    expect(HISTORY.flatMap(([, names]) => names).sort()).toEqual([...NAMES].sort());
  });

  it('do not hold just before their release', () => {
    expect(rules('1.82.9').manifestStage).toBe(false);
    expect(rules('1.9.0').hostResourceQueue).toBe(false);
  });
});
