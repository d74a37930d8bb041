import { afterEach, describe, expect, it, vi } from 'vitest';
import { exp } from '../../src/math/exp.js';
import { log, log1p } from '../../src/math/log.js';
import { normalQuantile } from '../../src/math/normal-quantile.js';
import { pow } from '../../src/math/pow.js';

/** Values spread evenly over an interval: no randomness, so that a failure names its input. */
function* spread(from: number, to: number, count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield from + ((to - from) * (i + 0.5)) / count;
}

const bits = new DataView(new ArrayBuffer(8));

/** Folds the bits of all values into one number (FNV-1a over 32-bit words). */
function fingerprint(values: Iterable<number>): string {
  let hash = 0x811c9dc5;
  for (const value of values) {
    bits.setFloat64(0, value);
    hash = Math.imul(hash ^ bits.getInt32(0), 0x01000193);
    hash = Math.imul(hash ^ bits.getInt32(4), 0x01000193);
  }
  return (hash >>> 0).toString(16);
}

function sampleOfAll(): number[] {
  const values: number[] = [];
  for (const x of spread(-40, 40, 5000)) {
    values.push(exp(x), log(1 + x * x), log1p(x / 41), pow(1 + x * x, x / 7), normalQuantile((x + 40) / 80));
  }
  return values;
}

describe('the portable functions', () => {
  afterEach(() => vi.restoreAllMocks());

  it('give the same bits as when they were recorded, whatever the engine', () => {
    expect(fingerprint(sampleOfAll())).toBe('cb02cf86');
  });

  it('use none of the functions whose last bit an engine may choose', () => {
    const before = fingerprint(sampleOfAll());
    for (const name of [
      'log',
      'log2',
      'log10',
      'log1p',
      'exp',
      'expm1',
      'pow',
      'sin',
      'cos',
      'tanh',
    ] as const) {
      vi.spyOn(Math, name).mockImplementation(() => {
        throw new Error(`Math.${name} was called`);
      });
    }
    expect(fingerprint(sampleOfAll())).toBe(before);
  });
});
