/** When a scenario plays, for what changes with the date. */
import { formatInstant } from '../../units/instant.js';

/** What a scenario simulates: from a date on, for a while. */
export interface SimulatedTime {
  readonly epochMs: number;
  readonly durationSeconds: number;
}

/** The day of time zero, `YYYY-MM-DD`. */
export function dateOf({ epochMs }: SimulatedTime): string {
  return formatInstant(epochMs).slice(0, 10);
}
