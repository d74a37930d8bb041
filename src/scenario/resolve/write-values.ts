/** Values in base units → text for `show`, in the units that scenarios are written in. */
import { formatByteRate } from '../../units/byte-rate.js';
import { formatDuration } from '../../units/duration.js';
import { formatSize } from '../../units/size.js';

/** A rate in bytes per second; `unlimited` where nothing binds. */
export function writeRate(bytesPerSecond: number): string {
  return bytesPerSecond === Infinity ? 'unlimited' : formatByteRate(bytesPerSecond);
}

/** Seconds, or `none`. */
export function writeSeconds(seconds: number | null): string {
  return seconds === null ? 'none' : formatDuration(seconds);
}

/** Bytes. */
export function writeSize(bytes: number): string {
  return formatSize(bytes);
}
