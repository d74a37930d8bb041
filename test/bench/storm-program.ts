/**
 * The storm as a program on the kernel: what the bench times. An instance downloads at most three layers at once, in
 * order; a layer is extracted once it is here and all before it are extracted. Handlers and columns, no processes:
 * this measures the events and the fluid engine.
 */
import { Fluid } from '../../src/kernel/fluid/fluid.js';
import type { FlowType, Site } from '../../src/kernel/fluid/fluid.js';
import { Simulation } from '../../src/kernel/simulation.js';
import type { Handler } from '../../src/kernel/simulation.js';
import type { Workload } from './workload.js';

const NIC = 0;
const DISK = 1;

export interface StormResult {
  readonly events: number;
  /** When each instance has extracted its last layer. */
  readonly doneSeconds: Float64Array;
}

/** Runs the storm on the kernel. */
export function runStorm(workload: Workload): StormResult {
  return new Storm(workload).run();
}

export class Storm {
  readonly simulation = new Simulation();
  readonly doneSeconds: Float64Array;
  #fluid = new Fluid(this.simulation);
  #workload: Workload;
  #downloads: FlowType[];
  #extraction: FlowType | undefined;
  #sites: (Site | undefined)[];
  #nextLayer: Uint8Array;
  #extracted: Uint8Array;
  #isHere: Uint8Array;
  #isExtracting: Uint8Array;
  #arrived: Handler = { handle: (instance) => this.#arrive(instance) };
  #downloadEnded: Handler = { handle: (layer) => this.#endDownload(layer) };
  #extractionEnded: Handler = { handle: (instance) => this.#endExtraction(instance) };

  constructor(workload: Workload) {
    this.#workload = workload;
    const { instances, layers } = workload;
    this.doneSeconds = new Float64Array(instances);
    this.#nextLayer = new Uint8Array(instances);
    this.#extracted = new Uint8Array(instances);
    this.#isHere = new Uint8Array(instances * layers);
    this.#isExtracting = new Uint8Array(instances);
    this.#sites = new Array<Site | undefined>(instances);
    this.#downloads = downloadTypes(workload, this.#fluid);
    this.#extraction = extractionType(workload, this.#fluid);
    if (instances > 0) this.simulation.scheduleAt(workload.arrivalSeconds[0]!, this.#arrived, 0);
  }

  run(): StormResult {
    this.simulation.run();
    return { events: this.simulation.eventsProcessed, doneSeconds: this.doneSeconds };
  }

  #arrive(instance: number): void {
    const { arrivalSeconds, disk, nicBytesPerSecond, slots } = this.#workload;
    if (instance + 1 < arrivalSeconds.length) {
      this.simulation.scheduleAt(arrivalSeconds[instance + 1]!, this.#arrived, instance + 1);
    }
    const nic = nicBytesPerSecond[instance]!;
    const site = this.#fluid.site(disk === undefined ? [nic] : [nic, disk.rateBytesPerSecond]);
    this.#sites[instance] = site;
    for (let slot = 0; slot < slots; slot++) this.#startDownload(instance, site);
  }

  #startDownload(instance: number, site: Site): void {
    const { layers, layerBytes, zones } = this.#workload;
    const next = this.#nextLayer[instance]!;
    if (next === layers) return;
    this.#nextLayer[instance] = next + 1;
    const layer = instance * layers + next;
    const type = this.#downloads[zones[instance]!]!;
    this.#fluid.begin(site, type, layerBytes[layer]!, this.#downloadEnded, layer);
  }

  #endDownload(layer: number): void {
    const instance = Math.floor(layer / this.#workload.layers);
    this.#isHere[layer] = 1;
    this.#startDownload(instance, this.#sites[instance]!);
    this.#tryExtract(instance);
  }

  #tryExtract(instance: number): void {
    const { extractionBytesPerSecond, layers, layerBytes } = this.#workload;
    const layer = instance * layers + this.#extracted[instance]!;
    if (this.#isExtracting[instance] !== 0 || this.#isHere[layer] === 0) return;
    this.#isExtracting[instance] = 1;
    const bytes = layerBytes[layer]!;
    if (this.#extraction === undefined) {
      this.simulation.schedule(bytes / extractionBytesPerSecond, this.#extractionEnded, instance);
    } else {
      this.#fluid.begin(this.#sites[instance]!, this.#extraction, bytes, this.#extractionEnded, instance);
    }
  }

  #endExtraction(instance: number): void {
    this.#isExtracting[instance] = 0;
    this.#extracted[instance]!++;
    if (this.#extracted[instance] === this.#workload.layers) {
      this.doneSeconds[instance] = this.simulation.now;
      this.#sites[instance] = undefined;
    } else {
      this.#tryExtract(instance);
    }
  }
}

/** One type of download per zone. */
function downloadTypes(workload: Workload, fluid: Fluid): FlowType[] {
  const registry = fluid.capacity('registry', workload.registryBytesPerSecond);
  const local = [{ index: NIC, use: 1 }];
  if (workload.disk !== undefined) local.push({ index: DISK, use: 1 });
  const bound = workload.connectionBytesPerSecond;
  const gateways = workload.gatewaysBytesPerSecond;
  if (gateways.length === 0) return [fluid.flowType({ shared: [{ capacity: registry }], local, bound })];
  return gateways.map((rate, zone) => {
    const gateway = fluid.capacity(`gateway ${zone}`, rate);
    return fluid.flowType({ shared: [{ capacity: registry }, { capacity: gateway }], local, bound });
  });
}

/** Extraction takes of the disk; its weight makes shares of the disk equal in bytes. */
function extractionType({ disk, extractionBytesPerSecond }: Workload, fluid: Fluid): FlowType | undefined {
  if (disk === undefined) return undefined;
  const use = disk.extractionUse;
  return fluid.flowType({ local: [{ index: DISK, use }], weight: 1 / use, bound: extractionBytesPerSecond });
}
