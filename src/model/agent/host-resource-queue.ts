/**
 * The agent's queue for CPU and memory of its host: strictly first come, first served, so that a large task at the
 * head keeps small ones behind it waiting although there is room for them. A task holds what it was given until it has
 * stopped, not until it is swept. ECS places tasks where it sees room, so tasks wait here when others take long to
 * stop, or when they were started on this very instance. Ports and GPUs are left out. Source: amazon-ecs-agent
 * `docker_task_engine.go`, `monitorQueuedTasks`, `host_resource_manager.go` (since 1.73.0).
 */
import { Fifo } from '../../kernel/fifo.js';
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { Simulation } from '../../kernel/simulation.js';
import type { Task } from '../launch/task.js';

interface Waiting {
  readonly task: Task;
  /** Its turn has come, or it was stopped meanwhile. */
  readonly turn: Signal;
}

export class HostResourceQueue {
  readonly #simulation: Simulation;
  #freeCpuUnits: number;
  #freeMemoryMiB: number;
  readonly #waiting = new Fifo<Waiting>();

  constructor(simulation: Simulation, cpuUnits: number, memoryMiB: number) {
    this.#simulation = simulation;
    this.#freeCpuUnits = cpuUnits;
    this.#freeMemoryMiB = memoryMiB;
  }

  /** Tasks that wait. */
  get length(): number {
    return this.#waiting.length;
  }

  /** Waits for the task's turn and for room; it then holds its share until it is gone. Nothing is held by one that was stopped first. */
  *enter(task: Task): Body<void> {
    if (this.#waiting.length === 0 && this.#fits(task)) {
      this.#hold(task);
      return;
    }
    const waiting = { task, turn: new Signal(this.#simulation) };
    this.#waiting.push(waiting);
    this.#simulation.start(this.#leaveWhenStopped(waiting));
    yield* waiting.turn.wait();
  }

  *#leaveWhenStopped({ task, turn }: Waiting): Body<void> {
    yield* task.settled.wait();
    if (turn.fired) return;
    turn.fire();
    this.#admit();
  }

  #fits({ definition }: Task): boolean {
    return definition.cpuUnits <= this.#freeCpuUnits && definition.memoryMiB <= this.#freeMemoryMiB;
  }

  #hold(task: Task): void {
    const { cpuUnits, memoryMiB } = task.definition;
    this.#freeCpuUnits -= cpuUnits;
    this.#freeMemoryMiB -= memoryMiB;
    task.whenGone(() => {
      this.#freeCpuUnits += cpuUnits;
      this.#freeMemoryMiB += memoryMiB;
      this.#admit();
    });
  }

  /** Lets in from the head on whoever fits; those who were stopped meanwhile just leave. */
  #admit(): void {
    for (let head = this.#waiting.peek(); head !== undefined; head = this.#waiting.peek()) {
      const { task, turn } = head;
      if (!turn.fired) {
        if (!this.#fits(task)) return;
        this.#hold(task);
        turn.fire();
      }
      this.#waiting.shift();
    }
  }
}
