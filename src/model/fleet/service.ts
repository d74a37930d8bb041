/**
 * An ECS service: keeps a desired number of tasks, and rolls a new deployment out within
 * `minimumHealthyPercent` and `maximumPercent` (rolling update). Old tasks stop as new ones become ready; so do
 * those on instances that drain, whose pending tasks stop at once (Amazon ECS developer guide, "Draining
 * container instances"). A task that ends is replaced; while starts fail before their containers run, the service
 * pauses (`service-throttle`). The circuit breaker and load balancers are not modelled here.
 */
import { Fifo } from '../../kernel/fifo.js';
import type { Environment } from '../environment.js';
import { Task } from '../launch/task.js';
import type { Registries } from '../registry/registries.js';
import type { ServiceSettings, TaskDefinitionSpec } from '../spec.js';
import type { StopCode } from '../story.js';
import { Deployment } from './deployment.js';
import type { Pool } from './pool.js';
import { ServiceThrottle } from './service-throttle.js';
import { taskLife, type TaskListener } from './task-life.js';

/** Who is told of the tasks of services, and where wanted of how many run. */
export interface ServiceObserver extends TaskListener {
  /** So many more tasks run, or fewer. */
  runningChanged?(more: number): void;
}

interface Member {
  readonly task: Task;
  readonly deployment: Deployment;
  readonly slot: number;
  ready: boolean;
  /** The service has told it to stop, or it is gone. */
  stopping: boolean;
  /** Why it will be told to. */
  stopCode: StopCode;
}

export class Service implements TaskListener {
  readonly settings: ServiceSettings;
  desiredCount: number;
  readonly #environment: Environment;
  readonly #registries: Registries;
  readonly #pool: Pool;
  readonly #observer: ServiceObserver;
  readonly #throttle: ServiceThrottle;
  readonly #members = new Map<Task, Member>();
  /** Of the newest deployment, and nobody wants them gone; the oldest first. */
  readonly #staying = new Set<Member>();
  /** Ready, but of an earlier deployment or on an instance that drains: they stop when others have taken over. */
  readonly #leaving = new Fifo<Member>();
  #deployment: Deployment;
  /** Ready tasks that the service has not told to stop. */
  #running = 0;

  constructor(
    settings: ServiceSettings,
    definition: TaskDefinitionSpec,
    pool: Pool,
    registries: Registries,
    environment: Environment,
    observer: ServiceObserver,
  ) {
    this.settings = settings;
    this.desiredCount = settings.desiredCount;
    this.#environment = environment;
    this.#registries = registries;
    this.#pool = pool;
    this.#observer = observer;
    this.#throttle = new ServiceThrottle(environment);
    this.#deployment = new Deployment(settings.name, 1, definition, registries);
    this.#reconcile();
  }

  get definition(): TaskDefinitionSpec {
    return this.#deployment.definition;
  }

  get tasks(): Iterable<Task> {
    return this.#members.keys();
  }

  deploymentOf(task: Task): Deployment | undefined {
    return this.#members.get(task)?.deployment;
  }

  /** Begins a deployment of a task definition (the same one, where a new deployment is forced). */
  deploy(definition: TaskDefinitionSpec): void {
    const ordinal = this.#deployment.ordinal + 1;
    this.#deployment = new Deployment(this.settings.name, ordinal, definition, this.#registries);
    for (const member of [...this.#staying]) this.#leave(member);
    this.#reconcile();
  }

  scale(desiredCount: number): void {
    this.desiredCount = desiredCount;
    this.#reconcile();
  }

  /** Moves those of these tasks that are its own, as their instance drains. */
  drain(tasks: readonly Task[], code: StopCode): void {
    const own = tasks.flatMap((task) => this.#members.get(task) ?? []);
    for (const member of own) {
      member.stopCode = code;
      this.#leave(member);
    }
    if (own.length > 0) this.#reconcile();
  }

  settled(task: Task): void {
    const member = this.#members.get(task)!;
    member.ready = task.outcome === 'started';
    if (member.ready && !member.stopping) this.#count(1);
    if (hasRun(task)) this.#throttle.succeeded();
    this.#observer.settled(task);
    this.#reconcile();
  }

  stopped(task: Task): void {
    const member = this.#members.get(task)!;
    this.#members.delete(task);
    this.#forget(member);
    member.deployment.freeSlot(member.slot);
    if (isFutile(task)) this.#pause(task);
    this.#observer.stopped(task);
    this.#reconcile();
  }

  #reconcile(): void {
    this.#startMissing();
    this.#stopLeaving();
    this.#stopSurplus();
  }

  #pause(task: Task): void {
    const until = this.#throttle.failed(task.requestedAt);
    if (until !== null) this.#environment.simulation.scheduleAt(until, { handle: () => this.#reconcile() });
  }

  #startMissing(): void {
    if (this.#throttle.paused) return;
    const most = Math.floor((this.desiredCount * this.settings.maximumPercent) / 100);
    let missing = this.desiredCount - this.#staying.size;
    for (; missing > 0 && this.#members.size < most; missing--) this.#startTask();
  }

  #startTask(): void {
    const deployment = this.#deployment;
    const { slot, name } = deployment.takeSlot();
    const { name: service, healthCheckGraceSeconds = 0 } = this.settings;
    const owner = { service, capacity: this.#pool.name, healthGraceSeconds: healthCheckGraceSeconds };
    const task = new Task(name, owner, deployment.definition, deployment.pins, this.#environment);
    const state = { ready: false, stopping: false, stopCode: 'ServiceSchedulerInitiated' as const };
    const member: Member = { task, deployment, slot, ...state };
    this.#members.set(task, member);
    this.#staying.add(member);
    const { schedulerDelay } = this.#environment.parameters;
    this.#environment.simulation.start(
      taskLife(task, this.#pool, schedulerDelay, this.#environment, this),
      name,
    );
  }

  /** The member is to go: at once where it is not ready, else when it can be spared. */
  #leave(member: Member): void {
    if (!this.#staying.delete(member)) return;
    if (member.ready) this.#leaving.push(member);
    else this.#stop(member);
  }

  #stopLeaving(): void {
    const least = Math.ceil((this.desiredCount * this.settings.minimumHealthyPercent) / 100);
    let spare = this.#running - least;
    for (let next = this.#leaving.peek(); next !== undefined; next = this.#leaving.peek()) {
      if (!next.stopping && spare-- <= 0) return;
      this.#leaving.shift();
      this.#stop(next);
    }
  }

  /** The newest go first. */
  #stopSurplus(): void {
    if (this.#staying.size <= this.desiredCount) return;
    const staying = [...this.#staying];
    for (const member of staying.slice(Math.max(0, this.desiredCount)).reverse()) this.#stop(member);
  }

  #stop(member: Member): void {
    if (member.stopping) return;
    this.#forget(member);
    member.task.requestStop(member.stopCode);
    this.#pool.forget(member.task);
  }

  #count(more: number): void {
    this.#running += more;
    this.#observer.runningChanged?.(more);
  }

  /** It counts no more. */
  #forget(member: Member): void {
    if (member.ready && !member.stopping) this.#count(-1);
    member.stopping = true;
    this.#staying.delete(member);
  }
}

function hasRun(task: Task): boolean {
  return task.outcome === 'started' || !Number.isNaN(task.startedAt);
}

/** A start that failed by itself, or a task that lived for no time at all. */
function isFutile(task: Task): boolean {
  if (task.stoppedAt === task.requestedAt && task.outcome !== 'stopped') return true;
  return task.outcome === 'failed' && !hasRun(task) && !task.lost;
}
