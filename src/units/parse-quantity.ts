/**
 * Text → number in a base unit, common to all quantities that are a number and a unit.
 * Strict on purpose: no default unit, no thousands separators, case counts, and nothing below zero.
 * Every refusal says what to write instead.
 */
import { nearestName } from './nearest.js';
import { UnitError } from './unit-error.js';
import { dimensionOf, type UnitTable } from './unit-table.js';

/** What tells one kind of quantity from another. */
export interface QuantityKind {
  /** In words, with the article: `a duration`. */
  readonly name: string;
  readonly units: UnitTable;
  /** Units to offer where none was given. */
  readonly usual: readonly [string, string];
  /** How people write a number and this unit together: `30s` or `30 MiB`. */
  readonly joint: '' | ' ';
  /** Units that other tools use and that leave a doubt, with what they may mean. */
  readonly doubtful: Readonly<Record<string, readonly string[]>>;
  /** Whether several parts may follow one another, largest unit first: `1h30m`. */
  readonly compound: boolean;
}

interface Part {
  readonly number: string;
  readonly unit: string;
}

const PART = /([+-]?)(\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+)\s*([^\d\s.,+-][^\d\s]*)?\s*/y;

/** Reads `text` as a quantity of the given kind; the number is in its base unit. Throws UnitError. */
export function parseQuantity(text: string, kind: QuantityKind): number {
  const parts = split(text.trim(), kind);
  let total = 0;
  let before = Infinity;
  for (const { number, unit } of parts) {
    const worth = kind.units.get(unit);
    if (worth === undefined) throw wrongUnit(text.trim(), number, unit, kind);
    const size = worth.times / worth.over;
    if (size >= before) throw unreadable(text.trim(), kind);
    before = size;
    total += (Number(number) * worth.times) / worth.over;
  }
  if (!Number.isFinite(total)) throw new UnitError(`"${text.trim()}" is too large`, example(kind));
  return total;
}

function split(text: string, kind: QuantityKind): readonly Part[] {
  if (text === '') throw new UnitError(`${kind.name} is missing`, example(kind));
  if (/\d,\d/.test(text)) {
    const remedy = `write "${text.replace(',', '.')}" for a fraction, or leave the comma out`;
    throw new UnitError(`"${text}" has a comma in its number`, remedy);
  }
  const parts: Part[] = [];
  let end = 0;
  while (end < text.length) {
    PART.lastIndex = end;
    const match = PART.exec(text);
    if (match === null || (parts.length > 0 && !kind.compound)) throw unreadable(text, kind);
    const [, sign = '', number = '', unit = ''] = match;
    if (sign === '-') throw new UnitError(`"${text}" is negative`, example(kind));
    parts.push({ number, unit });
    end = PART.lastIndex;
  }
  return parts;
}

function example(kind: QuantityKind): string {
  return `write ${kind.name}, such as ${quoted('30', kind.usual, kind)}`;
}

function quoted(number: string, units: readonly string[], kind: QuantityKind): string {
  return units.map((unit) => `"${number}${kind.joint}${unit}"`).join(' or ');
}

function unreadable(text: string, kind: QuantityKind): UnitError {
  const dimension = text.startsWith('$') ? `${dimensionOf('$')}, ` : '';
  return new UnitError(`"${text}" is ${dimension}not ${kind.name}`, example(kind));
}

function wrongUnit(text: string, number: string, unit: string, kind: QuantityKind): UnitError {
  if (unit === '')
    return new UnitError(`"${number}" has no unit`, `write ${quoted(number, kind.usual, kind)}`);
  const doubtful = Object.hasOwn(kind.doubtful, unit) ? kind.doubtful[unit] : undefined;
  if (doubtful !== undefined) {
    const why = doubtful.length > 1 ? 'can mean two units' : 'is not a unit';
    return new UnitError(`"${unit}" ${why}`, `write ${quoted(number, doubtful, kind)}`);
  }
  const dimension = dimensionOf(unit);
  if (dimension !== undefined) {
    return new UnitError(`"${text}" is ${dimension}, not ${kind.name}`, example(kind));
  }
  const nearest = nearestUnit(unit, kind.units);
  const remedy = nearest === undefined ? example(kind) : `write ${quoted(number, [nearest], kind)}`;
  return new UnitError(`"${unit}" is not a unit of ${kind.name.replace(/^an? /, '')}`, remedy);
}

function nearestUnit(unit: string, units: UnitTable): string | undefined {
  for (const candidate of units.keys()) {
    if (candidate.toLowerCase() === unit.toLowerCase()) return candidate;
  }
  return unit.length < 3 ? undefined : nearestName(unit, units.keys());
}
