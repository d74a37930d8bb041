/**
 * Makes a whole policy of what somebody brings: rules that it leaves out are those of the Amazon ECS agent,
 * and what it answers is checked, since it need not come from a typed program. The built-in policies are
 * taken as they are.
 */
import { BUILT_IN_POLICIES } from './find-policy.js';
import { ecsAgentPolicy } from './ecs-agent-policy.js';
import { PolicyError, type RuleName } from './policy-error.js';
import type {
  CleanupQuestion,
  CompletePolicy,
  FailureDecision,
  PullDecision,
  PullPolicy,
  RetryDecision,
  UntrackedQuestion,
} from './types.js';

type Question<Name extends RuleName> = Parameters<CompletePolicy[Name]>[0];
type Answer<Name extends RuleName> = ReturnType<CompletePolicy[Name]>;

/** What the rule should have answered, in words; null where it did. */
type Check<Name extends RuleName> = (answer: Answer<Name>, question: Question<Name>) => string | null;

/**
 * The policy with every rule. Its rules throw PolicyError where those of `policy` throw, or answer what is no
 * answer.
 */
export function completePolicy(policy: PullPolicy): CompletePolicy {
  if (BUILT_IN_POLICIES.get(policy.name) === policy) return policy as CompletePolicy;
  // Rule by rule and not by spreading: they may be methods of a class, or be there and undefined.
  const rule = <Name extends RuleName>(name: Name, check: Check<Name>): CompletePolicy[Name] =>
    policy[name] === undefined ? ecsAgentPolicy[name] : guarded(policy, name, check);
  return {
    name: policy.name,
    decidePull: rule('decidePull', pullDecision),
    afterManifestFailure: rule('afterManifestFailure', failureDecision),
    afterPullFailure: rule('afterPullFailure', failureDecision),
    retry: rule('retry', retryDecision),
    runsCleanup: rule('runsCleanup', boolean),
    selectForCleanup: rule('selectForCleanup', selection),
    selectUntracked: rule('selectUntracked', selection),
  };
}

function guarded<Name extends RuleName>(
  policy: PullPolicy,
  name: Name,
  check: Check<Name>,
): CompletePolicy[Name] {
  const own = policy[name] as (question: Question<Name>) => Answer<Name>;
  const asked = (question: Question<Name>): Answer<Name> => {
    let answer: Answer<Name>;
    try {
      answer = own.call(policy, question);
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new PolicyError(policy.name, name, question, `threw "${message}"`, { cause });
    }
    const expected = check(answer, question);
    if (expected === null) return answer;
    throw new PolicyError(policy.name, name, question, `answered ${shown(answer)}; it must be ${expected}`);
  };
  return asked as CompletePolicy[Name];
}

function shown(answer: unknown): string {
  if (answer instanceof Promise) return 'a promise';
  try {
    return JSON.stringify(answer, nameOfNumber) ?? String(answer);
  } catch {
    return 'what cannot be printed';
  }
}

/** JSON has no NaN and no infinity, and a rule that answers one should read so. */
function nameOfNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Somebody's answer as what it may be: anything. */
function fields(answer: unknown): Readonly<Record<string, unknown>> {
  return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
}

function pullDecision(answer: PullDecision): string | null {
  const { pull, reason, anew } = fields(answer);
  const fine =
    typeof pull === 'boolean' &&
    typeof reason === 'string' &&
    (anew === undefined || typeof anew === 'boolean');
  return fine ? null : '{ pull: true or false, reason: "…" }, with anew: true or false if you like';
}

function failureDecision(answer: FailureDecision): string | null {
  const { then, reason } = fields(answer);
  const fine = (then === 'stop' || then === 'continue') && typeof reason === 'string';
  return fine ? null : '{ then: "stop" or "continue", reason: "…" }';
}

function retryDecision(answer: RetryDecision): string | null {
  const { retry, waitSeconds, reason } = fields(answer);
  const waits = typeof waitSeconds === 'number' && waitSeconds >= 0 && waitSeconds < Infinity;
  const fine = (retry === false || (retry === true && waits)) && typeof reason === 'string';
  return fine
    ? null
    : '{ retry: false, reason: "…" } or { retry: true, waitSeconds: 0 or more, reason: "…" }';
}

function boolean(answer: unknown): string | null {
  return typeof answer === 'boolean' ? null : 'true or false';
}

function selection(
  answer: readonly string[],
  { images }: CleanupQuestion | UntrackedQuestion,
): string | null {
  const known = new Set(images.map(({ imageId }) => imageId));
  const fine = Array.isArray(answer) && answer.every((id) => known.delete(id as string));
  return fine ? null : 'a list of image IDs out of those in the question, none twice';
}
