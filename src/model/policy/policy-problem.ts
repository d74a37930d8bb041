/** Whether something that a module or a program brought is a policy: a name and at least one rule, all functions. */
import type { RuleName } from './policy-error.js';

/** The rules that a policy may have, in the order in which they are met. */
export const RULES: readonly RuleName[] = [
  'decidePull',
  'afterManifestFailure',
  'retry',
  'afterPullFailure',
  'runsCleanup',
  'selectForCleanup',
  'selectUntracked',
];

/** What keeps `value` from being a PullPolicy, as the end of a sentence; null where it is one. */
export function policyProblem(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return `is no object but ${typeof value}`;
  const policy = value as Readonly<Record<string, unknown>>;
  const { name } = policy;
  if (typeof name !== 'string' || name.trim() === '') return 'has no "name"';
  const given = RULES.filter((rule) => policy[rule] !== undefined);
  const wrong = given.find((rule) => typeof policy[rule] !== 'function');
  if (wrong !== undefined) return `has a "${wrong}" that is no function`;
  const known = new Set<string>(['name', ...RULES]);
  const stranger = Object.keys(policy).find((key) => !known.has(key) && typeof policy[key] === 'function');
  if (stranger !== undefined) return `has a function "${stranger}", which is no rule (${RULES.join(', ')})`;
  return given.length === 0 ? `has no rule (${RULES.join(', ')})` : null;
}
