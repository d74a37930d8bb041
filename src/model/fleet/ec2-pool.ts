/**
 * A capacity of EC2 container instances, in an Auto Scaling group that keeps as many as are wanted: an instance
 * that ends is replaced after the time of a launch; or of instances that ECS manages (`managed-scaling`). A scale-in
 * drains the newest (managed instance draining of ECS): no task is placed there, services move theirs within their
 * percentages, tasks of no service run to their end, and the instance ends when it has none left. A data volume is kept
 * for the next instance to be launched. Leaves out the timeout of the lifecycle hook, rebalancing, and room that
 * instances lack before they have ended.
 */
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import { entity } from '../../kernel/random.js';
import { EcsAgent } from '../agent/ecs-agent.js';
import { adoptVolume, endAgent } from '../agent/agent-restart.js';
import { startCleanup } from '../agent/image-cleanup.js';
import { startTask } from '../agent/start-task.js';
import { sweepTask } from '../agent/sweep-task.js';
import type { Environment } from '../environment.js';
import { hostedLayers } from '../host/host-bases.js';
import { Ec2Instance } from '../launch/ec2-instance.js';
import type { Task } from '../launch/task.js';
import type { PeerNetwork } from '../peer/peer.js';
import { makePeerNetwork } from '../peer/peer-network.js';
import type { Ec2CapacitySpec, InitialImage } from '../spec.js';
import type { StopCode } from '../story.js';
import type { FirstTask } from './first-task.js';
import type { Host } from './host.js';
import { ManagedScaling } from './managed-scaling.js';
import { Placement } from './placement.js';
import type { PoolSurroundings } from './pool-surroundings.js';
import type { Pool } from './pool.js';

export class Ec2Pool implements Pool {
  readonly name: string;
  readonly hosts: Host[] = [];
  /** By which its hosts help each other. */
  readonly peers: PeerNetwork | null;
  readonly #spec: Ec2CapacitySpec;
  readonly #surroundings: PoolSurroundings;
  readonly #environment: Environment;
  readonly #placement: Placement;
  /** Null: an Auto Scaling group. */
  readonly #scaling: ManagedScaling | null;
  readonly #placed = new Map<Task, Host>();
  /** Tasks that wait for room, to be told when they are placed or forgotten. */
  readonly #waiting = new Map<Task, Signal>();
  /** StartTask names the instance. */
  readonly #assigned = new Map<Task, number>();
  /** Data volumes of instances that have ended, the oldest first. */
  readonly #volumes: Host[] = [];
  #launched = 0;
  #launching = 0;
  #inGroup = 0;
  #wanted: number;

  constructor(spec: Ec2CapacitySpec, surroundings: PoolSurroundings) {
    this.name = spec.name;
    this.#spec = spec;
    this.#surroundings = surroundings;
    this.#environment = surroundings.environment;
    const zones = surroundings.registries.zonesOf(spec.network);
    this.peers = makePeerNetwork(spec, this.#environment, zones);
    this.#placement = new Placement(this.#environment, (task, position) =>
      this.#seat(task, this.hosts[position]!, true),
    );
    this.#wanted = spec.count;
    this.#scaling = this.#makeScaling();
    for (let i = 0; i < spec.count; i++) this.#register(++this.#launched, spec.initialImages);
  }

  get diskUsedBytes(): number {
    let most = 0;
    for (const { instance, stoppedAt } of this.hosts) {
      if (stoppedAt === null) most = Math.max(most, instance.store.disk.usedBytes);
    }
    return most;
  }

  get pullsInFlight(): number {
    let sum = 0;
    for (const { agent, stoppedAt } of this.hosts) if (stoppedAt === null) sum += agent.pullsInFlight;
    return sum;
  }

  /** Launches instances until `count` are wanted and there, or drains the newest of those that are too many. */
  scale(count: number): void {
    if (this.#scaling !== null) return this.#scaling.keep(count);
    this.#wanted = count;
    const surplus = this.#inGroup > count ? this.#group().slice(count) : [];
    for (const host of surplus) {
      this.#leaveGroup(host);
      this.#drain(host, 'ServiceSchedulerInitiated');
      if (host.tasks.size === 0) this.#end(host, 'ServiceSchedulerInitiated');
    }
    this.#launchMissing();
  }

  /** Spot interruption notices to the oldest instances that have none yet. */
  interrupt(count: number): void {
    for (const host of this.#group(({ interrupted }) => !interrupted).slice(0, count)) {
      host.interrupted = true;
      this.#environment.simulation.start(this.#interruption(host));
    }
  }

  /** The oldest instances end at once, with their tasks. */
  terminate(count: number): void {
    for (const host of this.#group().slice(0, count)) this.#end(host, 'TerminationNotice');
  }

  /** Agents of the instances that run. */
  agents(): readonly EcsAgent[] {
    return this.hosts.filter(({ stoppedAt }) => stoppedAt === null).map(({ agent }) => agent);
  }

  /** StartTask: the task will go on the instance with this ordinal, whatever room it has. */
  assign(task: Task, ordinal: number): void {
    this.#assigned.set(task, ordinal);
  }

  *launch(task: Task): Body<void> {
    const first = this.#firstTaskOf(task);
    if (first?.admits(task) === false) {
      first.await(task, () => this.#tell(task));
      const note = `${first.task?.name ?? 'another task'} to report its digests`;
      yield* this.#wait(task, 'scheduler', note);
    }
    if (!task.settled.fired) yield* this.#launch(task);
    first?.ended(task);
  }

  *#launch(task: Task): Body<void> {
    const strategy = this.#surroundings.strategyOf(task.owner.service);
    if (this.#assigned.has(task)) this.#startOnAssigned(task);
    else if (!this.#placement.place(task, strategy)) {
      this.#placement.await(task, strategy, () => this.#tell(task));
      this.#scaling?.need(task);
      yield* this.#wait(task, 'capacity');
    }
    const host = this.#placed.get(task);
    if (host === undefined || task.settled.fired) return;
    task.create(host.instance.name);
    yield* startTask(host.agent, task);
  }

  *whenHeard(task: Task): Body<void> {
    const host = this.#placed.get(task);
    if (host !== undefined) yield* host.agent.whenUp();
  }

  release(task: Task): void {
    this.#assigned.delete(task);
    const host = this.#placed.get(task);
    if (host === undefined) return;
    this.#placed.delete(task);
    const { instance, agent } = host;
    if (host.tasks.get(task) === true) instance.release(task.definition);
    else instance.tasks--;
    host.tasks.delete(task);
    if (host.stoppedAt !== null) return;
    this.#environment.simulation.start(sweepTask(agent, task));
    this.#placement.changed(host.position);
    if (!host.inGroup && host.tasks.size === 0) this.#end(host, 'ServiceSchedulerInitiated');
    this.#placement.placeWaiting();
    if (host.tasks.size === 0 && host.inGroup) this.#scaling?.idle(host);
  }

  forget(task: Task): void {
    this.#placement.forget(task);
    this.#firstTaskOf(task)?.forget(task);
    this.#tell(task);
  }

  /** `docker image prune -a` on every host, behind the agent's back: what no container uses goes. */
  pruneImages(): void {
    for (const { instance, stoppedAt } of this.hosts) if (stoppedAt === null) instance.store.pruneImages();
  }

  // ── tasks ───────────────────────────────────────────────────────────────────────────────────

  #seat(task: Task, host: Host, reserved: boolean): void {
    this.#placed.set(task, host);
    this.#scaling?.busy(host);
    host.tasks.set(task, reserved);
    if (reserved) host.instance.reserve(task.definition);
    else host.instance.tasks++;
  }

  #tell(task: Task): void {
    const signal = this.#waiting.get(task);
    this.#waiting.delete(task);
    this.#scaling?.drop(task);
    signal?.fire();
  }

  /** Until the task is told to go on, or forgotten. */
  *#wait(task: Task, binder: 'scheduler' | 'capacity', note = ''): Body<void> {
    const signal = new Signal(this.#environment.simulation);
    this.#waiting.set(task, signal);
    task.clock.enter('capacity', binder, this.#environment.now, note);
    yield* signal.wait();
  }

  #firstTaskOf(task: Task): FirstTask | undefined {
    if (this.#spec.managed?.firstTaskAlone !== true) return undefined;
    return this.#surroundings.firstTaskOf?.(task);
  }

  #startOnAssigned(task: Task): void {
    const ordinal = this.#assigned.get(task)!;
    const host = this.hosts.find(({ instance }) => instance.ordinal === ordinal);
    const name = `${this.name}/${ordinal}`;
    if (host === undefined) task.fail(`MISSING: there is no container instance ${name}`, null);
    else if (host.stoppedAt !== null) task.fail(`INACTIVE: the container instance ${name} has ended`, null);
    else {
      this.#seat(task, host, false);
      this.#placement.changed(host.position);
    }
  }

  // ── instances ───────────────────────────────────────────────────────────────────────────────

  #register(ordinal: number, images: readonly InitialImage[]): void {
    const { registries, policy, onDigest } = this.#surroundings;
    const instance = new Ec2Instance(this.#spec, ordinal, this.#environment, this.peers);
    this.#placeBases(instance);
    const agent = new EcsAgent(this.#environment, instance, registries, policy, onDigest);
    startCleanup(agent);
    const position = this.#placement.add(instance);
    const state = { inGroup: true, interrupted: false, stoppedAt: null };
    this.hosts.push({ instance, agent, position, tasks: new Map(), ...state });
    this.#inGroup++;
    const volume = this.#volumes.shift();
    if (volume !== undefined) adoptVolume(agent, volume.agent, volume.stoppedAt!);
    else for (const image of images) this.#preload(instance, agent, image);
    agent.unusedImages?.look();
    this.#scaling?.idle(this.hosts.at(-1)!);
  }

  #placeBases({ store, registeredAt }: Ec2Instance): void {
    for (const { chain, bytes } of hostedLayers(
      this.#spec.hostBases,
      this.#surroundings.registries.chains,
      registeredAt,
    )) {
      if (!store.addLayer(chain, bytes, 1))
        throw new Error('the base images of the AMI do not fit on the disk');
    }
  }

  #preload(instance: Ec2Instance, agent: EcsAgent, image: InitialImage): void {
    const release = this.#surroundings.registries.resolve(image.image);
    if (release === undefined) throw new Error(`initial image ${image.image} names nothing at time zero`);
    const local = instance.store.preload(release, image.image);
    const { imageId, uncompressedBytes } = local.release;
    if (!image.pulledByAgent) return instance.machine.markFromSnapshot(local.release.chains);
    const recordedAt = this.#environment.now - image.ageSeconds;
    agent.images.record(imageId, image.image, uncompressedBytes, recordedAt, true);
  }

  /** The oldest first. */
  #group(also: (host: Host) => boolean = () => true): Host[] {
    return this.hosts.filter((host) => host.inGroup && also(host));
  }

  #makeScaling(): ManagedScaling | null {
    const { managed } = this.#spec;
    if (managed === null) return null;
    return new ManagedScaling(this.#spec, managed, this.#environment, {
      inGroup: () => this.#inGroup,
      launching: () => this.#launching,
      launchOne: () => {
        this.#wanted++;
        this.#launchMissing();
      },
      end: (host) => this.#end(host, 'ServiceSchedulerInitiated'),
    });
  }

  #leaveGroup(host: Host): void {
    if (host.inGroup) this.#inGroup--;
    host.inGroup = false;
  }

  #launchMissing(): void {
    for (let i = this.#inGroup + this.#launching; i < this.#wanted; i++) {
      this.#environment.simulation.start(this.#launchInstance(++this.#launched));
    }
  }

  /** An instance that is no longer wanted when it has launched is gone at once. */
  *#launchInstance(ordinal: number): Body<void> {
    this.#launching++;
    const who = entity(`${this.name}/${ordinal}`);
    const seconds = this.#environment.draw('instance launch', this.#spec.launchSeconds, who);
    yield* this.#environment.simulation.delay(seconds);
    this.#launching--;
    if (this.#inGroup >= this.#wanted) return;
    // A new instance has what its AMI holds, and nothing that another one's agent has pulled.
    const baked = this.#spec.initialImages.filter((image) => !image.pulledByAgent);
    this.#register(ordinal, baked);
    this.#placement.placeWaiting();
    this.#scaling?.came();
  }

  #drain(host: Host, code: StopCode): void {
    host.instance.draining = true;
    this.#placement.changed(host.position);
    this.#surroundings.onDraining([...host.tasks.keys()], code);
  }

  *#interruption(host: Host): Body<void> {
    const { simulation, parameters } = this.#environment;
    if (this.#spec.agent.enableSpotInstanceDraining) simulation.start(this.#noticeByAgent(host));
    yield* simulation.delay(parameters.spotNoticeSeconds);
    this.#end(host, 'SpotInterruption');
  }

  /** An agent that runs asks every second whether there is a notice, and drains its instance. */
  *#noticeByAgent(host: Host): Body<void> {
    const { simulation } = this.#environment;
    yield* simulation.delay(untilNextLook(simulation.now - host.instance.registeredAt));
    yield* host.agent.whenUp();
    if (host.stoppedAt === null) this.#drain(host, 'SpotInterruption');
  }

  #end(host: Host, code: StopCode): void {
    if (host.stoppedAt !== null) return;
    host.stoppedAt = this.#environment.now;
    host.instance.draining = true;
    this.#placement.changed(host.position);
    for (const task of host.tasks.keys())
      task.lose(code, `${code}: Host EC2 (${host.instance.name}) terminated.`);
    endAgent(host.agent);
    host.instance.puller.stop();
    host.instance.peer?.leave();
    if (this.#spec.machine.diskOutlivesHost) this.#volumes.push(host);
    this.#leaveGroup(host);
    if (this.#scaling === null) return this.#launchMissing();
    this.#wanted = this.#inGroup + this.#launching;
    this.#scaling.ended(host);
  }
}

/** The agent asks the instance metadata for a Spot notice each second from its start on. */
function untilNextLook(secondsSinceStart: number): number {
  return Math.ceil(secondsSinceStart) - secondsSinceStart;
}
