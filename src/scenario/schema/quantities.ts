/**
 * Quantities of a scenario: text with a unit, read by `units/`. A bare number is refused where a unit is needed, with
 * the unit that was probably meant.
 */
import * as z from 'zod';
import { type Allowance, parseAllowance } from '../../units/allowance.js';
import { parseByteRate } from '../../units/byte-rate.js';
import { type Distribution } from '../../units/distribution.js';
import { parseDuration } from '../../units/duration.js';
import { parseEventRate } from '../../units/event-rate.js';
import { parseInstant } from '../../units/instant.js';
import { parseDistribution } from '../../units/parse-distribution.js';
import { parseShare } from '../../units/share.js';
import { parseSize } from '../../units/size.js';
import { UnitError } from '../../units/unit-error.js';
import { kindOf } from '../plain-data.js';

/** A quantity: unknown in, the value in base units out. */
export type Quantity<T> = z.ZodPipe<z.ZodUnknown, z.ZodTransform<T, unknown>>;

interface Kind<T> {
  readonly name: string;
  readonly read: (text: string) => T;
  readonly examples: readonly string[];
  /** JSON types; text only, unless said otherwise. */
  readonly type?: readonly string[];
}

/** Params of a custom issue: what to do, and whether the value is not there at all. */
export interface IssueParams {
  readonly remedy: string;
  readonly missing?: boolean;
  /** A value that would be right. */
  readonly standIn?: string;
}

function quantity<T>({ name, read, examples, type }: Kind<T>, description: string): Quantity<T> {
  const example = examples.map((each) => `"${each}"`).join(' or ');
  const transform = (value: unknown, context: z.core.$RefinementCtx): T => {
    const refuse = (message: string, params: IssueParams): never => {
      context.addIssue({ code: 'custom', message, params: { ...params, standIn: examples[0] } });
      return z.NEVER;
    };
    if (value === undefined || value === null)
      return refuse(`${name} is missing`, { remedy: `write ${name}, such as ${example}`, missing: true });
    if (typeof value !== 'string' && typeof value !== 'number')
      return refuse(`is ${kindOf(value)}, and ${name} is needed`, { remedy: `write ${example}` });
    try {
      return read(String(value));
    } catch (error) {
      if (error instanceof UnitError) return refuse(error.message, { remedy: error.remedy });
      throw error;
    }
  };
  return z
    .unknown()
    .transform(transform)
    .meta({ type: type ?? 'string', description: `${description} (${example})`, examples });
}

const UNLIMITED = 'unlimited';

function positive(value: number, text: string, remedy: string): number {
  if (value > 0) return value;
  throw new UnitError(`"${text}" is nothing, and the model needs something`, remedy);
}

/** A size in bytes. */
export function size(description: string): Quantity<number> {
  return quantity({ name: 'a size', read: parseSize, examples: ['250 MiB', '1.2 GB'] }, description);
}

/** A size in bytes of something that has content: not zero. */
export function contentSize(description: string): Quantity<number> {
  const read = (text: string): number => positive(parseSize(text), text, 'write a size, such as "250 MiB"');
  return quantity({ name: 'a size', read, examples: ['250 MiB', '1.2 GB'] }, description);
}

/** A size in bytes, or null where the text is `none`. */
export function sizeOrNone(description: string): Quantity<number | null> {
  const read = (text: string): number | null => (text.trim() === 'none' ? null : parseSize(text));
  return quantity({ name: 'a size', read, examples: ['2 GB', 'none'] }, description);
}

/** A duration in seconds. */
export function duration(description: string): Quantity<number> {
  return quantity({ name: 'a duration', read: parseDuration, examples: ['90s', '1h30m'] }, description);
}

/** A duration in seconds, above zero; where none is meant, `instead` says what to write. */
export function positiveDuration(description: string, instead: string): Quantity<number> {
  const read = (text: string): number => positive(parseDuration(text), text, instead);
  return quantity({ name: 'a duration', read, examples: ['90s', '1h30m'] }, description);
}

/** A duration that may be random. */
export function randomDuration(description: string): Quantity<Distribution> {
  const read = (value: string): Distribution => parseDistribution(value);
  return quantity(
    { name: 'a duration', read, examples: ['4s', 'lognormal(median 4s, p95 9s)', 'uniform(1s, 3s)'] },
    description,
  );
}

/** A duration that may be random, or null where the text is `none`. */
export function randomDurationOrNone(description: string): Quantity<Distribution | null> {
  const read = (text: string): Distribution | null => (text.trim() === 'none' ? null : parseDistribution(text));
  return quantity(
    { name: 'a duration', read, examples: ['90s', 'lognormal(median 90s, p95 4m)', 'none'] },
    description,
  );
}

/** A transfer rate in bytes per second; `unlimited` is infinite. */
export function byteRate(description: string): Quantity<number> {
  const remedy = `write a rate, such as "125 MiB/s", or "${UNLIMITED}"`;
  const read = (text: string): number =>
    text.trim() === UNLIMITED ? Infinity : positive(parseByteRate(text), text, remedy);
  return quantity({ name: 'a transfer rate', read, examples: ['125 MiB/s', '5 Gbps', UNLIMITED] }, description);
}

/** A share, 0 to 1. */
export function share(description: string): Quantity<number> {
  return quantity(
    { name: 'a share', read: parseShare, examples: ['80 %', '0.8'], type: ['string', 'number'] },
    description,
  );
}

/** A date, in milliseconds since 1970. */
export function instant(description: string): Quantity<number> {
  return quantity({ name: 'a date', read: parseInstant, examples: ['2026-08-01T00:00Z'] }, description);
}

/** A rate of events a second, above zero; `unlimited` is infinite. */
export function eventRate(description: string): Quantity<number> {
  const remedy = `write a rate, such as "500/s", or "${UNLIMITED}"`;
  const read = (text: string): number =>
    text.trim() === UNLIMITED ? Infinity : positive(parseEventRate(text), text, remedy);
  return quantity({ name: 'a rate of events', read, examples: ['500/s', UNLIMITED] }, description);
}

/** So many in a time, or null where the text is `none`. */
export function allowanceOrNone(description: string): Quantity<Allowance | null> {
  const read = (text: string): Allowance | null => (text.trim() === 'none' ? null : parseAllowance(text));
  return quantity({ name: 'a limit', read, examples: ['100 per 6h', 'none'] }, description);
}

const POISSON = /^poisson\((.*)\)$/;

/** Arrivals at random instants, events per second: `poisson(20/min)`. */
export function arrivals(description: string): Quantity<number> {
  const read = (value: string): number => {
    const inner = POISSON.exec(value.trim())?.[1];
    if (inner === undefined)
      throw new UnitError(`"${value}" is not a way of arriving`, 'write "poisson(20/min)"');
    const rate = parseEventRate(inner);
    if (rate === 0) throw new UnitError('the rate of arrivals is zero', 'write "poisson(20/min)"');
    return rate;
  };
  return quantity({ name: 'a rate of arrivals', read, examples: ['poisson(20/min)'] }, description);
}
