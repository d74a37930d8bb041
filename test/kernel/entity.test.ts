import { describe, expect, it } from 'vitest';
import { entity } from '../../src/kernel/entity.js';

/** Names as scenarios make them. */
function name(i: number): string {
  return `service-${i % 30}/deployment/${Math.floor(i / 30) % 100}/slot/${Math.floor(i / 3000)}/0`;
}

describe('the hash of an entity name', () => {
  // HalfSipHash-2-4, 64 bits, of the bytes 0, 1, 2 … n-1: vectors of the reference implementation, as two words.
  it.each([
    [0, '218d1f59b9b83cc8'],
    [2, '064f39ef7c50eb57'],
    [4, 'd5e78a175be52ea1'],
    [6, 'ce3e91358aa2bc25'],
    [8, 'edfee820bce4858c'],
    [10, '95b0469f06a6f2ee'],
    [14, '3bb1a870eae8e658'],
  ])('is the published one for %d bytes', (length, hex) => {
    let text = '';
    for (let byte = 0; byte < length; byte += 2) text += String.fromCharCode(byte | ((byte + 1) << 8));
    const { low, high } = entity(text);
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setInt32(0, low, true);
    bytes.setInt32(4, high, true);
    expect(bytes.getBigUint64(0).toString(16).padStart(16, '0')).toBe(hex);
  });

  it('does not collide for a million names, and its halves collide as often as chance has it', () => {
    const count = 1e6;
    const both = new Float64Array(count);
    const lows = new Int32Array(count);
    const highs = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const { high, low } = entity(name(i));
      both[i] = (high >>> 0) * 2 ** 21 + (low >>> 11);
      lows[i] = low;
      highs[i] = high;
    }
    expect(repeats(both)).toBe(0);
    // count² / 2^33 = 116 repeats are expected of 32 bits, with a standard deviation of 11.
    for (const half of [lows, highs]) expect(Math.abs(repeats(half) - 116.4)).toBeLessThan(4 * 10.8);
  });

  it('changes about half of its bits when one character changes', () => {
    let changed = 0;
    const pairs = 2000;
    for (let i = 0; i < pairs; i++) {
      const one = entity(`capacity/${i}`);
      const other = entity(`capacity/${i + 1}`);
      changed += ones(one.high ^ other.high) + ones(one.low ^ other.low);
    }
    expect(Math.abs(changed / pairs - 32)).toBeLessThan(0.4);
  });

  it('tells names apart that differ in length, order or a character beyond ASCII', () => {
    const names = ['', 'a', 'aa', 'aaa', 'ab', 'ba', '\0', '\0\0', 'é', 'e', '部', 'a/b', 'a/ b'];
    expect(new Set(names.map((text) => JSON.stringify(entity(text)))).size).toBe(names.length);
  });
});

function repeats(values: Float64Array | Int32Array): number {
  values.sort();
  let count = 0;
  for (let i = 1; i < values.length; i++) if (values[i] === values[i - 1]) count++;
  return count;
}

function ones(word: number): number {
  let count = 0;
  for (let rest = word >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++;
  return count;
}
