import { describe, expect, it } from 'vitest';
import { assert, AssertionError } from '../../src/units/assert.js';

describe('assert', () => {
  it('passes what holds', () => {
    expect(() => assert(true, 'holds')).not.toThrow();
  });

  it('throws what does not, with its message', () => {
    const failing = (): void => assert(1 + 1 === 3, 'arithmetic holds');
    expect(failing).toThrow(AssertionError);
    expect(failing).toThrow('arithmetic holds');
  });
});
