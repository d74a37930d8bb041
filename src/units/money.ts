/** Amounts of money in US dollars, the currency of AWS's price lists: `$0.40`, `$900`. */
import { formatNonFinite, formatSignificant, group } from './format-number.js';
import { UnitError } from './unit-error.js';

const AMOUNT = /^\$\s*(\d+(?:\.\d+)?)$/;
const REMEDY = 'write an amount in US dollars, such as "$0.40" or "$900"';

/** Dollars of an amount such as `$0.40`. Throws UnitError. */
export function parseMoney(text: string): number {
  const trimmed = text.trim();
  const match = AMOUNT.exec(trimmed);
  if (match !== null) return Number(match[1]);
  if (trimmed === '') throw new UnitError('an amount of money is missing', REMEDY);
  if (/^\d+(\.\d+)?$/.test(trimmed))
    throw new UnitError(`"${trimmed}" has no currency`, `write "$${trimmed}"`);
  if (/^-\s*\$|^\$\s*-/.test(trimmed)) throw new UnitError(`"${trimmed}" is negative`, REMEDY);
  if (/[€£¥]|EUR|GBP|JPY/.test(trimmed)) throw new UnitError(`"${trimmed}" is not in US dollars`, REMEDY);
  if (/^\$[\d,]+(\.\d+)?$/.test(trimmed)) {
    throw new UnitError(`"${trimmed}" has a comma in its number`, `write "${trimmed.replaceAll(',', '')}"`);
  }
  throw new UnitError(`"${trimmed}" is not an amount of money`, REMEDY);
}

/** Dollars for people: `$0.40`, `$1.25`, `$1 234` from a thousand on, and two significant digits below a cent: `$0.0012`. */
export function formatMoney(dollars: number): string {
  if (!Number.isFinite(dollars)) return formatNonFinite(dollars);
  const sign = dollars < 0 ? '-' : '';
  const size = Math.abs(dollars);
  if (size >= 999.995) return `${sign}$${group(size.toFixed(0))}`;
  const cents = size.toFixed(2);
  if (size === 0 || Number(size.toPrecision(2)) >= 0.1) return `${sign}$${cents}`;
  const fine = formatSignificant(size, 2);
  return `${sign}$${fine.length < cents.length ? cents : fine}`;
}
