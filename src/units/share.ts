/** Shares of a whole, 0 to 1: written `80 %` or `0.8`. */
import { formatNonFinite, formatSignificant } from './format-number.js';
import { UnitError } from './unit-error.js';
import { dimensionOf } from './unit-table.js';

const SHARE = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/;
const REMEDY = 'write a share such as "80 %" or "0.8"';

/** A share such as `80 %` or `0.8`, as a number from 0 to 1. Throws UnitError. */
export function parseShare(text: string): number {
  const trimmed = text.trim();
  const match = SHARE.exec(trimmed);
  if (match === null) throw notShare(trimmed);
  const number = Number(match[1]);
  if (match[2] === '%') {
    if (number > 100) throw new UnitError(`"${trimmed}" is more than the whole`, 'write at most "100 %"');
    return number / 100;
  }
  if (number <= 1) return number;
  const remedy = number <= 100 ? `write "${number} %" or "${number / 100}"` : 'write at most "100 %"';
  throw new UnitError(`"${trimmed}" is more than the whole`, remedy);
}

function notShare(text: string): UnitError {
  if (text === '') return new UnitError('a share is missing', REMEDY);
  if (/^-\s*[\d.]/.test(text)) return new UnitError(`"${text}" is negative`, REMEDY);
  const dimension = dimensionOf(text.replace(/^[\d.\s]+/, ''));
  return new UnitError(
    `"${text}" is ${dimension === undefined ? 'not a share' : `${dimension}, not a share`}`,
    REMEDY,
  );
}

/** A share as a percentage to three digits: `80 %`, `12.3 %`, `0.04 %`. Rounds to 0 % or 100 % only what is exactly that. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return formatNonFinite(share);
  const percent = Number((share * 100).toPrecision(12));
  let digits = 3;
  while (percent < 100 && Number(percent.toPrecision(digits)) >= 100 && digits < 12) digits++;
  return `${formatSignificant(percent, digits)} %`;
}
