/**
 * An ECS service: keeps a desired number of tasks, and rolls a new deployment out within
 * `minimumHealthyPercent` and `maximumPercent` (rolling update). Old tasks stop as new ones become
 * ready. A task that fails is replaced after a short pause and the scheduler's delay; that ECS makes the
 * pauses longer when starts keep failing (its ramp is not published), the circuit breaker and load balancers
 * are not modelled here.
 */
import type { Environment } from '../environment.js';
import { Task } from '../launch/task.js';
import type { Registries } from '../registry/registries.js';
import type { ServiceSettings, TaskDefinitionSpec } from '../spec.js';
import { Deployment } from './deployment.js';
import type { Pool } from './pool.js';
import { taskLife, type TaskListener } from './task-life.js';

interface Member {
  readonly task: Task;
  readonly deployment: Deployment;
  readonly slot: number;
  ready: boolean;
  stopping: boolean;
}

/** After a start that failed a service starts nothing for so long: no failure repeats without end in no time. */
const PAUSE_AFTER_FAILURE_SECONDS = 1;

export class Service implements TaskListener {
  readonly settings: ServiceSettings;
  desiredCount: number;
  readonly #environment: Environment;
  readonly #registries: Registries;
  readonly #pool: Pool;
  readonly #observer: TaskListener;
  readonly #members = new Map<Task, Member>();
  #deployment: Deployment;
  #pausedUntil = 0;

  constructor(
    settings: ServiceSettings,
    definition: TaskDefinitionSpec,
    pool: Pool,
    registries: Registries,
    environment: Environment,
    observer: TaskListener,
  ) {
    this.settings = settings;
    this.desiredCount = settings.desiredCount;
    this.#environment = environment;
    this.#registries = registries;
    this.#pool = pool;
    this.#observer = observer;
    this.#deployment = new Deployment(settings.name, 1, definition, registries);
    this.#reconcile();
  }

  get definition(): TaskDefinitionSpec {
    return this.#deployment.definition;
  }

  get tasks(): Iterable<Task> {
    return this.#members.keys();
  }

  get running(): number {
    let count = 0;
    for (const member of this.#members.values()) if (member.ready && !member.stopping) count++;
    return count;
  }

  deploymentOf(task: Task): Deployment | undefined {
    return this.#members.get(task)?.deployment;
  }

  /** Begins a deployment of a task definition (the same one, where a new deployment is forced). */
  deploy(definition: TaskDefinitionSpec): void {
    const ordinal = this.#deployment.ordinal + 1;
    this.#deployment = new Deployment(this.settings.name, ordinal, definition, this.#registries);
    this.#reconcile();
  }

  scale(desiredCount: number): void {
    this.desiredCount = desiredCount;
    this.#reconcile();
  }

  settled(task: Task): void {
    const member = this.#members.get(task)!;
    member.ready = task.outcome === 'started';
    this.#observer.settled(task);
    this.#reconcile();
  }

  stopped(task: Task): void {
    const member = this.#members.get(task)!;
    this.#members.delete(task);
    member.deployment.freeSlot(member.slot);
    if (isFutile(task)) this.#pause();
    this.#observer.stopped(task);
    this.#reconcile();
  }

  #reconcile(): void {
    this.#startMissing();
    this.#stopOld();
    this.#stopSurplus();
  }

  #pause(): void {
    const { simulation } = this.#environment;
    this.#pausedUntil = simulation.now + PAUSE_AFTER_FAILURE_SECONDS;
    simulation.scheduleAt(this.#pausedUntil, { handle: () => this.#reconcile() });
  }

  #startMissing(): void {
    if (this.#environment.now < this.#pausedUntil) return;
    const most = Math.floor((this.desiredCount * this.settings.maximumPercent) / 100);
    let missing = this.desiredCount - this.#currentCount();
    for (; missing > 0 && this.#members.size < most; missing--) this.#startTask();
  }

  #startTask(): void {
    const deployment = this.#deployment;
    const { slot, name } = deployment.takeSlot();
    const owner = { service: this.settings.name, capacity: this.#pool.name };
    const task = new Task(name, owner, deployment.definition, deployment.pins, this.#environment);
    this.#members.set(task, { task, deployment, slot, ready: false, stopping: false });
    const { schedulerDelay } = this.#environment.parameters;
    this.#environment.simulation.start(
      taskLife(task, this.#pool, schedulerDelay, this.#environment, this),
      name,
    );
  }

  /** Tasks of earlier deployments go: at once where they are not ready, else while enough are ready. */
  #stopOld(): void {
    const least = Math.ceil((this.desiredCount * this.settings.minimumHealthyPercent) / 100);
    let spare = this.running - least;
    for (const member of this.#members.values()) {
      if (member.stopping || member.deployment === this.#deployment) continue;
      if (member.ready && spare-- <= 0) continue;
      this.#stop(member);
    }
  }

  #stopSurplus(): void {
    // Counting first spares the list, which a large service would make anew at each of its events.
    if (this.#currentCount() <= this.desiredCount) return;
    const current = [...this.#members.values()].filter((member) => this.#isCurrent(member));
    for (const member of current.slice(Math.max(0, this.desiredCount)).reverse()) this.#stop(member);
  }

  #stop(member: Member): void {
    member.stopping = true;
    member.task.requestStop();
    this.#pool.forget(member.task);
  }

  /** Of the newest deployment, and nobody has told it to stop. */
  #isCurrent({ deployment, task }: Member): boolean {
    return deployment === this.#deployment && !task.stopRequested.fired;
  }

  #currentCount(): number {
    let count = 0;
    for (const member of this.#members.values()) if (this.#isCurrent(member)) count++;
    return count;
  }
}

/** A start that failed, or a task that lived for no time at all. */
function isFutile(task: Task): boolean {
  return task.outcome === 'failed' || (task.outcome === 'started' && task.stoppedAt === task.requestedAt);
}
