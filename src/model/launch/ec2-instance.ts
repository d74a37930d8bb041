/**
 * An EC2 container instance: its machine, disk, image store and container runtime, and what is left of
 * its CPU and memory for tasks. Made at time zero or by a scale-out; the agent that works on it is in
 * `agent/`.
 */
import { entity, type Entity } from '../../kernel/random.js';
import type { Environment } from '../environment.js';
import { Disk } from '../host/disk.js';
import { ImageStore } from '../host/image-store.js';
import { Machine } from '../host/machine.js';
import { externalBytesPerSecond } from '../network/external-limit.js';
import type { Origin } from '../network/origin.js';
import type { Peer, PeerNetwork } from '../peer/peer.js';
import { platformOf } from '../image/platform-of.js';
import { Puller } from '../pull/puller.js';
import type { Ec2CapacitySpec, TaskDefinitionSpec } from '../spec.js';

export class Ec2Instance {
  readonly name: string;
  readonly ordinal: number;
  readonly entity: Entity;
  readonly spec: Ec2CapacitySpec;
  readonly origin: Origin;
  readonly registeredAt: number;
  readonly machine: Machine;
  readonly store: ImageStore;
  readonly puller: Puller;
  readonly peer: Peer | null;
  /** No new tasks are placed here. */
  draining = false;
  tasks = 0;
  #busyCores = 0;
  #freeCpuUnits: number;
  #freeMemoryMiB: number;

  /** `peers`: the hosts that it helps, and that help it. */
  constructor(
    spec: Ec2CapacitySpec,
    ordinal: number,
    environment: Environment,
    peers: PeerNetwork | null = null,
  ) {
    this.name = `${spec.name}/${ordinal}`;
    this.ordinal = ordinal;
    this.entity = entity(this.name);
    this.spec = spec;
    this.origin = { region: spec.region, network: spec.network, ordinal, name: this.name };
    this.registeredAt = environment.now;
    this.machine = new Machine(environment.fluid, this.name, {
      ...spec.machine,
      externalBytesPerSecond: externalBytesPerSecond(spec.machine),
    });
    this.store = new ImageStore(
      new Disk(spec.machine.diskBytes, spec.machine.diskUsedBytes),
      spec.runtime.blobs,
    );
    const { name, machine, store } = this;
    this.peer = peers?.join({ name, ordinal, machine, store, runtime: spec.runtime }) ?? null;
    this.puller = new Puller(environment, machine, store, spec.runtime, this.peer);
    this.#freeCpuUnits = spec.machine.cores * 1024;
    this.#freeMemoryMiB = spec.machine.memoryBytes / 2 ** 20;
  }

  get platform(): string {
    return platformOf(this.spec.operatingSystem, this.spec.machine.architecture);
  }

  /** CPU units and MiB that are not promised to a task. */
  get free(): { readonly cpuUnits: number; readonly memoryMiB: number } {
    return { cpuUnits: this.#freeCpuUnits, memoryMiB: this.#freeMemoryMiB };
  }

  /** A running task uses so many cores more, or fewer. */
  addBusyCores(cores: number): void {
    this.#busyCores += cores;
    this.machine.setBusyCores(this.#busyCores);
  }

  hasRoomFor(definition: TaskDefinitionSpec): boolean {
    const fits = definition.cpuUnits <= this.#freeCpuUnits && definition.memoryMiB <= this.#freeMemoryMiB;
    return fits && !this.draining;
  }

  reserve(definition: TaskDefinitionSpec): void {
    this.#freeCpuUnits -= definition.cpuUnits;
    this.#freeMemoryMiB -= definition.memoryMiB;
    this.tasks++;
  }

  release(definition: TaskDefinitionSpec): void {
    this.#freeCpuUnits += definition.cpuUnits;
    this.#freeMemoryMiB += definition.memoryMiB;
    this.tasks--;
  }
}
