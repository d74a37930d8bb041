/**
 * The virtual machine of GitHub's hosted runners until 2023: Standard_DS2_v2 of Azure (docs.github.com, cloud hosts for
 * GitHub-hosted runners). Two whole cores of Xeons without SHA extensions, but for the last of five kinds; 1.5 Gbit/s; an
 * ephemeral system disk in the host's cache of 86 GiB, at 64 MB/s (MicrosoftDocs/azure-docs, dv2-dsv2-series.md 04454a6).
 */
import type { MachineSpec, ModelParameters } from '../../../src/model/spec.js';
import { GIB, otherMachine } from './one-pull.js';

export const runner: MachineSpec = otherMachine({
  cores: 2,
  coreCapacity: 2,
  memoryBytes: 7 * GIB,
  nicBytesPerSecond: 1.5e9 / 8,
  diskBytesPerSecond: 64e6,
  diskBytes: 86 * GIB,
});

export const runnerModel: Partial<ModelParameters> = { sha256BytesPerSecond: 400e6 };

export const RUNNER_GUESSES = [
  'runners as they were until 2023: Standard_DS2_v2, two cores, 1.5 Gbit/s, an ephemeral disk in the cache of its host (64 MB/s); SHA-256 at 400 MB/s as in E14',
] as const;
