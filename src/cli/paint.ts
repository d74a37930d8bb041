/** The colours of a terminal, or none. */
import pc from 'picocolors';
import type { Paint } from '../report/paint.js';

/** Colours for tables; with `color` false every text stays as it is. */
export function paintFor(color: boolean): Paint {
  const { bold, dim, green, red, yellow } = pc.createColors(color);
  return { bold, dim, good: green, bad: red, warn: yellow };
}
