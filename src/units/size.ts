/**
 * Sizes in bytes: `250 MiB`, `1.2 GB`. MB is 10^6 and MiB is 2^20 (IEC 80000-13), as in the AWS and registry
 * documents that scenarios quote; `KB`, which means either in the wild, is refused.
 */
import { formatInUnits } from './format-number.js';
import { parseQuantity, type QuantityKind } from './parse-quantity.js';
import { SIZE_UNITS } from './unit-table.js';

const SIZE: QuantityKind = {
  name: 'a size',
  units: SIZE_UNITS,
  usual: ['MB', 'MiB'],
  joint: ' ',
  doubtful: {
    KB: ['kB', 'KiB'],
    K: ['kB', 'KiB'],
    k: ['kB', 'KiB'],
    M: ['MB', 'MiB'],
    G: ['GB', 'GiB'],
    T: ['TB', 'TiB'],
    Ki: ['KiB'],
    Mi: ['MiB'],
    Gi: ['GiB'],
    Ti: ['TiB'],
  },
  compound: false,
};

const DECIMAL = [
  ['B', 1],
  ['kB', 1e3],
  ['MB', 1e6],
  ['GB', 1e9],
  ['TB', 1e12],
] as const;

const BINARY = [
  ['B', 1],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
  ['TiB', 1024 ** 4],
] as const;

/** Bytes of a size such as `250 MiB`. Throws UnitError. */
export function parseSize(text: string): number {
  return parseQuantity(text, SIZE);
}

/** A size in bytes to three digits: `1.2 GB`, or `1.12 GiB` if binary units are asked for. */
export function formatSize(bytes: number, units: 'decimal' | 'binary' = 'decimal'): string {
  return formatInUnits(bytes, units === 'decimal' ? DECIMAL : BINARY);
}
