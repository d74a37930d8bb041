/**
 * A policy that somebody brought has thrown, or has answered what cannot be understood: a mistake in the
 * policy and not in the simulation, so it names the policy, the rule and the question.
 */
import type { PullPolicy } from './types.js';

export type RuleName = Exclude<keyof PullPolicy, 'name'>;

/** Longest question that a message quotes: cleanup is asked about every image of a host. */
const QUOTED_LETTERS = 400;

export class PolicyError extends Error {
  readonly policy: string;
  readonly rule: RuleName;

  constructor(policy: string, rule: RuleName, question: unknown, what: string, options?: ErrorOptions) {
    super(`policy "${policy}": ${rule} ${what}\n  it was asked ${quoted(question)}`, options);
    this.name = 'PolicyError';
    this.policy = policy;
    this.rule = rule;
  }
}

function quoted(question: unknown): string {
  const text = JSON.stringify(question);
  return text.length > QUOTED_LETTERS ? `${text.slice(0, QUOTED_LETTERS)}…` : text;
}
