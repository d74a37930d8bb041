/**
 * The resources of one host that pulls and unpacks share: network interface, disk, cores. Downloads
 * cross the interface, write the compressed bytes and cost some CPU; unpacks cost CPU and write the
 * uncompressed bytes. Reads come from the page cache (what was just written), so they cost no disk.
 */
import type { Fluid, Site } from '../../kernel/fluid/fluid.js';

/** Indexes of a machine's capacities in its fluid site. */
export const NIC = 0;
export const DISK = 1;
export const CORES = 2;

export interface MachineRates {
  readonly nicBytesPerSecond: number;
  readonly diskBytesPerSecond: number;
  readonly cores: number;
}

export class Machine {
  readonly name: string;
  readonly site: Site;
  readonly cores: number;

  constructor(fluid: Fluid, name: string, rates: MachineRates) {
    this.name = name;
    this.cores = rates.cores;
    this.site = fluid.site([rates.nicBytesPerSecond, rates.diskBytesPerSecond, rates.cores], name);
  }
}
