/**
 * On which instance a task goes, among those with room. `spread`: the one with the fewest tasks of the
 * capacity; `binpack`: the one with the least memory left; `random`: any. Ties go to the older one. Tasks that
 * find no room wait: first come, first served, but one that does not fit does not hold up a smaller one behind it.
 * Tasks with equal needs and strategy share a list of instances with room for them, kept up as these change.
 */
import { Fifo } from '../../kernel/fifo.js';
import type { Environment } from '../environment.js';
import type { Ec2Instance } from '../launch/ec2-instance.js';
import type { Task } from '../launch/task.js';
import type { ServiceSettings, TaskDefinitionSpec } from '../spec.js';
import { RankTree } from './rank-tree.js';

export type PlacementStrategy = ServiceSettings['placementStrategy'];

/** A task that waits for room, and what it is told when there is some. */
interface Waiting {
  readonly task: Task;
  /** Number of its arrival among all that have waited. */
  readonly arrival: number;
  readonly placed: () => void;
  gone: boolean;
}

/** What tasks of one size and strategy share. */
interface Kind {
  readonly needs: TaskDefinitionSpec;
  readonly strategy: PlacementStrategy;
  /** Instances with room, by how good they are. */
  readonly room: RankTree;
  readonly waiting: Fifo<Waiting>;
}

export class Placement {
  readonly #environment: Environment;
  /** Tells the instance and takes the room on it. */
  readonly #seat: (task: Task, position: number) => void;
  /** In the order in which they were registered. */
  readonly #instances: Ec2Instance[] = [];
  readonly #kinds = new Map<string, Kind>();
  readonly #waiting = new Map<Task, Waiting>();
  #arrivals = 0;

  constructor(environment: Environment, seat: (task: Task, position: number) => void) {
    this.#environment = environment;
    this.#seat = seat;
  }

  /** A new instance; its position. Tasks that wait are placed by `placeWaiting`. */
  add(instance: Ec2Instance): number {
    const position = this.#instances.push(instance) - 1;
    this.changed(position);
    return position;
  }

  /** Room, tasks or state of an instance have changed. */
  changed(position: number): void {
    for (const kind of this.#kinds.values()) this.#rank(kind, position);
  }

  /** Places a task if there is room, which no earlier task with the same needs can be waiting for. */
  place(task: Task, strategy: PlacementStrategy): boolean {
    return this.#placeOne(this.#kindOf(task.definition, strategy), task);
  }

  /** The task waits until an instance has room for it, and is then told. */
  await(task: Task, strategy: PlacementStrategy, placed: () => void): void {
    const waiting = { task, arrival: this.#arrivals++, placed, gone: false };
    this.#waiting.set(task, waiting);
    this.#kindOf(task.definition, strategy).waiting.push(waiting);
  }

  /** The task does not wait any more. It is not told. */
  forget(task: Task): void {
    const waiting = this.#waiting.get(task);
    if (waiting !== undefined) waiting.gone = true;
    this.#waiting.delete(task);
  }

  /** Room has come: places those who wait, in the order in which they came. */
  placeWaiting(): void {
    for (;;) {
      const kind = this.#firstWithRoom();
      if (kind === undefined) return;
      const { task, placed } = kind.waiting.shift()!;
      this.#waiting.delete(task);
      this.#placeOne(kind, task);
      placed();
    }
  }

  /** Of the kinds that have room, the one whose first task has waited longest. */
  #firstWithRoom(): Kind | undefined {
    let first: Kind | undefined;
    let arrival = Infinity;
    for (const kind of this.#kinds.values()) {
      if (kind.room.size === 0) continue;
      const head = headOf(kind.waiting);
      if (head === undefined || head.arrival > arrival) continue;
      first = kind;
      arrival = head.arrival;
    }
    return first;
  }

  #placeOne({ room, strategy }: Kind, task: Task): boolean {
    if (room.size === 0) return false;
    const position =
      strategy === 'random'
        ? room.nth(Math.floor(this.#environment.uniform('placement', task.entity) * room.size))
        : room.least();
    this.#seat(task, position);
    this.changed(position);
    return true;
  }

  #kindOf(needs: TaskDefinitionSpec, strategy: PlacementStrategy): Kind {
    const name = `${strategy} ${needs.cpuUnits} ${needs.memoryMiB}`;
    let kind = this.#kinds.get(name);
    if (kind === undefined) {
      kind = { needs, strategy, room: new RankTree(), waiting: new Fifo() };
      this.#kinds.set(name, kind);
      for (let position = 0; position < this.#instances.length; position++) this.#rank(kind, position);
    }
    return kind;
  }

  #rank({ needs, strategy, room }: Kind, position: number): void {
    const instance = this.#instances[position]!;
    room.set(position, instance.hasRoomFor(needs) ? costOf(instance, strategy) : null);
  }
}

/** The least is the best. */
function costOf(instance: Ec2Instance, strategy: PlacementStrategy): number {
  switch (strategy) {
    case 'spread':
      return instance.tasks;
    case 'binpack':
      return instance.free.memoryMiB;
    case 'random':
      return 0;
  }
}

function headOf(waiting: Fifo<Waiting>): Waiting | undefined {
  while (waiting.peek()?.gone === true) waiting.shift();
  return waiting.peek();
}
