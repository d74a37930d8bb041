/**
 * A capacity of EC2 container instances: instances that come and go with the desired count, and the
 * queue of tasks that wait for room (first come, first served, but a task that does not fit does not
 * block a smaller one behind it).
 */
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import { entity } from '../../kernel/random.js';
import { EcsAgent, type DigestListener } from '../agent/ecs-agent.js';
import { startCleanup } from '../agent/image-cleanup.js';
import { startTask } from '../agent/start-task.js';
import { sweepTask } from '../agent/sweep-task.js';
import type { Environment } from '../environment.js';
import { Ec2Instance } from '../launch/ec2-instance.js';
import type { Task } from '../launch/task.js';
import type { CompletePolicy } from '../policy/types.js';
import type { Registries } from '../registry/registries.js';
import type { Ec2CapacitySpec, InitialImage } from '../spec.js';
import { chooseInstance, type PlacementStrategy } from './placement.js';
import type { Pool } from './pool.js';

interface Host {
  readonly instance: Ec2Instance;
  readonly agent: EcsAgent;
  stoppedAt: number | null;
}

export class Ec2Pool implements Pool {
  readonly name: string;
  readonly hosts: Host[] = [];
  readonly #spec: Ec2CapacitySpec;
  readonly #environment: Environment;
  readonly #registries: Registries;
  readonly #policy: CompletePolicy;
  readonly #onDigest: DigestListener;
  readonly #strategyOf: (service: string) => PlacementStrategy;
  readonly #waiting = new Map<Task, Signal>();
  readonly #placed = new Map<Task, Host>();
  #launched = 0;
  #launching = 0;
  #wanted: number;

  constructor(
    spec: Ec2CapacitySpec,
    environment: Environment,
    registries: Registries,
    policy: CompletePolicy,
    onDigest: DigestListener,
    strategyOf: (service: string) => PlacementStrategy,
  ) {
    this.name = spec.name;
    this.#spec = spec;
    this.#environment = environment;
    this.#registries = registries;
    this.#policy = policy;
    this.#onDigest = onDigest;
    this.#strategyOf = strategyOf;
    this.#wanted = spec.count;
    for (let i = 0; i < spec.count; i++) this.#register(++this.#launched, spec.initialImages);
  }

  get diskUsedBytes(): number {
    return this.hosts.reduce((most, { instance }) => Math.max(most, instance.store.disk.usedBytes), 0);
  }

  get pullsInFlight(): number {
    return this.hosts.reduce((sum, { agent }) => sum + agent.pullsInFlight, 0);
  }

  /** Launches or drains instances until `count` are wanted. */
  scale(count: number): void {
    this.#wanted = count;
    const active = this.#active();
    for (const host of active.slice(count)) this.#drain(host);
    for (let i = active.length + this.#launching; i < count; i++) {
      this.#environment.simulation.start(this.#launchInstance(++this.#launched));
    }
  }

  *launch(task: Task): Body<void> {
    this.#place(task);
    if (!this.#placed.has(task)) {
      const signal = new Signal(this.#environment.simulation);
      this.#waiting.set(task, signal);
      task.clock.enter('capacity', 'capacity', this.#environment.now);
      yield* signal.wait();
    }
    const host = this.#placed.get(task);
    if (host === undefined) return;
    task.create(host.instance.name);
    yield* startTask(host.agent, task);
  }

  release(task: Task): void {
    const host = this.#placed.get(task);
    if (host === undefined) return;
    this.#placed.delete(task);
    host.instance.release(task.definition);
    this.#environment.simulation.start(sweepTask(host.agent, task));
    if (host.instance.draining && host.instance.tasks === 0) host.stoppedAt = this.#environment.now;
    this.#placeWaiting();
  }

  forget(task: Task): void {
    const signal = this.#waiting.get(task);
    this.#waiting.delete(task);
    signal?.fire();
  }

  /** `docker image prune -a` on every host, behind the agent's back: what no container uses goes. */
  pruneImages(): void {
    for (const { instance } of this.hosts) instance.store.pruneImages();
  }

  #register(ordinal: number, images: readonly InitialImage[]): void {
    const instance = new Ec2Instance(this.#spec, ordinal, this.#environment);
    const agent = new EcsAgent(this.#environment, instance, this.#registries, this.#policy, this.#onDigest);
    startCleanup(agent);
    this.hosts.push({ instance, agent, stoppedAt: null });
    for (const image of images) this.#preload(instance, agent, image);
  }

  #preload(instance: Ec2Instance, agent: EcsAgent, image: InitialImage): void {
    const release = this.#registries.resolve(image.image);
    if (release === undefined) throw new Error(`initial image ${image.image} names nothing at time zero`);
    const local = instance.store.preload(release, image.image);
    if (!image.pulledByAgent) return;
    const { imageId, uncompressedBytes } = local.release;
    const recordedAt = this.#environment.now - image.ageSeconds;
    agent.images.record(imageId, image.image, uncompressedBytes, recordedAt, true);
  }

  #active(): Host[] {
    return this.hosts.filter(({ instance }) => !instance.draining);
  }

  /** An instance that is no longer wanted when it has launched is gone at once. */
  *#launchInstance(ordinal: number): Body<void> {
    this.#launching++;
    const who = entity(`${this.name}/${ordinal}`);
    const seconds = this.#environment.draw('instance launch', this.#spec.launchSeconds, who);
    yield* this.#environment.simulation.delay(seconds);
    this.#launching--;
    if (this.#active().length >= this.#wanted) return;
    // A new instance has what its AMI holds, and nothing that another one's agent has pulled.
    const baked = this.#spec.initialImages.filter((image) => !image.pulledByAgent);
    this.#register(ordinal, baked);
    this.#placeWaiting();
  }

  #drain(host: Host): void {
    host.instance.draining = true;
    if (host.instance.tasks === 0) host.stoppedAt = this.#environment.now;
    for (const [task, where] of this.#placed) if (where === host) task.requestStop();
  }

  #place(task: Task): void {
    const instances = this.hosts.map(({ instance }) => instance);
    const strategy = this.#strategyOf(task.owner.service);
    const instance = chooseInstance(instances, task, strategy, this.#environment);
    if (instance === undefined) return;
    instance.reserve(task.definition);
    this.#placed.set(
      task,
      this.hosts.find((host) => host.instance === instance)!,
    );
  }

  #placeWaiting(): void {
    for (const [task, signal] of this.#waiting) {
      this.#place(task);
      if (!this.#placed.has(task)) continue;
      this.#waiting.delete(task);
      signal.fire();
    }
  }
}
