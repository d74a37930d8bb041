/** Releases of software, as `1.105.1`: three numbers, compared one by one. */
import { UnitError } from './unit-error.js';

const RELEASE = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/;

/** A release without spaces around it, and without a leading "v". Throws UnitError. */
export function parseRelease(text: string): string {
  const release = text.trim().replace(/^v(?=\d)/, '');
  if (RELEASE.test(release)) return release;
  throw new UnitError(`"${text}" is not a release`, 'write three numbers, such as "1.105.1"');
}

/** Below 0 where `a` came before `b`, above 0 where it came after. Both as `parseRelease` gives them. */
export function compareReleases(a: string, b: string): number {
  const parts = b.split('.').map(Number);
  const differences = a.split('.').map((part, index) => Number(part) - (parts[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}
