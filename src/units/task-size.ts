/**
 * Task sizes as Amazon ECS writes them: CPU units (`256`, or `1 vCPU`, which is 1024) and memory in MiB (`512`, or
 * `2 GB`, which is 2048). Bare numbers are right here, because AWS fixes the unit. Source: RegisterTaskDefinition.
 */
import { UnitError } from './unit-error.js';

const CPU = /^(\d+(?:\.\d+)?|\.\d+)\s*(vcpu)?$/i;
const MEMORY = /^(\d+(?:\.\d+)?|\.\d+)\s*(gb|mib)?$/i;

/** CPU units of a text such as `256` or `0.25 vCPU`. Throws UnitError. */
export function parseCpuUnits(text: string): number {
  const units = read(text, CPU, (unit) => (unit === 'vcpu' ? 1024 : 1));
  if (units === null)
    throw new UnitError(`"${text}" is not a number of CPU units`, 'write "256" or "0.25 vCPU"');
  return units;
}

/** MiB of a text such as `512` or `1 GB`, which to ECS is 1024 MiB. Throws UnitError. */
export function parseMemoryMiB(text: string): number {
  const mebibytes = read(text, MEMORY, (unit) => (unit === 'gb' ? 1024 : 1));
  if (mebibytes === null)
    throw new UnitError(`"${text}" is not an amount of memory in MiB`, 'write "512" or "0.5 GB"');
  return mebibytes;
}

/** A whole number of base units, or null. */
function read(text: string, pattern: RegExp, worthOf: (unit: string) => number): number | null {
  const match = pattern.exec(text.trim());
  if (match === null) return null;
  const value = Number(match[1]) * worthOf((match[2] ?? '').toLowerCase());
  return Number.isSafeInteger(value) ? value : null;
}
