/**
 * The resources of one host that pulls and unpacks share: network interface, disk, cores. Downloads
 * cross the interface, write the compressed bytes and cost some CPU; unpacks cost CPU and write the
 * uncompressed bytes. Reads come from the page cache (what was just written), so they cost no disk.
 */
import type { Fluid, Site } from '../../kernel/fluid/fluid.js';
import type { Body } from '../../kernel/process.js';
import type { Credits, PageCache } from '../spec.js';

/** Indexes of a machine's capacities in its fluid site. */
export const NIC = 0;
export const DISK = 1;
export const CORES = 2;

/** The part of a `MachineSpec` that sets rates; what is absent does not bind. */
export interface MachineRates {
  readonly nicBytesPerSecond: number;
  readonly diskBytesPerSecond: number;
  /** Hardware threads. */
  readonly cores: number;
  readonly coreCapacity?: number;
  readonly nicCredits?: Credits | null;
  readonly flowBytesPerSecond?: number;
  readonly diskCredits?: readonly Credits[];
  readonly pageCache?: PageCache | null;
  readonly snapshotBytesPerSecond?: number | null;
}

export class Machine {
  readonly name: string;
  readonly site: Site;
  readonly cores: number;
  /** Work of all threads together, in threads that run alone. */
  readonly coreCapacity: number;
  /** One TCP connection. */
  readonly flowBytesPerSecond: number;

  constructor(fluid: Fluid, name: string, rates: MachineRates) {
    this.name = name;
    this.cores = rates.cores;
    this.coreCapacity = rates.coreCapacity ?? rates.cores;
    this.flowBytesPerSecond = rates.flowBytesPerSecond ?? Infinity;
    this.site = fluid.site([rates.nicBytesPerSecond, rates.diskBytesPerSecond, this.coreCapacity], name);
  }

  /** Cores that running tasks use: pulls keep the others, and half of all at least. */
  setBusyCores(cores: number): void {
    this.site.setRate(CORES, Math.max(this.coreCapacity - cores, this.coreCapacity / 2));
  }

  /** Waits until the volume has taken all that was written before now. */
  *sync(): Body<void> {
    yield* this.flush(1);
  }

  /** Waits until the volume has taken a share of what is unwritten now. */
  *flush(_share: number): Body<void> {
    // Without a page cache nothing is ever unwritten.
  }

  /** The image's blocks are on a volume made from a snapshot, and have not been read. */
  markFromSnapshot(_imageId: string): void {
    // A plain volume has nothing to load.
  }

  /** The first read of so many bytes of an image; returns at once where its blocks are on the volume itself. */
  *readFromSnapshot(_imageId: string, _bytes: number): Body<void> {
    // A plain volume has nothing to load.
  }
}
