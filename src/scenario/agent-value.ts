/**
 * Kinds of values that the ECS agent reads out of its environment, as it reads them (amazon-ecs-agent agent/config,
 * parse.go and config.go, 1.105.1): the match is exact, minima replace or discard, and what cannot be read becomes the
 * default without an error. Each reading says where the value is not the one that was written.
 */
import { PULL_BEHAVIORS, type PullBehavior } from '../model/policy/types.js';
import { parseCount } from '../units/count.js';
import { writeDuration } from '../units/duration.js';
import { parseGoDuration } from '../units/go-duration.js';
import { UnitError } from '../units/unit-error.js';

/** What the agent makes of a text. */
export interface Reading<T> {
  readonly value: T;
  /** What it does without a word, where the value is not the one that was written. */
  readonly surprise?: string;
  /** What else one may not expect of a value that it takes as it is. */
  readonly caution?: { readonly message: string; readonly remedy: string };
}

export interface AgentValue<T> {
  readonly fallback: T;
  readonly read: (text: string) => Reading<T>;
  readonly write: (value: T) => string;
}

export const pullBehavior: AgentValue<PullBehavior> = {
  fallback: 'default',
  read: (text) => {
    const exact = PULL_BEHAVIORS.find((each) => each === text);
    return exact
      ? { value: exact }
      : { value: 'default', surprise: 'takes it for "default", as the match is exact' };
  },
  write: (value) => value,
};

const TRUE: readonly string[] = ['1', 't', 'T', 'true', 'TRUE', 'True'];
const FALSE: readonly string[] = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/** True or false, as Go reads it. */
export function flag(fallback: boolean): AgentValue<boolean> {
  const read = (text: string): Reading<boolean> => {
    if (TRUE.includes(text)) return { value: true };
    if (FALSE.includes(text)) return { value: false };
    return { value: fallback, surprise: `cannot read it and takes ${fallback}` };
  };
  return { fallback, read, write: String };
}

export interface Bounds {
  readonly minimum?: number;
  /** What a value below the minimum becomes; the default, where it is not said. */
  readonly below?: number;
  /** Said of a negative value that passes. */
  readonly negative?: string;
}

/** A duration in seconds, as Go reads it; 0 is "not set". */
export function duration(fallback: number, bounds: Bounds = {}): AgentValue<number> {
  const { minimum = -Infinity, below = fallback, negative } = bounds;
  const taken = writeDuration(fallback);
  const read = (text: string): Reading<number> => {
    const seconds = parseGoDuration(text);
    if (seconds === null) return { value: fallback, surprise: `cannot read it and takes ${taken}` };
    if (seconds === 0 && fallback > 0)
      return { value: fallback, surprise: `takes 0 for "not set", which is ${taken}` };
    if (seconds < minimum)
      return {
        value: below,
        surprise: `replaces what is below ${writeDuration(minimum)} by ${writeDuration(below)}`,
      };
    if (seconds >= 0 || negative === undefined) return { value: seconds };
    return {
      value: seconds,
      caution: { message: negative, remedy: `write "${taken}", the default, or more` },
    };
  };
  return { fallback, read, write: writeDuration };
}

/** A whole number from 1. */
export function atLeastOne(fallback: number): AgentValue<number> {
  const read = (text: string): Reading<number> => {
    try {
      const count = parseCount(text.replace(/^\+/, ''));
      return count > 0
        ? { value: count }
        : { value: fallback, surprise: `replaces what is below 1 by ${fallback}` };
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      return { value: fallback, surprise: `cannot read it, or finds it below 1, and takes ${fallback}` };
    }
  };
  return { fallback, read, write: String };
}

/** Names of images between commas, taken with every blank and bracket. */
export const imageNames: AgentValue<readonly string[]> = {
  fallback: [],
  read: (text) => {
    const value = text === '' ? [] : text.split(',');
    const odd = value.find((name) => name === '' || /[\s"'[\]{}]/.test(name));
    if (odd === undefined) return { value };
    const clean = value.map((name) => name.replace(/[\s"'[\]{}]/g, '')).filter((name) => name !== '');
    const message = `the agent splits at commas and takes the rest as it is, so no image is called "${odd}"`;
    return { value, caution: { message, remedy: `write "${clean.join(',')}"` } };
  },
  write: (names) => names.join(',') || 'none',
};

/** A text that is taken as it is. */
export function plain(fallback: string): AgentValue<string> {
  return { fallback, read: (value) => ({ value }), write: (value) => value || 'none' };
}
