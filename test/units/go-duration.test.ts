import { expect, it } from 'vitest';
import { parseGoDuration } from '../../src/units/go-duration.js';

it.each([
  ['1h', 3600],
  ['1h30m', 5400],
  ['1.5h', 5400],
  ['.5s', 0.5],
  ['30m1h', 5400],
  ['-5m', -300],
  ['+5m', 300],
  ['300ms', 0.3],
  ['0', 0],
])('reads %s as Go does', (text, seconds) => {
  expect(parseGoDuration(text)).toBeCloseTo(seconds, 12);
});

it.each(['', '30', '1d', '1h 30m', ' 1h', '1H', 'h', '1h30', '1..5h', '--1h', 'soon'])(
  'reports what Go refuses: "%s"',
  (text) => {
    expect(parseGoDuration(text)).toBeNull();
  },
);
