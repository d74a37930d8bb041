/**
 * One start in progress: a task, its containers, its instants and its clock. Names go by role
 * (service/deployment/slot/attempt), so that the same task of another variant draws the same numbers.
 * Launch types and the agent move it along; the fleet asks for it and stops it.
 */
import { entity, type Entity } from '../../kernel/random.js';
import { Signal } from '../../kernel/signal.js';
import type { Environment } from '../environment.js';
import type { LocalContainer } from '../host/local-image.js';
import { parseReference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import type { LazyMount, ReadOutcome } from '../lazy/lazy-mount.js';
import type { PullDecision } from '../policy/types.js';
import type { ByteCounts } from '../pull/fetched-bytes.js';
import { StartClock } from '../start-clock.js';
import { OpenAccounts } from './open-accounts.js';
import type { DecisionStory, LayerStory, StopCode } from '../story.js';
import type { ContainerSpec, LazyFallback, TaskDefinitionSpec } from '../spec.js';

export class TaskContainer {
  readonly spec: ContainerSpec;
  readonly task: Task;
  readonly entity: Entity;
  /** The literal reference; pinned to a digest, once the task is created, where the deployment has one. */
  reference: string;
  /** Set when the container's own work begins. */
  clock: StartClock;
  /** What the agent resolved and reported, whatever runs. */
  digestReported: string | null = null;
  /** What really runs. */
  release: Release | null = null;
  /** Its files, where they are fetched when they are read; null: its image was pulled whole. */
  mount: LazyMount | null = null;
  readonly created: Signal;
  readonly started: Signal;
  readonly ready: Signal;
  /** The container has ended by itself (or never will start). */
  readonly completed: Signal;
  startedAt = NaN;
  readyAt = NaN;
  /** Answers of the pull policy, in order of time. */
  readonly decisions: DecisionStory[] = [];
  /** The latest of them. */
  decision: PullDecision | null = null;
  /** Attempts that the agent made at each stage. */
  manifestAttempts = 0;
  pullAttempts = 0;
  /** Of this container's own pull; absent where it made none. */
  pullStartedAt = NaN;
  pullStoppedAt = NaN;
  /** For the agent's pull/delete lock, and who held it when the wait began. */
  lockWaitSeconds = 0;
  lockHeldBy = '';
  /** When it ended by itself. */
  endedAt = NaN;
  /** Of its first requests, when all have their answers. */
  slowestRequestSeconds = NaN;
  exitCode: number | null = null;
  /** `Name: message` of its first error, which no later one replaces; '' without one. */
  reason = '';
  layersPulled = 0;
  layersReused = 0;
  /** What its image is mounted by, as the task metadata endpoint says; '' before it is. */
  snapshotter = '';
  /** Why its image was pulled whole although its host loads lazily. */
  fallback: LazyFallback | '' = '';
  /** Parts of its image, and their compressed bytes, that were fetched while its application started. */
  spansFetched = 0;
  bytesFetched = 0;
  /** For slots of the runtime, summed over layers. */
  slotWaitSeconds = 0;
  /** The layers of its pull attempts; filled where the environment keeps a journal. */
  layerStories: readonly LayerStory[] = [];
  /** The image ID that the agent counts this container as a user of. */
  imageReferenced: string | null = null;
  /** What the container runtime of its host has of it, from create until the sweep. */
  localContainer: LocalContainer | null = null;
  /** Given up without stopping the task: not essential, and its image cannot be had. */
  skipped = false;
  readonly #keepsFirst: boolean;

  constructor(task: Task, spec: ContainerSpec, environment: Environment) {
    this.task = task;
    this.#keepsFirst = environment.assumes('first-error');
    this.spec = spec;
    this.reference = spec.image;
    this.entity = entity(`${task.name}/${spec.name}`);
    this.clock = task.clock;
    this.created = new Signal(environment.simulation);
    this.started = new Signal(environment.simulation);
    this.ready = new Signal(environment.simulation);
    this.completed = new Signal(environment.simulation);
  }

  /** It runs: it has started and has not ended by itself. */
  get running(): boolean {
    return !Number.isNaN(this.startedAt) && !this.completed.fired;
  }

  /** Keeps the first error, which is the one that is reported. */
  noteError(error: string): void {
    if (this.reason === '' || !this.#keepsFirst) this.reason = error;
  }

  /** The container stops without having run; the task goes on. */
  skip(): void {
    this.skipped = true;
    for (const signal of [this.created, this.started, this.ready, this.completed]) {
      if (!signal.fired) signal.fire();
    }
  }
}

/** Who asked for the task, as records name it. */
export interface TaskOwner {
  readonly service: string;
  readonly capacity: string;
  /** How long the service ignores health checks of a task that runs; absent: nobody acts on them. */
  readonly healthGraceSeconds?: number;
}

export class Task {
  readonly name: string;
  readonly entity: Entity;
  readonly owner: TaskOwner;
  readonly definition: TaskDefinitionSpec;
  readonly containers: readonly TaskContainer[];
  readonly clock: StartClock;
  readonly requestedAt: number;
  createdAt = NaN;
  pullStartedAt = NaN;
  pullStoppedAt = NaN;
  startedAt = NaN;
  readyAt = NaN;
  stoppedAt = NaN;
  host = '';
  outcome: 'started' | 'failed' | 'unfinished' | 'stopped' = 'unfinished';
  /** AWS error name and message of the first error, '' when there was none. */
  cause = '';
  stopCode: StopCode = '';
  bytes = 0;
  crossRegionBytes = 0;
  natBytes = 0;
  endpointBytes = 0;
  peerBytes = 0;
  lazyBytes = 0;
  /** Requests that a quota or a pull limit refused. */
  throttled = 0;
  requests = 0;
  /** Of what is not booked yet. */
  readonly accounts = new OpenAccounts(this);
  staleSeconds = 0;
  billedPullSeconds = 0;
  /** Of the first requests that it served; NaN before. */
  firstRequestSeconds = NaN;
  slowestRequestSeconds = NaN;
  /** The clock of the container that was ready last (or failed). */
  lastClock: StartClock;
  last: TaskContainer | null = null;
  /** Its instance has ended: nothing is left to stop. */
  lost = false;
  /** Its service stops it because a container was not ready in time. */
  isUnhealthy = false;
  /** Fired when all of its containers have started (or were given up). */
  readonly running: Signal;
  /** Fired when the start has ended, well or badly. */
  readonly settled: Signal;
  /** Fired when somebody wants the task to stop. */
  readonly stopRequested: Signal;
  readonly #whenGone: (() => void)[] = [];
  readonly #environment: Environment;
  readonly #pins: ReadonlyMap<string, string>;

  constructor(
    name: string,
    owner: TaskOwner,
    definition: TaskDefinitionSpec,
    pins: ReadonlyMap<string, string>,
    environment: Environment,
  ) {
    this.name = name;
    this.entity = entity(name);
    this.owner = owner;
    this.definition = definition;
    this.requestedAt = environment.now;
    this.running = new Signal(environment.simulation);
    this.settled = new Signal(environment.simulation);
    this.stopRequested = new Signal(environment.simulation);
    this.#environment = environment;
    this.#pins = pins;
    this.clock = new StartClock(environment.journal);
    this.lastClock = this.clock;
    this.containers = definition.containers.map((spec) => new TaskContainer(this, spec, environment));
    this.clock.enter('capacity', 'scheduler', environment.now);
  }

  /** The scheduler creates the task: from here on it knows the digests that its deployment has resolved. */
  create(host: string): void {
    this.createdAt = this.#environment.now;
    this.host = host;
    for (const container of this.containers) container.reference = pinned(container.spec, this.#pins);
  }

  /** The containers' own clocks begin: what came before is common to all. */
  beginContainers(): void {
    for (const container of this.containers) container.clock = this.clock.fork(this.#environment.now);
  }

  /** Counts what a pull has fetched for it, by the way it came. */
  bookBytes({ downloadedBytes, natBytes, endpointBytes, peerBytes }: ByteCounts, crossRegion: boolean): void {
    this.bytes += downloadedBytes;
    this.natBytes += natBytes;
    this.endpointBytes += endpointBytes;
    this.peerBytes += peerBytes;
    if (crossRegion) this.crossRegionBytes += downloadedBytes - peerBytes;
  }

  /** Counts what a read of a container has fetched for it. */
  bookRead(read: ReadOutcome): void {
    this.bytes += read.fetchedBytes;
    this.lazyBytes += read.fetchedBytes;
    this.natBytes += read.natBytes;
    this.endpointBytes += read.endpointBytes;
    this.crossRegionBytes += read.crossRegionBytes;
    this.requests += read.requests;
    this.throttled += read.throttled;
  }

  /** It is to stop, or has stopped: nothing new is begun for it. */
  get stopping(): boolean {
    const over = this.outcome === 'failed' || this.outcome === 'stopped' || !Number.isNaN(this.stoppedAt);
    return over || this.stopRequested.fired;
  }

  /** The first error of the container is the cause, this one if there was none; the start has failed. */
  fail(error: string, container: TaskContainer | null): void {
    container?.noteError(error);
    this.#fail(container?.reason ?? error, container);
  }

  #fail(cause: string, container: TaskContainer | null): void {
    if (this.settled.fired) return;
    this.cause = cause;
    if (this.stopCode === '') this.stopCode = 'TaskFailedToStart';
    this.outcome = 'failed';
    this.last = container;
    this.#end(container?.clock ?? this.clock);
  }

  /** A container has started, or was given up: with the last of them the task runs. */
  noteStarted(): void {
    if (!Number.isNaN(this.startedAt)) return;
    if (this.containers.every((each) => each.skipped || !Number.isNaN(each.startedAt))) {
      this.startedAt = this.#environment.now;
      this.running.fire();
    }
  }

  /**
   * An essential container has ended by itself, and the task with it; before it was ready its start has failed.
   * `why`: what it ended of, where that is known.
   */
  essentialExited(container: TaskContainer, why = ''): void {
    if (this.stopping) return;
    const { spec, exitCode } = container;
    const end = `"${spec.name}" has ended with exit code ${exitCode}`;
    const cause = `EssentialContainerExited: ${end}${why === '' ? '' : ` (${why})`}`;
    this.#failWhileRunning('EssentialContainerExited', cause, container);
  }

  /** Its service stops it: a container was not healthy so long after its start. */
  unhealthy(container: TaskContainer, seconds: number): void {
    if (this.stopping) return;
    this.isUnhealthy = true;
    const late = `"${container.spec.name}" was not ready ${Math.round(seconds * 1000) / 1000} s after its start`;
    const cause = `TaskFailedContainerHealthChecks: Task failed container health checks, ${late}`;
    this.#failWhileRunning('ServiceSchedulerInitiated', cause, container);
  }

  #failWhileRunning(code: StopCode, cause: string, container: TaskContainer): void {
    if (this.stopCode === '') this.stopCode = code;
    this.#fail(cause, container);
    if (!this.stopRequested.fired) this.stopRequested.fire();
  }

  /** Has `then` called when the task has stopped and its resources are free. */
  whenGone(then: () => void): void {
    this.#whenGone.push(then);
  }

  /** The task has stopped. */
  gone(): void {
    this.stoppedAt = this.#environment.now;
    for (const then of this.#whenGone) then();
  }

  /** Every container is ready or given up; `last` is the one that was ready last, `clock` that of the one waited for. */
  succeed(last: TaskContainer, clock = last.clock): void {
    if (this.settled.fired) return;
    this.outcome = 'started';
    this.last = last;
    this.readyAt = this.#environment.now;
    this.#end(clock);
  }

  /** The start is over without an answer: the task was stopped first, or the run has ended. */
  abandon(outcome: 'stopped' | 'unfinished'): void {
    if (this.settled.fired) return;
    this.outcome = outcome;
    this.#end(this.#goingOn()?.clock ?? this.clock);
  }

  /** Somebody wants the task gone; a start that is still going on is over. */
  requestStop(code: StopCode = 'ServiceSchedulerInitiated'): void {
    if (this.stopRequested.fired) return;
    if (this.stopCode === '') this.stopCode = code;
    this.stopRequested.fire();
    this.abandon('stopped');
  }

  /** Its instance has ended, and the task with it, at once: a start that was going on has failed. */
  lose(code: StopCode, error: string): void {
    if (this.lost) return;
    this.lost = true;
    if (this.stopCode === '') this.stopCode = code;
    this.fail(error, this.#goingOn() ?? null);
    if (!this.stopRequested.fired) this.stopRequested.fire();
  }

  #goingOn(): TaskContainer | undefined {
    return this.containers.find((each) => Number.isNaN(each.readyAt) && !each.skipped);
  }

  #end(clock: StartClock): void {
    clock.close(this.#environment.now);
    this.lastClock = clock;
    this.settled.fire();
  }
}

/** `versionConsistency`: a deployment that has resolved a digest gives it to its later tasks. */
function pinned(spec: ContainerSpec, pins: ReadonlyMap<string, string>): string {
  const digest = pins.get(spec.name);
  if (digest === undefined) return spec.image;
  const { name, digest: own } = parseReference(spec.image);
  return own === null ? `${name}@${digest}` : spec.image;
}
