/** What changed since a recording as JSON, for programs: every change, and the names of all starts. */
import { hasChanged, type RecordingChanges } from './compare-recordings.js';

/** The text, with a line break at the end. */
export function changesJson(changes: RecordingChanges): string {
  return `${JSON.stringify({ changed: hasChanged(changes), ...changes }, plainNumber, 2)}\n`;
}

function plainNumber(_: string, value: unknown): unknown {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? null : 'Infinity';
}
