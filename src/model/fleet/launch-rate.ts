/**
 * How fast Fargate lets tasks be launched: a token bucket for each Region and provider (on-demand and Spot apart), shared
 * by everything in the account that launches there, and the rate of each service before it. Sources: ECS developer
 * guide, throttling.html; general/latest/gr/ecs-service.html (quota by service and minute: what a minute may launch is
 * taken as the size of the service's bucket, which is inferred). Tasks wait in the order in which they come. In truth a
 * RunTask call beyond the rate is refused, and its caller tries again: that waits here too, without being asked anew.
 */
import { Fifo } from '../../kernel/fifo.js';
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { Handler } from '../../kernel/simulation.js';
import { TokenBucket } from '../../kernel/token-bucket.js';
import type { Environment } from '../environment.js';
import type { Task } from '../launch/task.js';
import type { FargateCapacitySpec, LaunchRate } from '../spec.js';

const SECONDS_A_MINUTE = 60;

/** The limits of one world; a Region's is that of the first capacity that has one there. */
export class LaunchRates {
  readonly #environment: Environment;
  readonly #limits = new Map<string, LaunchLimit>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** What tasks of a capacity wait for; null: nothing. */
  limitOf({ region, spot, launchRate }: FargateCapacitySpec): LaunchLimit | null {
    if (launchRate === null) return null;
    const key = `${region} ${spot ? 'Spot' : 'on-demand'}`;
    let limit = this.#limits.get(key);
    if (limit === undefined) {
      limit = new LaunchLimit(this.#environment, key, launchRate);
      this.#limits.set(key, limit);
    }
    return limit;
  }
}

export class LaunchLimit {
  readonly #environment: Environment;
  readonly #name: string;
  readonly #rate: LaunchRate;
  readonly #account: Turnstile;
  readonly #services = new Map<string, Turnstile>();

  constructor(environment: Environment, name: string, rate: LaunchRate) {
    this.#environment = environment;
    this.#name = name;
    this.#rate = rate;
    this.#account = new Turnstile(environment, rate.burst, rate.perSecond);
  }

  /** Waits until the task may launch, or was forgotten; `service`: whose rate counts too, null for a task of none. */
  *enter(task: Task, service: string | null): Body<void> {
    const own = service === null ? null : this.#ofService(service);
    if (own !== null) yield* this.#pass(own, task, 'launch rate of the service');
    if (!task.settled.fired) yield* this.#pass(this.#account, task, `Fargate launch rate, ${this.#name}`);
  }

  /** The task no longer waits, and takes nothing from the rates. */
  forget(task: Task): void {
    for (const service of this.#services.values()) service.forget(task);
    this.#account.forget(task);
  }

  *#pass(turnstile: Turnstile, task: Task, note: string): Body<void> {
    if (turnstile.tryPass()) return;
    task.clock.enter('capacity', 'quota', this.#environment.now, note);
    yield* turnstile.queue(task).wait();
  }

  #ofService(name: string): Turnstile | null {
    const { servicePerSecond } = this.#rate;
    if (servicePerSecond === Infinity) return null;
    let service = this.#services.get(name);
    if (service === undefined) {
      const burst = Math.max(1, servicePerSecond * SECONDS_A_MINUTE);
      service = new Turnstile(this.#environment, burst, servicePerSecond);
      this.#services.set(name, service);
    }
    return service;
  }
}

/** A token bucket that tasks queue at. */
class Turnstile implements Handler {
  readonly #environment: Environment;
  readonly #bucket: TokenBucket;
  readonly #perSecond: number;
  readonly #queue = new Fifo<Task>();
  /** Those in the queue that were not forgotten. */
  readonly #waiting = new Map<Task, Signal>();
  #timerIsSet = false;

  constructor(environment: Environment, burst: number, perSecond: number) {
    this.#environment = environment;
    this.#perSecond = perSecond;
    this.#bucket = new TokenBucket(environment.simulation, { capacity: burst, refillPerSecond: perSecond });
  }

  /** Passes at once, unless others wait or there is no token. */
  tryPass(): boolean {
    return this.#waiting.size === 0 && this.#bucket.tryTake();
  }

  /** Fired when the task may go on, or was forgotten. */
  queue(task: Task): Signal {
    const signal = new Signal(this.#environment.simulation);
    this.#queue.push(task);
    this.#waiting.set(task, signal);
    this.#setTimer();
    return signal;
  }

  forget(task: Task): void {
    this.#waiting.get(task)?.fire();
    this.#waiting.delete(task);
  }

  /** A token has come. */
  handle(): void {
    this.#timerIsSet = false;
    for (let task = this.#queue.peek(); task !== undefined; task = this.#queue.peek()) {
      const signal = this.#waiting.get(task);
      if (signal !== undefined) {
        if (!this.#bucket.tryTake()) break;
        this.#waiting.delete(task);
        signal.fire();
      }
      this.#queue.shift();
    }
    if (this.#waiting.size > 0) this.#setTimer();
  }

  #setTimer(): void {
    if (this.#timerIsSet) return;
    this.#timerIsSet = true;
    const missing = Math.max(0, 1 - this.#bucket.level);
    this.#environment.simulation.schedule(missing / this.#perSecond, this);
  }
}
