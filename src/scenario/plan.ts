/** What is to be played, before it is checked: variants, and the values that each sets in the file. */
import type { Path } from './path.js';

/** One value to set. */
export interface Setting {
  readonly path: Path;
  /** The path as it was written. */
  readonly written: string;
  readonly value: unknown;
  /** Where in the file the value is written; null for the command line. */
  readonly source: Path | null;
  /** Option of the command line that has set it; `--vary` by default. */
  readonly option?: string | undefined;
}

export interface VariantPlan {
  readonly name: string;
  readonly settings: readonly Setting[];
}

export interface Plan {
  readonly varies: string;
  readonly variants: readonly VariantPlan[];
}
