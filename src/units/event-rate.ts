/** Rates of events, a second: `20/s`, `20/min`, `3/h`. For arrivals, API quotas and launch rates. */
import { formatNonFinite, formatSignificant } from './format-number.js';
import { parseQuantity, type QuantityKind } from './parse-quantity.js';
import { EVENT_RATE_UNITS } from './unit-table.js';

const EVENT_RATE: QuantityKind = {
  name: 'a rate of events',
  units: EVENT_RATE_UNITS,
  usual: ['/s', '/min'],
  joint: '',
  doubtful: { rps: ['/s'], tps: ['/s'], TPS: ['/s'] },
  compound: false,
};

const PERIODS = [
  ['/s', 1],
  ['/min', 60],
  ['/h', 3600],
  ['/d', 86400],
] as const;

/** Events a second of a rate such as `20/min`. Throws UnitError. */
export function parseEventRate(text: string): number {
  return parseQuantity(text, EVENT_RATE);
}

/** A rate of events to three digits, over the shortest period that sees at least one: `20/min`. */
export function formatEventRate(eventsPerSecond: number): string {
  if (!Number.isFinite(eventsPerSecond)) return formatNonFinite(eventsPerSecond);
  if (eventsPerSecond === 0) return '0/s';
  let text = '';
  for (const [unit, seconds] of PERIODS) {
    const count = Number((eventsPerSecond * seconds).toPrecision(3));
    text = `${formatSignificant(count)}${unit}`;
    if (Math.abs(count) >= 1) break;
  }
  return text;
}
