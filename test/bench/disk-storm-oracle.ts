/**
 * The oracle of the storm in R7, where downloads and extractions of a host share its disk: a list of flows, each
 * advanced at every event, and rates by textbook progressive filling over {registry, every network interface, every
 * disk} and a bound per flow. The level of a flow is its rate ÷ weight.
 */
import type { StormResult } from './storm-program.js';
import type { Disk, Workload } from './workload.js';

interface Flow {
  readonly host: Host;
  /** The layer, by number within the instance. */
  readonly layer: number;
  readonly isDownload: boolean;
  readonly weight: number;
  /** Bytes of disk per byte. */
  readonly diskUse: number;
  readonly bound: number;
  left: number;
  rate: number;
  isFrozen: boolean;
}

interface Host {
  readonly instance: number;
  nextLayer: number;
  extracted: number;
  isExtracting: boolean;
  readonly isHere: boolean[];
  nicLeft: number;
  nicPull: number;
  diskLeft: number;
  diskPull: number;
}

/** Runs the storm of R7 by brute force. */
export function runDiskOracle(workload: Workload): StormResult {
  if (workload.disk === undefined) throw new Error('hosts of this regime have no disk');
  return new NaiveDiskStorm(workload, workload.disk).run();
}

class NaiveDiskStorm {
  #workload: Workload;
  #disk: Disk;
  #now = 0;
  #events = 0;
  #flows: Flow[] = [];
  #done: Float64Array;

  constructor(workload: Workload, disk: Disk) {
    this.#workload = workload;
    this.#disk = disk;
    this.#done = new Float64Array(workload.instances);
  }

  run(): StormResult {
    const { arrivalSeconds, slots } = this.#workload;
    for (let arrived = 0; ;) {
      this.#fill();
      let next = arrivalSeconds[arrived] ?? Infinity;
      for (const { left, rate } of this.#flows) next = Math.min(next, this.#now + left / rate);
      if (next === Infinity) return { events: this.#events, doneSeconds: this.#done };
      for (const flow of this.#flows) flow.left -= flow.rate * (next - this.#now);
      this.#now = next;
      const ended = this.#flows.filter(({ left, rate }) => left <= 1e-9 * rate);
      this.#flows = this.#flows.filter(({ left, rate }) => left > 1e-9 * rate);
      for (const flow of ended) this.#end(flow);
      for (; arrivalSeconds[arrived]! <= next; arrived++) {
        const host = idleHost(arrived);
        this.#events++;
        for (let slot = 0; slot < slots; slot++) this.#startDownload(host);
      }
    }
  }

  #end({ host, layer, isDownload }: Flow): void {
    this.#events++;
    if (isDownload) {
      host.isHere[layer] = true;
      this.#startDownload(host);
    } else {
      host.isExtracting = false;
      host.extracted++;
      if (host.extracted === this.#workload.layers) this.#done[host.instance] = this.#now;
    }
    this.#tryExtract(host);
  }

  #startDownload(host: Host): void {
    if (host.nextLayer === this.#workload.layers) return;
    this.#add(host, host.nextLayer++, true);
  }

  #tryExtract(host: Host): void {
    if (host.isExtracting || host.isHere[host.extracted] !== true) return;
    host.isExtracting = true;
    this.#add(host, host.extracted, false);
  }

  #add(host: Host, layer: number, isDownload: boolean): void {
    const { connectionBytesPerSecond, extractionBytesPerSecond, layerBytes, layers } = this.#workload;
    const diskUse = isDownload ? 1 : this.#disk.extractionUse;
    const bound = isDownload ? connectionBytesPerSecond : extractionBytesPerSecond;
    const left = layerBytes[host.instance * layers + layer]!;
    const weight = 1 / diskUse;
    this.#flows.push({ host, layer, isDownload, weight, diskUse, bound, left, rate: 0, isFrozen: false });
  }

  #fill(): void {
    const { nicBytesPerSecond, registryBytesPerSecond } = this.#workload;
    for (const flow of this.#flows) {
      flow.isFrozen = false;
      flow.host.nicLeft = nicBytesPerSecond[flow.host.instance]!;
      flow.host.diskLeft = this.#disk.rateBytesPerSecond;
    }
    let registryLeft = registryBytesPerSecond;
    for (let rising = this.#flows; rising.length > 0; rising = rising.filter(({ isFrozen }) => !isFrozen)) {
      const downloads = this.#countPulls(rising);
      const shareOf = ({ host, isDownload, bound, weight }: Flow): number => {
        const alone = Math.min(bound / weight, host.diskLeft / host.diskPull);
        return isDownload ? Math.min(alone, host.nicLeft / host.nicPull, registryLeft / downloads) : alone;
      };
      const shares = rising.map(shareOf);
      const level = shares.reduce((least, share) => Math.min(least, share), Infinity);
      rising.forEach((flow, f) => {
        if (shares[f]! > level * (1 + 1e-12)) return;
        flow.isFrozen = true;
        flow.rate = level * flow.weight;
        flow.host.diskLeft -= flow.rate * flow.diskUse;
        if (!flow.isDownload) return;
        flow.host.nicLeft -= flow.rate;
        registryLeft -= flow.rate;
      });
    }
  }

  /** Sums what the flows take per unit of level; returns the sum for the registry. */
  #countPulls(rising: readonly Flow[]): number {
    let downloads = 0;
    for (const { host } of rising) host.nicPull = host.diskPull = 0;
    for (const { host, weight, diskUse, isDownload } of rising) {
      host.diskPull += weight * diskUse;
      if (!isDownload) continue;
      host.nicPull += weight;
      downloads += weight;
    }
    return downloads;
  }
}

function idleHost(instance: number): Host {
  return {
    instance,
    nextLayer: 0,
    extracted: 0,
    isExtracting: false,
    isHere: [],
    nicLeft: 0,
    nicPull: 0,
    diskLeft: 0,
    diskPull: 0,
  };
}
