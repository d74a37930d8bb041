import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatSize, parseSize } from '../../src/units/size.js';
import { problemOf } from './problem-of.js';

describe('reading a size', () => {
  it.each([
    ['0 B', 0],
    ['512 B', 512],
    ['1 kB', 1000],
    ['1 KiB', 1024],
    ['250 MB', 250e6],
    ['250 MiB', 250 * 2 ** 20],
    ['250MiB', 250 * 2 ** 20],
    ['  1.2 GB ', 1.2e9],
    ['30 GiB', 30 * 2 ** 30],
    ['1 TB', 1e12],
    ['2 TiB', 2 ** 41],
    ['.5 kB', 500],
    ['1e3 MB', 1e9],
  ])('takes %s as %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  it.each([
    ['30', '"30" has no unit → write "30 MB" or "30 MiB"'],
    ['30 Mib', '"Mib" is not a unit of size → write "30 MiB"'],
    ['30 mb', '"mb" is not a unit of size → write "30 MB"'],
    ['30 KB', '"KB" can mean two units → write "30 kB" or "30 KiB"'],
    ['30 G', '"G" can mean two units → write "30 GB" or "30 GiB"'],
    ['30 Mi', '"Mi" is not a unit → write "30 MiB"'],
    ['30s', '"30s" is a duration, not a size → write a size, such as "30 MB" or "30 MiB"'],
    ['5 Gbps', '"5 Gbps" is a transfer rate, not a size → write a size, such as "30 MB" or "30 MiB"'],
    ['$5', '"$5" is an amount of money, not a size → write a size, such as "30 MB" or "30 MiB"'],
    ['-3 MB', '"-3 MB" is negative → write a size, such as "30 MB" or "30 MiB"'],
    ['1,5 GB', '"1,5 GB" has a comma in its number → write "1.5 GB" for a fraction, or leave the comma out'],
    ['1 GB 3 MB', '"1 GB 3 MB" is not a size → write a size, such as "30 MB" or "30 MiB"'],
    ['large', '"large" is not a size → write a size, such as "30 MB" or "30 MiB"'],
    ['', 'a size is missing → write a size, such as "30 MB" or "30 MiB"'],
    ['1e999 GB', '"1e999 GB" is too large → write a size, such as "30 MB" or "30 MiB"'],
  ])('refuses "%s" and says what to write', (text, problem) => {
    expect(problemOf(() => parseSize(text))).toBe(problem);
  });
});

describe('writing a size', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [999.9, '1 kB'],
    [1_200_000_000, '1.2 GB'],
    [250e6, '250 MB'],
    [999_600_000, '1 GB'],
    [123_456_789, '123 MB'],
    [5e15, '5000 TB'],
    [-3e6, '-3 MB'],
    [Infinity, '∞'],
    [NaN, '–'],
  ])('gives %d bytes as %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });

  it('uses binary units where asked', () => {
    expect(formatSize(250 * 2 ** 20, 'binary')).toBe('250 MiB');
    expect(formatSize(1000 * 2 ** 20, 'binary')).toBe('0.977 GiB');
  });

  it('can be read back to three digits', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 9e14, noNaN: true }),
        fc.constantFrom('decimal', 'binary'),
        (bytes, units) => {
          expect(Math.abs(parseSize(formatSize(bytes, units)) / bytes - 1)).toBeLessThan(0.0051);
        },
      ),
    );
  });
});
