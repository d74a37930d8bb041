/**
 * How Amazon ECS scales the instances that it manages: one is launched where a task has no room, neither on those that
 * are there nor on those that are on their way, up to a maximum; one without tasks ends after a time, but never the last
 * `count`. Tasks are packed on instances to come first fit, in the order in which they wait. Leaves out that ECS chooses
 * instance types, moves tasks off underused instances, and replaces instances for patches after 14 days. Source: Amazon
 * ECS developer guide, "Amazon ECS Managed Instances infrastructure optimization" (2026-11).
 */
import type { Environment } from '../environment.js';
import type { Task } from '../launch/task.js';
import type { Ec2CapacitySpec, ManagedInstancesSpec, TaskDefinitionSpec } from '../spec.js';
import type { Host } from './host.js';

/** The instances that are scaled. */
export interface ScaledFleet {
  /** Instances that are there. */
  inGroup(): number;
  /** On their way. */
  launching(): number;
  launchOne(): void;
  end(host: Host): void;
}

/** Of an instance to come: what no task was promised. */
interface Room {
  cpuUnits: number;
  memoryMiB: number;
}

export class ManagedScaling {
  readonly #rules: ManagedInstancesSpec;
  readonly #empty: Readonly<Room>;
  readonly #environment: Environment;
  readonly #fleet: ScaledFleet;
  #least: number;
  /** Tasks without room, the oldest first, with what they were promised. */
  readonly #waiting = new Map<Task, Room | null>();
  #rooms: Room[] = [];
  /** Instances without tasks, and when each is to end. */
  readonly #idle = new Map<Host, number>();

  constructor(
    { machine, count }: Ec2CapacitySpec,
    rules: ManagedInstancesSpec,
    environment: Environment,
    fleet: ScaledFleet,
  ) {
    this.#rules = rules;
    this.#empty = { cpuUnits: machine.cores * 1024, memoryMiB: machine.memoryBytes / 2 ** 20 };
    this.#environment = environment;
    this.#fleet = fleet;
    this.#least = count;
  }

  /** Instances that there are to be at least from now on; no more than the maximum. */
  keep(count: number): void {
    this.#least = Math.min(count, this.#rules.maximumCount);
    this.#replaceMissing();
    this.#endIdle();
  }

  /** The task waits for room. */
  need(task: Task): void {
    this.#waiting.set(task, this.#promise(task.definition));
  }

  /** The task does not wait any more: what it was promised is free. */
  drop(task: Task): void {
    const room = this.#waiting.get(task);
    this.#waiting.delete(task);
    if (room === null || room === undefined) return;
    room.cpuUnits += task.definition.cpuUnits;
    room.memoryMiB += task.definition.memoryMiB;
  }

  /** An instance has come, and those who waited have been placed. */
  came(): void {
    this.#plan();
    this.#endIdle();
  }

  /** The instance has no tasks from now on. */
  idle(host: Host): void {
    const at = this.#environment.now + this.#rules.idleInstanceSeconds;
    if (at === Infinity) return;
    this.#idle.set(host, at);
    this.#environment.simulation.scheduleAt(at, { handle: () => this.#endIdle() });
  }

  /** The instance has tasks again. */
  busy(host: Host): void {
    this.#idle.delete(host);
  }

  /** An instance has ended: others may be launched. */
  ended(host: Host): void {
    this.#idle.delete(host);
    this.#replaceMissing();
    this.#plan();
  }

  get #size(): number {
    return this.#fleet.inGroup() + this.#fleet.launching();
  }

  #replaceMissing(): void {
    while (this.#size < this.#least) this.#fleet.launchOne();
  }

  /** Packs all who wait anew, on what is on its way. */
  #plan(): void {
    this.#rooms = Array.from({ length: this.#fleet.launching() }, () => ({ ...this.#empty }));
    for (const task of this.#waiting.keys()) this.#waiting.set(task, this.#promise(task.definition));
  }

  /** Room on an instance to come, one that is launched for it where need be; null where there can be none. */
  #promise({ cpuUnits, memoryMiB }: TaskDefinitionSpec): Room | null {
    const fits = (room: Room): boolean => cpuUnits <= room.cpuUnits && memoryMiB <= room.memoryMiB;
    let room = this.#rooms.find(fits);
    if (room === undefined) {
      if (this.#size >= this.#rules.maximumCount || !fits(this.#empty)) return null;
      this.#fleet.launchOne();
      room = { ...this.#empty };
      this.#rooms.push(room);
    }
    room.cpuUnits -= cpuUnits;
    room.memoryMiB -= memoryMiB;
    return room;
  }

  /** Ends what has been without tasks for long enough, those that were first so first. */
  #endIdle(): void {
    for (const [host, at] of [...this.#idle]) {
      if (at > this.#environment.now || this.#fleet.inGroup() <= this.#least) continue;
      this.#fleet.end(host);
    }
  }
}
