/**
 * Rate limits and quotas by id: `ecr.GetDownloadUrlForLayer`, `hub.anonymous`, `fargate.launch`, `nat.bandwidth` …
 * Rules that changed carry their dates (Docker Hub). Applying them is the model's part. A null value means that
 * nothing is published, which is not the same as no limit; the note says which it is.
 */
import { type QuotaRow, quotas, retrieved, sources } from './data/quotas.js';

export interface Quota {
  readonly id: string;
  readonly value: number | null;
  readonly unit: string;
  /** Size of the token bucket, or null where none is published. */
  readonly burst: number | null;
  /** What the value can grow to, or null. */
  readonly max: number | null;
  /** Length of the window that `value` counts in, or null for a rate. */
  readonly windowHours: number | null;
  readonly scope: string | null;
  /** What takes one unit. */
  readonly per: string | null;
  readonly note: string | null;
  readonly source: string;
  /** Date of the source, or null where the page has none. */
  readonly asOf: string | null;
  readonly retrieved: string;
}

/** The quota of this id as it held on a day (`YYYY-MM-DD`, default: the newest), or undefined. */
export function findQuota(id: string, date?: string): Quota | undefined {
  const row = quotas.find((quota) => quota.id === id && holdsOn(quota, date));
  return row && describe(row);
}

/** All quota ids, each once. */
export function quotaIds(): readonly string[] {
  return [...new Set(quotas.map(({ id }) => id))];
}

function holdsOn({ from = '', to }: QuotaRow, date: string | undefined): boolean {
  if (date === undefined) return to === undefined;
  return from <= date && (to === undefined || date < to);
}

function describe(row: QuotaRow): Quota {
  const { id, value, unit } = row;
  return {
    id,
    value,
    unit,
    burst: row.burst ?? null,
    max: row.max ?? null,
    windowHours: row.windowHours ?? null,
    scope: row.scope ?? null,
    per: row.per ?? null,
    note: row.note ?? null,
    source: sources[row.source].what,
    asOf: sources[row.source].date,
    retrieved,
  };
}
