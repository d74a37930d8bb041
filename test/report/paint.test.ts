import { describe, expect, it } from 'vitest';
import { NO_PAINT, type Paint } from '../../src/report/paint.js';

describe('NO_PAINT', () => {
  it.each(Object.keys(NO_PAINT) as (keyof Paint)[])('leaves what would be %s as it is', (name) => {
    expect(NO_PAINT[name]('4.2 s')).toBe('4.2 s');
  });
});
