import { expect, it } from 'vitest';
import { writeRate, writeSeconds, writeSize } from '../../../src/scenario/resolve/write-values.js';

it('writes values as show prints them', () => {
  expect([writeRate(125e6), writeRate(Infinity)]).toEqual(['125 MB/s', 'unlimited']);
  expect([writeSeconds(1.5), writeSeconds(null)]).toEqual(['1.5 s', 'none']);
  expect(writeSize(3e9)).toBe('3 GB');
});
