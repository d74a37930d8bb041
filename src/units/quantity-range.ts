/**
 * Ranges of quantities, `50 MiB..4 GiB`, `1 %..80 %`, `0.1..20`, `2/h..200/h`, `10s..5m`, for searches along them: both
 * ends are of one kind, and what lies between is written in their units. A range may stand within what takes a
 * quantity: `poisson(2/h..200/h)`. Sizes, rates, durations and fractions above zero are stepped through by factors,
 * shares and whole numbers evenly.
 */
import { parseQuantity, type QuantityKind } from './parse-quantity.js';
import { parseShare } from './share.js';
import { UnitError } from './unit-error.js';
import {
  BYTE_RATE_UNITS,
  dimensionOf,
  DURATION_UNITS,
  EVENT_RATE_UNITS,
  SIZE_UNITS,
  type UnitTable,
} from './unit-table.js';

/** What is measured, in words with the article. */
export type AmountKind =
  'a size' | 'a duration' | 'a transfer rate' | 'a rate of events' | 'a share' | 'a number';

/** A text that is one quantity. */
export interface Amount {
  readonly kind: AmountKind;
  /** In the base unit of its kind: bytes, seconds, bytes or events a second, a share of 1. */
  readonly value: number;
}

export interface RangeValue {
  readonly value: number;
  /** As a scenario has it: `455 MiB`. */
  readonly text: string;
}

export interface QuantityRange {
  readonly kind: AmountKind;
  readonly low: RangeValue;
  readonly high: RangeValue;
  /** Whether equal factors, and not equal steps, are what matters. */
  readonly geometric: boolean;
  /** Whether both ends are whole numbers without a unit. */
  readonly whole: boolean;
  /** The value that a scenario can write next to `value`, with this many significant digits (default 3). */
  nearest(value: number, digits?: number): RangeValue;
}

interface Written extends Amount {
  /** Its units with their worth. */
  readonly units: readonly (readonly [unit: string, worth: number])[];
  readonly joint: string;
}

const KINDS: Readonly<Record<string, { readonly units: UnitTable; readonly joint: '' | ' ' }>> = {
  'a size': { units: SIZE_UNITS, joint: ' ' },
  'a duration': { units: DURATION_UNITS, joint: '' },
  'a transfer rate': { units: BYTE_RATE_UNITS, joint: ' ' },
  'a rate of events': { units: EVENT_RATE_UNITS, joint: '' },
};

/** `poisson(`, `exponential(mean `, and what closes it. */
const WITHIN = /^(\w+\(\s*(?:[a-z]\w*\s+)?)([^()]*)(\s*\))$/;
const NUMBER = /^(\d+(\.\d+)?|\.\d+)$/;
const REMEDY = 'write both ends, such as "50 MiB..4 GiB", "10s..5m" or "1..20"';

/**
 * The range that `text` describes; between whole numbers without a unit lie only whole numbers, unless `fractions` says
 * that the key takes others. Throws UnitError.
 */
export function parseQuantityRange(text: string, fractions = false): QuantityRange {
  const [before, inner, after] = takeOut(text.trim());
  const ends = inner.split('..').map((end) => end.trim());
  const [lowText = '', highText = ''] = ends;
  if (ends.length !== 2 || lowText === '' || highText === '')
    throw new UnitError(`"${text.trim()}" is not a range`, REMEDY);
  const low = readWritten(lowText);
  const high = readWritten(highText);
  if (low.kind !== high.kind)
    throw new UnitError(
      `"${lowText}" is ${low.kind}, and "${highText}" is ${high.kind}`,
      'write both ends in units of one kind',
    );
  if (high.value <= low.value)
    throw new UnitError(
      `the range ends at "${highText}", which is not above "${lowText}"`,
      'write the smaller end first',
    );
  const whole = !fractions && low.kind === 'a number' && /^\d+$/.test(lowText) && /^\d+$/.test(highText);
  const units = [...low.units, ...high.units].sort(([, one], [, other]) => one - other);
  const wrap = (amount: string): string => before + amount + after;
  return {
    kind: low.kind,
    low: { value: low.value, text: wrap(lowText) },
    high: { value: high.value, text: wrap(highText) },
    geometric: low.value > 0 && low.kind !== 'a share' && !whole,
    whole,
    nearest(value, digits = 3) {
      if (whole) return { value: Math.round(value), text: wrap(String(Math.round(value))) };
      const [unit, worth] = units.findLast(([, each]) => value >= each) ?? units[0]!;
      const amount = Number((value / worth).toPrecision(digits));
      return { value: amount * worth, text: wrap(joined(amount, low.joint, unit)) };
    },
  };
}

/** The quantity that a text is, alone or within `poisson(…)` and the like; null where it is none. */
export function readAmount(text: string): Amount | null {
  try {
    const { kind, value } = readWritten(takeOut(text.trim())[1]);
    return { kind, value };
  } catch (error) {
    if (error instanceof UnitError) return null;
    throw error;
  }
}

/** The quantity alone: `30/h` of `poisson(30/h)`; the text as it is where it has nothing around it. */
export function amountText(text: string): string {
  return takeOut(text.trim())[1].trim();
}

function takeOut(text: string): readonly [before: string, inner: string, after: string] {
  const [, before = '', inner = text, after = ''] = WITHIN.exec(text) ?? [];
  return [before, inner, after];
}

function joined(amount: number, joint: string, unit: string): string {
  return unit === '' ? String(amount) : `${amount}${joint}${unit}`;
}

function readWritten(text: string): Written {
  if (NUMBER.test(text)) return { kind: 'a number', value: Number(text), units: [['', 1]], joint: '' };
  if (text.endsWith('%'))
    return { kind: 'a share', value: parseShare(text), units: [['%', 1 / 100]], joint: ' ' };
  const symbols = text.match(/[^\d\s.,+-][^\d\s]*/g) ?? [];
  const kind = dimensionOf(symbols[0] ?? '') ?? '';
  const known = KINDS[kind];
  if (known === undefined) throw new UnitError(`"${text}" is not a quantity`, REMEDY);
  const quantity: QuantityKind = {
    name: kind,
    units: known.units,
    usual: kind === 'a size' ? ['MB', 'MiB'] : ['s', 'm'],
    joint: known.joint,
    doubtful: {},
    compound: kind === 'a duration',
  };
  const value = parseQuantity(text, quantity);
  const units = symbols.map((symbol) => {
    const { times, over } = known.units.get(symbol)!;
    return [symbol, times / over] as const;
  });
  return { kind: kind as AmountKind, value, units, joint: known.joint };
}
