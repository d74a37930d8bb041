import { expect, it } from 'vitest';
import { dateOf } from '../../../src/scenario/resolve/simulated-time.js';
import { parseInstant } from '../../../src/units/instant.js';

it('is on the day of its time zero, in UTC, however long it lasts', () => {
  const time = { epochMs: parseInstant('2026-08-11T23:59Z'), durationSeconds: 86_400 };
  expect(dateOf(time)).toBe('2026-08-11');
});
