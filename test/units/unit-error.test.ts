import { describe, expect, it } from 'vitest';
import { UnitError } from '../../src/units/unit-error.js';

describe('a unit error', () => {
  it('says what is wrong, and apart from that what to write', () => {
    const error = new UnitError('"30" has no unit', 'write "30s"');
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.message, error.remedy]).toEqual([
      'UnitError',
      '"30" has no unit',
      'write "30s"',
    ]);
  });
});
