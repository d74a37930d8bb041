/**
 * The oracle of the storm in R1 to R6: the simplest fluid simulator of it. Every event advances every flow and finds
 * all rates anew by textbook progressive filling over {registry, zone gateways, every network interface} and a cap
 * per connection. Also the reference that the kernel's speed is measured against.
 */
import type { StormResult } from './storm-program.js';
import type { Workload } from './workload.js';

/** Runs the storm by brute force. */
export function runOracle(workload: Workload): StormResult {
  return new NaiveStorm(workload).run();
}

class NaiveStorm {
  #workload: Workload;
  #now = 0;
  #events = 0;
  // Flows, as columns; the last takes the place of one that ends.
  #size = 0;
  #instances: Int32Array;
  #layers: Int32Array;
  #left: Float64Array;
  #rates: Float64Array;
  #frozen: Uint8Array;
  // Instances.
  #nextLayer: Uint8Array;
  #isHere: Uint8Array;
  #extracted: Uint8Array;
  #extractionEnds: Float64Array;
  #done: Float64Array;
  #extracting: number[] = [];
  #nicFlows: Int32Array;
  #nicLeft: Float64Array;

  constructor(workload: Workload) {
    const { instances, layers, slots } = workload;
    this.#workload = workload;
    this.#instances = new Int32Array(instances * slots);
    this.#layers = new Int32Array(instances * slots);
    this.#left = new Float64Array(instances * slots);
    this.#rates = new Float64Array(instances * slots);
    this.#frozen = new Uint8Array(instances * slots);
    this.#nextLayer = new Uint8Array(instances);
    this.#isHere = new Uint8Array(instances * layers);
    this.#extracted = new Uint8Array(instances);
    this.#extractionEnds = new Float64Array(instances).fill(Infinity);
    this.#done = new Float64Array(instances);
    this.#nicFlows = new Int32Array(instances);
    this.#nicLeft = new Float64Array(instances);
  }

  run(): StormResult {
    const { arrivalSeconds, instances, slots } = this.#workload;
    for (let arrived = 0; ;) {
      this.#fill();
      const next = Math.min(arrivalSeconds[arrived] ?? Infinity, this.#nextEnd());
      if (next === Infinity) return { events: this.#events, doneSeconds: this.#done };
      this.#advance(next);
      this.#endDownloads();
      this.#endExtractions();
      for (; arrived < instances && arrivalSeconds[arrived]! <= next; arrived++) {
        this.#events++;
        for (let slot = 0; slot < slots; slot++) this.#startDownload(arrived);
      }
    }
  }

  #startDownload(instance: number): void {
    const { layers, layerBytes } = this.#workload;
    const layer = this.#nextLayer[instance]!;
    if (layer === layers) return;
    this.#nextLayer[instance] = layer + 1;
    const flow = this.#size++;
    this.#instances[flow] = instance;
    this.#layers[flow] = instance * layers + layer;
    this.#left[flow] = layerBytes[instance * layers + layer]!;
  }

  #tryExtract(instance: number): void {
    const { extractionBytesPerSecond, layers, layerBytes } = this.#workload;
    const layer = instance * layers + this.#extracted[instance]!;
    if (this.#extracted[instance] === layers || this.#isHere[layer] === 0) return;
    if (this.#extractionEnds[instance] !== Infinity) return;
    this.#extractionEnds[instance] = this.#now + layerBytes[layer]! / extractionBytesPerSecond;
    this.#extracting.push(instance);
  }

  #nextEnd(): number {
    let next = Infinity;
    for (let f = 0; f < this.#size; f++) {
      next = Math.min(next, this.#now + this.#left[f]! / this.#rates[f]!);
    }
    for (const instance of this.#extracting) next = Math.min(next, this.#extractionEnds[instance]!);
    return next;
  }

  #advance(to: number): void {
    const seconds = to - this.#now;
    for (let f = 0; f < this.#size; f++) this.#left[f]! -= this.#rates[f]! * seconds;
    this.#now = to;
  }

  #endDownloads(): void {
    for (let f = this.#size - 1; f >= 0; f--) {
      if (this.#left[f]! > 1e-9 * this.#rates[f]!) continue;
      const instance = this.#instances[f]!;
      this.#isHere[this.#layers[f]!] = 1;
      this.#events++;
      const last = --this.#size;
      this.#instances[f] = this.#instances[last]!;
      this.#layers[f] = this.#layers[last]!;
      this.#left[f] = this.#left[last]!;
      this.#rates[f] = this.#rates[last]!;
      this.#startDownload(instance);
      this.#rates[last] = 0;
      this.#tryExtract(instance);
    }
  }

  #endExtractions(): void {
    const ended = this.#extracting.filter((instance) => this.#extractionEnds[instance]! <= this.#now);
    this.#extracting = this.#extracting.filter((instance) => this.#extractionEnds[instance]! > this.#now);
    for (const instance of ended) {
      this.#events++;
      this.#extractionEnds[instance] = Infinity;
      this.#extracted[instance]!++;
      if (this.#extracted[instance] === this.#workload.layers) this.#done[instance] = this.#now;
      else this.#tryExtract(instance);
    }
  }

  #fill(): void {
    const { gatewaysBytesPerSecond: gateways, nicBytesPerSecond, zones } = this.#workload;
    const zoneLeft = [...gateways];
    const zoneFlows = gateways.map(() => 0);
    let registryLeft = this.#workload.registryBytesPerSecond;
    let busy: number[] = [];
    for (let f = 0; f < this.#size; f++) {
      const instance = this.#instances[f]!;
      this.#frozen[f] = 0;
      if (gateways.length > 0) zoneFlows[zones[instance]!]!++;
      if (this.#nicFlows[instance]!++ > 0) continue;
      busy.push(instance);
      this.#nicLeft[instance] = nicBytesPerSecond[instance]!;
    }
    for (let open = this.#size; open > 0;) {
      const level = this.#level(busy, registryLeft / open, zoneLeft, zoneFlows);
      const tie = level * (1 + 1e-12);
      const all = registryLeft / open <= tie || this.#workload.connectionBytesPerSecond <= tie;
      const fullZone = zoneLeft.map((left, zone) => zoneFlows[zone]! > 0 && left / zoneFlows[zone]! <= tie);
      for (const i of busy) if (this.#nicLeft[i]! / this.#nicFlows[i]! <= tie) this.#nicLeft[i] = -1;
      for (let f = 0; f < this.#size; f++) {
        const instance = this.#instances[f]!;
        const zone = zones[instance]!;
        if (this.#frozen[f] === 1 || !(all || this.#nicLeft[instance] === -1 || fullZone[zone])) continue;
        this.#frozen[f] = 1;
        this.#rates[f] = level;
        open--;
        registryLeft -= level;
        this.#nicFlows[instance]!--;
        if (this.#nicLeft[instance] !== -1) this.#nicLeft[instance]! -= level;
        if (gateways.length === 0) continue;
        zoneFlows[zone]!--;
        zoneLeft[zone]! -= level;
      }
      busy = busy.filter((instance) => this.#nicFlows[instance]! > 0);
    }
  }

  /** The least fair share of anything that still has flows that rise. */
  #level(
    busy: readonly number[],
    registry: number,
    zoneLeft: readonly number[],
    zoneFlows: readonly number[],
  ): number {
    let level = Math.min(this.#workload.connectionBytesPerSecond, registry);
    for (const instance of busy) {
      level = Math.min(level, this.#nicLeft[instance]! / this.#nicFlows[instance]!);
    }
    zoneLeft.forEach((left, zone) => {
      if (zoneFlows[zone]! > 0) level = Math.min(level, left / zoneFlows[zone]!);
    });
    return level;
  }
}
