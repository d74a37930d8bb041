/**
 * Transfer rates in bytes a second: `5 Gbps`, `125 MiB/s`, `90 MB/s`. `bps` counts bits, as network cards and
 * gateways are sold; `B/s` counts bytes, as disks are. `Gb/s`, which is read as either, is refused.
 */
import { formatInUnits } from './format-number.js';
import { parseQuantity, type QuantityKind } from './parse-quantity.js';
import { BYTE_RATE_UNITS } from './unit-table.js';

const BYTE_RATE: QuantityKind = {
  name: 'a transfer rate',
  units: BYTE_RATE_UNITS,
  usual: ['Mbps', 'MB/s'],
  joint: ' ',
  doubtful: {
    'b/s': ['bps', 'B/s'],
    'kb/s': ['kbps', 'kB/s'],
    'Kb/s': ['kbps', 'kB/s'],
    'mb/s': ['Mbps', 'MB/s'],
    'Mb/s': ['Mbps', 'MB/s'],
    'gb/s': ['Gbps', 'GB/s'],
    'Gb/s': ['Gbps', 'GB/s'],
    'KB/s': ['kB/s', 'KiB/s'],
    kBps: ['kB/s'],
    KBps: ['kB/s', 'KiB/s'],
    MBps: ['MB/s'],
    GBps: ['GB/s'],
    KiBps: ['KiB/s'],
    MiBps: ['MiB/s'],
    GiBps: ['GiB/s'],
  },
  compound: false,
};

const BYTES = [
  ['B/s', 1],
  ['kB/s', 1e3],
  ['MB/s', 1e6],
  ['GB/s', 1e9],
] as const;

const BITS = [
  ['bps', 1 / 8],
  ['kbps', 1e3 / 8],
  ['Mbps', 1e6 / 8],
  ['Gbps', 1e9 / 8],
  ['Tbps', 1e12 / 8],
] as const;

/** Bytes a second of a transfer rate such as `5 Gbps` or `125 MiB/s`. Throws UnitError. */
export function parseByteRate(text: string): number {
  return parseQuantity(text, BYTE_RATE);
}

/** A transfer rate in bytes a second to three digits: `125 MB/s`, or `1 Gbps` if bits are asked for. */
export function formatByteRate(bytesPerSecond: number, units: 'bytes' | 'bits' = 'bytes'): string {
  return formatInUnits(bytesPerSecond, units === 'bytes' ? BYTES : BITS);
}
