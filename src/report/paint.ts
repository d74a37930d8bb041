/** Colours as functions that the caller passes in, so that what writes text knows no terminal. */

/** Colours of a terminal; each gives its text back where there are none. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  warn(text: string): string;
}

const plain = (text: string): string => text;
export const NO_PAINT: Paint = { bold: plain, dim: plain, good: plain, bad: plain, warn: plain };
