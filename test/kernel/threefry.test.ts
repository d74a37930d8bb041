import { describe, expect, it } from 'vitest';
import { threefryUniform } from '../../src/kernel/threefry.js';

/** The number that two 32-bit words of output stand for. */
function uniformOf(first: number, second: number): number {
  return (2 * ((first >>> 6) * 2 ** 26 + (second >>> 6)) + 1) * 2 ** -53;
}

describe('Threefry-2x32, 20 rounds', () => {
  // The known answers that the authors publish with their Random123 library: counter, key, output.
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x243f6a88, 0x85a308d3],
      [0x13198a2e, 0x03707344],
      [0xc4923a9c, 0x483df7a0],
    ],
  ] as const)('maps counter %j under key %j to the published answer', (counter, key, output) => {
    expect(threefryUniform(key[0], key[1], counter[0], counter[1])).toBe(uniformOf(output[0], output[1]));
  });

  it('takes signed and unsigned words as the same', () => {
    expect(threefryUniform(-1, -2, -3, -4)).toBe(
      threefryUniform(2 ** 32 - 1, 2 ** 32 - 2, 2 ** 32 - 3, 2 ** 32 - 4),
    );
  });
});
