/**
 * The micro host of a Fargate task: a virtual machine of its own with the task's share of cores, interface and disk.
 * Each container pulls into a store of its own there; what they share is machine and disk space. AWS does not publish
 * how the host is built: rates are those of the task's size, cores are its vCPU, for decompression too.
 * On platform version 1.3.0 layers have storage of their own, and an interface of Fargate's own asks for the registry's
 * token past the customer's network; layers come through the task's interface on every version (an AWS engineer on
 * stackoverflow.com/questions/61265108, 2020-04; ECS developer guide, platform-version-migration.html).
 */
import type { Environment } from '../environment.js';
import { Disk } from '../host/disk.js';
import { hostedLayers, type HostedLayer } from '../host/host-bases.js';
import { ImageStore } from '../host/image-store.js';
import { Machine } from '../host/machine.js';
import type { ChainId } from '../image/chain-table.js';
import type { Release } from '../image/release.js';
import type { Origin } from '../network/origin.js';
import { Puller } from '../pull/puller.js';
import type { Registries } from '../registry/registries.js';
import type { FargateCapacitySpec, FargateRates } from '../spec.js';
import type { Task } from './task.js';

/** What one container of a micro host pulls with, and into. */
export interface ContainerImages {
  readonly store: ImageStore;
  readonly puller: Puller;
}

/** Where a host has layers from that it did not pull. */
export interface LayerSource {
  /** Those that a host has from its beginning, at no cost. */
  layers(): Iterable<ChainId>;
  /** A host has pulled, or found, all layers of this release. */
  used(release: Release): void;
}

const NOWHERE: LayerSource = { layers: () => [], used: () => {} };

export class MicroHost {
  readonly name: string;
  readonly spec: FargateCapacitySpec;
  readonly environment: Environment;
  readonly registries: Registries;
  readonly origin: Origin;
  /** From where the token of a registry is asked for. */
  readonly tokenOrigin: Origin;
  readonly machine: Machine;
  readonly disk: Disk;
  /** Hosts of the same size are alike. */
  readonly size: string;
  readonly #source: LayerSource;
  readonly #bases: readonly HostedLayer[];
  readonly #images = new Map<string, ContainerImages>();

  /** Of the task that it is made for. */
  constructor(
    task: Task,
    spec: FargateCapacitySpec,
    registries: Registries,
    environment: Environment,
    source = NOWHERE,
  ) {
    const { cpuUnits, ephemeralStorageBytes } = task.definition;
    this.name = task.name;
    this.spec = spec;
    this.environment = environment;
    this.registries = registries;
    this.size = sizeOf(task);
    this.machine = new Machine(environment.fluid, task.name, {
      ...ratesOf(task, spec),
      cores: cpuUnits / 1024,
    });
    this.disk = new Disk(spec.layerStorageBytes ?? ephemeralStorageBytes, 0);
    // Tasks are spread over zones by a hash of their name, in equal shares only on average.
    const ordinal = task.entity.low >>> 0;
    this.origin = { region: spec.region, network: spec.network, ordinal, name: task.name };
    this.tokenOrigin = hasPlatformInterface(spec) ? { ...this.origin, network: null } : this.origin;
    this.#source = source;
    this.#bases = hostedLayers(spec.hostBases, registries.chains, environment.now);
  }

  /** What the container of this name pulls with; the same each time, so that retries and later tasks find what is there. */
  imagesOf(container: string): ContainerImages {
    let images = this.#images.get(container);
    if (images === undefined) {
      const store = new ImageStore(this.disk, this.spec.runtime.blobs);
      for (const chain of this.#source.layers()) store.addLayer(chain, 0, 1);
      // Not of the task's storage.
      for (const { chain } of this.#bases) store.addLayer(chain, 0, 1);
      const puller = new Puller(this.environment, this.machine, store, this.spec.runtime);
      images = { store, puller };
      this.#images.set(container, images);
    }
    return images;
  }

  /** The container of this name has its image: what it had before goes. */
  pulled(container: string, release: Release): void {
    const { store, puller } = this.imagesOf(container);
    for (const { release: other } of [...store.images()])
      if (other.imageId !== release.imageId) store.removeImage(other.imageId);
    // Of an image that is loaded lazily nobody has all layers.
    if (puller.mountOf(release.imageId) === null) this.#source.used(release);
  }

  /** Another task gets the host: what its containers do not pull into goes. */
  handTo(task: Task): void {
    for (const [name, { store, puller }] of this.#images) {
      if (task.containers.some(({ spec }) => spec.name === name)) continue;
      store.pruneImages();
      puller.stop();
      this.#images.delete(name);
    }
  }

  /** It ends, and what its mounts fetch. */
  end(): void {
    for (const { puller } of this.#images.values()) puller.stop();
  }
}

/** The size of a task's host, as text: CPU, memory and disk. */
export function sizeOf({ definition }: Task): string {
  return `${definition.cpuUnits}/${definition.memoryMiB}/${definition.ephemeralStorageBytes}`;
}

/** The rates of the task's size; those of the first size where the capacity has none for it. */
function ratesOf({ definition }: Task, { name, rates }: FargateCapacitySpec): FargateRates {
  const { cpuUnits, memoryMiB } = definition;
  const found = rates.find((each) => each.cpuUnits === cpuUnits && each.memoryMiB === memoryMiB) ?? rates[0];
  if (found === undefined) throw new Error(`capacity ${name} has no rates for any task size`);
  return found;
}

function hasPlatformInterface({ operatingSystem, platformVersion }: FargateCapacitySpec): boolean {
  return operatingSystem === 'LINUX' && platformVersion === '1.3.0';
}
