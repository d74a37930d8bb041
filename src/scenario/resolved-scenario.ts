/**
 * A resolved scenario as text, so that a result folder holds all that its runs need to be played again:
 * the file that it came from may have changed since, and a comparison of the command line is in no file.
 * JSON has no infinity, which here says "no limit": it is written as an object of its own.
 */
import type { Scenario } from './scenario.js';

/** Raised when older texts cannot be read any more. */
const RESOLVED_VERSION = 1;

/** The text: a line a variant, so that two of them can be compared. */
export function writeResolved(scenario: Scenario): string {
  const { name, question, seed, runs, varies, variants, measure, expect } = scenario;
  const rest = { name, question, seed, runs, varies, measure, expect };
  const lines = variants.map((variant) => JSON.stringify(variant, writeNumber));
  const head = JSON.stringify({ version: RESOLVED_VERSION, ...rest }, writeNumber).slice(0, -1);
  return `${head},"variants":[\n${lines.join(',\n')}\n]}\n`;
}

/**
 * The scenario that `writeResolved` wrote, without its warnings and where its values came from; null where
 * the text is none, or of a version that this one does not know.
 */
export function readResolved(text: string): Scenario | null {
  let value: unknown;
  try {
    value = JSON.parse(text, readNumber);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const found = value as Partial<Scenario> & { readonly version?: unknown };
  if (found.version !== RESOLVED_VERSION || !Array.isArray(found.variants)) return null;
  return { ...(found as Scenario), warnings: [], provenance: [] };
}

const INFINITE = 'infinite';

function writeNumber(_: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return { [INFINITE]: value > 0 };
}

function readNumber(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(INFINITE in value)) return value;
  return value[INFINITE] === true ? Infinity : -Infinity;
}
