/**
 * Calendar instants as milliseconds since 1970-01-01T00:00Z: `2026-08-01`, `2026-08-01T08:30Z`,
 * `2026-08-01T08:30:15+02:00` (a profile of ISO 8601, RFC 3339). A time of day without a zone is refused,
 * since Date.parse would read it in the zone of the machine. Leap seconds do not exist here.
 */
import { UnitError } from './unit-error.js';

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?\s*(Z|[+-]\d{2}:\d{2})?)?$/;
const REMEDY = 'write a date such as "2026-08-01" or "2026-08-01T08:30Z"';

/** Milliseconds since 1970 of an ISO date, at midnight UTC where it has no time of day. Throws UnitError. */
export function parseInstant(text: string): number {
  const trimmed = text.trim();
  const match = INSTANT.exec(trimmed);
  if (match === null) throw new UnitError(`"${trimmed}" is not a date`, REMEDY);
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone] = match;
  const dayMs = dayOf(Number(year), Number(month), Number(day), trimmed);
  if (hour === undefined || minute === undefined) return dayMs;
  if (zone === undefined) throw new UnitError(`"${trimmed}" has no time zone`, `write "${trimmed}Z" for UTC`);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new UnitError(`"${trimmed}" is not a time of day`, REMEDY);
  }
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return dayMs + seconds * 1000 + Number(fraction.padEnd(3, '0')) - zoneMs(zone);
}

function dayOf(year: number, month: number, day: number, text: string): number {
  const ms = Date.UTC(year, month - 1, day);
  const date = new Date(ms);
  // Date.UTC turns 31 June into 1 July: a day that comes back changed does not exist.
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    throw new UnitError(`"${text}" is not a day of the calendar`, REMEDY);
  }
  return ms;
}

function zoneMs(zone: string): number {
  if (zone === 'Z') return 0;
  const size = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -size : size) * 60_000;
}

/** An instant in UTC without parts that are zero: `2026-08-01T08:30Z`, `2026-08-01T08:30:15Z`. */
export function formatInstant(epochMs: number): string {
  return new Date(epochMs)
    .toISOString()
    .replace(/(:\d\d)(?:\.000)Z$/, '$1Z')
    .replace(/(T\d\d:\d\d):00Z$/, '$1Z');
}
