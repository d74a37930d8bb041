/** A story as JSON, for programs: the fields of `StartStory`, with null for instants that do not exist. */
import { roundSignificant } from '../../units/round-significant.js';
import type { StartStory } from '../../model/story.js';

/** Which start of which run it is; the same four replay it. */
export interface StoryOrigin {
  readonly scenario: string;
  readonly variant: string;
  readonly seed: string;
  /** From 1. */
  readonly run: number;
}

/** Raised when a reader of the text would have to change. */
export const STORY_VERSION = 1;

const DIGITS = 12;

/** The text, with a line break at the end. */
export function storyJson(story: StartStory, origin: StoryOrigin): string {
  return `${JSON.stringify({ version: STORY_VERSION, ...origin, story }, numberOrNull, 2)}\n`;
}

function numberOrNull(_: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return Number.isFinite(value) ? roundSignificant(value, DIGITS) : null;
}
