/**
 * The resources of one host that pulls and unpacks share: network interface, disk, cores. Downloads
 * cross the interface, write the compressed bytes and cost some CPU; unpacks cost CPU and write the
 * uncompressed bytes. Reads come from the page cache (what was just written), so they cost no disk.
 * Interface and volume may have credits, and the page cache may take writes before the volume does
 * (metered-rates.ts, disk-rate.ts); a machine without any of these has constant rates and no events. That is
 * what a Fargate task gets: AWS publishes nothing of its host, and its rates are fitted as a whole.
 */
import type { Fluid, Site } from '../../kernel/fluid/fluid.js';
import type { Body } from '../../kernel/process.js';
import type { ChainId } from '../image/chain-table.js';
import type { Credits, PageCache } from '../spec.js';
import { CreditRate } from './credit-rate.js';
import { DiskRate } from './disk-rate.js';
import { type Meter, MeteredRates } from './metered-rates.js';
import { type ReadableLayers, SnapshotReads } from './snapshot-reads.js';

/** Indexes of a machine's capacities in its fluid site. */
export const NIC = 0;
export const DISK = 1;
export const CORES = 2;
const SNAPSHOT = 3;

/** Tasks and the container runtime have equal weights in the scheduler, whatever the number of tasks. */
const LEAST_SHARE_OF_CORES = 1 / 2;
/** Less than a byte is nothing: it comes from rounding. */
const NOTHING_LEFT = 1;

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
  /** Traffic that leaves the Region. */
  readonly externalBytesPerSecond?: number;
}

export class Machine {
  readonly name: string;
  readonly site: Site;
  /** Hardware threads. */
  readonly cores: number;
  /** Work of all threads together, in threads that run alone. */
  readonly coreCapacity: number;
  /** The most that one TCP connection carries. */
  readonly flowBytesPerSecond: number;
  /** What it has for traffic that leaves the Region. */
  readonly externalBytesPerSecond: number;
  readonly #fluid: Fluid;
  readonly #disk: DiskRate | null;
  readonly #metered: MeteredRates | null;
  readonly #snapshot: SnapshotReads | null;
  /** Further capacities, by name. */
  readonly #more = new Map<string, number>();

  constructor(fluid: Fluid, name: string, rates: MachineRates) {
    const { nicCredits = null, diskCredits = [], pageCache = null, snapshotBytesPerSecond = null } = rates;
    this.name = name;
    this.cores = rates.cores;
    this.coreCapacity = rates.coreCapacity ?? rates.cores;
    this.flowBytesPerSecond = rates.flowBytesPerSecond ?? Infinity;
    this.externalBytesPerSecond = rates.externalBytesPerSecond ?? Infinity;
    this.#fluid = fluid;
    const nic = nicCredits && new CreditRate(rates.nicBytesPerSecond, [nicCredits]);
    const volume = new CreditRate(rates.diskBytesPerSecond, diskCredits);
    const isEndless = rates.diskBytesPerSecond === Infinity;
    this.#disk = pageCache === null || isEndless ? null : new DiskRate(pageCache, volume);
    const disk = this.#disk ?? volume;
    const capacities = [
      nic?.bytesPerSecond ?? rates.nicBytesPerSecond,
      disk.bytesPerSecond,
      this.coreCapacity,
      ...(snapshotBytesPerSecond === null ? [] : [snapshotBytesPerSecond]),
    ];
    this.site = fluid.site(capacities, name);
    const meters: Meter[] = [];
    if (nic !== null) meters.push({ index: NIC, rate: nic });
    if (this.#disk !== null || diskCredits.length > 0) meters.push({ index: DISK, rate: disk });
    this.#metered = meters.length > 0 ? new MeteredRates(fluid, this.site, meters) : null;
    this.#snapshot = snapshotBytesPerSecond === null ? null : new SnapshotReads(fluid, this.site, SNAPSHOT);
  }

  /** Bytes that were written and that the volume has not taken yet. */
  get unwrittenBytes(): number {
    this.#metered?.update();
    return this.#disk?.unwrittenBytes ?? 0;
  }

  /**
   * Cores that running tasks use: pulls get the others, and half of all at least, because the control groups of
   * tasks (`/ecs`) and of services such as the Docker daemon (`system.slice`) have equal weights (Linux,
   * Documentation/scheduler/sched-design-CFS.rst, group scheduling; cgroup-v2.rst, cpu.weight).
   */
  setBusyCores(cores: number): void {
    const rate = Math.max(this.coreCapacity - cores, this.coreCapacity * LEAST_SHARE_OF_CORES);
    if (rate !== this.site.rates[CORES]) this.site.setRate(CORES, rate);
  }

  /**
   * The index of a capacity beside those of every machine, which is made when it is first asked for: a connection that
   * several downloads share, the limit for traffic that leaves the Region.
   */
  capacity(name: string, bytesPerSecond: number): number {
    let index = this.#more.get(name);
    if (index === undefined) {
      index = this.site.addCapacity(bytesPerSecond);
      this.#more.set(name, index);
    }
    return index;
  }

  /** Waits until the volume has taken a file of so many bytes (fsync), or all that was written before now. */
  sync(fileBytes = Infinity): Body<void> {
    return this.#write(fileBytes);
  }

  /** Waits until the volume has taken a share (0…1) of what is unwritten now. */
  flush(share: number): Body<void> {
    return this.#write(share * this.unwrittenBytes);
  }

  /**
   * Waits for so many of the unwritten bytes, after those that others wait for. When the volume's rate falls
   * meanwhile the wait is longer; when it rises, it is as long as it would have been.
   */
  *#write(bytes: number): Body<void> {
    const disk = this.#disk;
    if (disk === null || bytes <= 0) return;
    this.#metered?.update();
    const goal = disk.demand(bytes);
    while (goal - disk.writtenBytes > NOTHING_LEFT) {
      yield* this.#fluid.simulation.delay((goal - disk.writtenBytes) / disk.volumeBytesPerSecond);
      this.#metered?.update();
    }
  }

  /** The layers were on the volume's snapshot, and have not been read since. */
  markFromSnapshot(chains: readonly ChainId[]): void {
    this.#snapshot?.mark(chains);
  }

  /** The layer was pulled here: it is on the volume itself. */
  markWritten(chain: ChainId): void {
    this.#snapshot?.forget(chain);
  }

  /** Reads that share of an image: slow the first time for layers that came with a snapshot, else at once. */
  *readFromSnapshot(image: ReadableLayers, share: number): Body<void> {
    if (this.#snapshot !== null) yield* this.#snapshot.read(image, share);
  }
}
