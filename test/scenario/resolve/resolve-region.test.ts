import { describe, expect, it } from 'vitest';
import { hostOf, linesOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';

describe('the Region of a capacity', () => {
  it('is the oldest one where none is given', () => {
    expect(hostOf(SMALL).region).toBe('us-east-1');
    expect(hostOf(small('count: 2', 'count: 2\n    region: eu-west-1')).region).toBe('eu-west-1');
  });

  it('is refused where AWS has none of that name', () => {
    expect(linesOf(small('count: 2', 'count: 2\n    region: eu-west-11'), 'error').join('\n')).toContain(
      'unknown Region "eu-west-11" (did you mean "eu-west-1"?)',
    );
  });
});
