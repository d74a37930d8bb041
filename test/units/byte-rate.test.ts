import { describe, expect, it } from 'vitest';
import { formatByteRate, parseByteRate } from '../../src/units/byte-rate.js';
import { problemOf } from './problem-of.js';

const SUCH_AS = 'write a transfer rate, such as "30 Mbps" or "30 MB/s"';

describe('reading a transfer rate', () => {
  it.each([
    ['5 Gbps', 625e6],
    ['0.5Mbps', 62_500],
    ['8 bps', 1],
    ['100 Mbit/s', 12.5e6],
    ['90 MB/s', 90e6],
    ['125 MiB/s', 125 * 2 ** 20],
    ['1 GiB/s', 2 ** 30],
    ['0 B/s', 0],
  ])('takes %s as %d bytes a second', (text, bytesPerSecond) => {
    expect(parseByteRate(text)).toBe(bytesPerSecond);
  });

  it.each([
    ['5', '"5" has no unit → write "5 Mbps" or "5 MB/s"'],
    ['5 gbps', '"gbps" is not a unit of transfer rate → write "5 Gbps"'],
    ['5 Gb/s', '"Gb/s" can mean two units → write "5 Gbps" or "5 GB/s"'],
    ['5 MBps', '"MBps" is not a unit → write "5 MB/s"'],
    ['5 GB', `"5 GB" is a size, not a transfer rate → ${SUCH_AS}`],
    ['20/s', `"20/s" is a rate of events, not a transfer rate → ${SUCH_AS}`],
    ['-1 MB/s', `"-1 MB/s" is negative → ${SUCH_AS}`],
  ])('refuses "%s" and says what to write', (text, problem) => {
    expect(problemOf(() => parseByteRate(text))).toBe(problem);
  });
});

describe('writing a transfer rate', () => {
  it('uses bytes, or bits where asked', () => {
    expect(formatByteRate(125e6)).toBe('125 MB/s');
    expect(formatByteRate(62_500)).toBe('62.5 kB/s');
    expect(formatByteRate(625e6, 'bits')).toBe('5 Gbps');
    expect(formatByteRate(1.25e13, 'bits')).toBe('100 Tbps');
    expect(formatByteRate(Infinity)).toBe('∞');
  });
});
