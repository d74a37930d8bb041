/**
 * The Amazon ECS agent of one container instance: what its stages share. The stages are functions of their own
 * (`start-task`, `container-life`, `manifest-stage`, `pull-stage`, `create-stage`, `image-cleanup`). Credentials of
 * roles and secrets are taken to be there when a task is.
 */
import type { Body } from '../../kernel/process.js';
import { ReadWriteLock } from '../../kernel/rw-lock.js';
import type { Signal } from '../../kernel/signal.js';
import type { Environment } from '../environment.js';
import type { Ec2Instance } from '../launch/ec2-instance.js';
import type { Task, TaskContainer } from '../launch/task.js';
import type { CompletePolicy, PullBehavior, PullStage } from '../policy/types.js';
import type { RunningPull } from '../pull/puller.js';
import type { Registries } from '../registry/registries.js';
import type { AgentSettings } from '../spec.js';
import { rules, type AgentRules } from './agent-rules.js';
import { HostResourceQueue } from './host-resource-queue.js';
import { ImageManager } from './image-manager.js';
import { RetryRamp, rampSettings } from './retry-ramp.js';
import { TokenCache } from './token-cache.js';
import { UnusedImages } from './unused-images.js';

/** Told when a container's digest is known: what `versionConsistency` builds on. */
export type DigestListener = (task: Task, container: string, digest: string) => void;

export class EcsAgent {
  readonly environment: Environment;
  readonly instance: Ec2Instance;
  readonly registries: Registries;
  readonly policy: CompletePolicy;
  readonly onDigest: DigestListener;
  readonly images: ImageManager;
  /** Where ECS manages the instance: in place of cleanup cycles. */
  readonly unusedImages: UnusedImages | null;
  /** Tasks in the agent's state: from their payload until they are swept. */
  readonly tasks = new Set<Task>();
  /** Pulls share it; a cleanup cycle has it alone. Process-wide, as in the agent. */
  pullDeleteLock: ReadWriteLock;
  /** Those who hold it for a pull, in the order in which they got it. */
  pulling = new Set<TaskContainer>();
  /** Attempts that the container runtime works on. */
  readonly runningPulls = new Set<RunningPull>();
  readonly rules: AgentRules;
  readonly queue: HostResourceQueue;
  tokens: TokenCache;
  #ramps: Readonly<Record<PullStage, RetryRamp>>;
  /** Fired when the process runs again; null while it runs. */
  down: Signal | null = null;
  /** How often the process was started; a cleanup ticker ends with the process that started it. */
  incarnation = 1;
  imagesRemoved = 0;
  cleanupCycles = 0;
  pullsInFlight = 0;

  constructor(
    environment: Environment,
    instance: Ec2Instance,
    registries: Registries,
    policy: CompletePolicy,
    onDigest: DigestListener,
  ) {
    this.environment = environment;
    this.instance = instance;
    this.registries = registries;
    this.policy = policy;
    this.onDigest = onDigest;
    this.images = new ImageManager(environment.simulation, environment.assumes('flag-by-image'));
    const { managed } = instance.spec;
    this.unusedImages = managed === null ? null : new UnusedImages(this, managed.unusedImageSeconds);
    this.pullDeleteLock = new ReadWriteLock(environment.simulation);
    this.rules = rules(this.settings.version);
    const { cpuUnits, memoryMiB } = instance.free;
    this.queue = new HostResourceQueue(environment.simulation, cpuUnits, memoryMiB);
    this.tokens = new TokenCache(environment, this.rules);
    this.#ramps = this.#newRamps();
  }

  get settings(): AgentSettings {
    return this.instance.spec.agent;
  }

  /** How it treats images; agents that did not know the setting yet do as `default`. */
  get behavior(): PullBehavior {
    return this.rules.pullBehaviors ? this.settings.pullBehavior : 'default';
  }

  /** Whether it uses an image that is there without another pull, where it knows the digest. */
  get usesCachedImages(): boolean {
    return this.instance.spec.managed?.usesCachedImages === true;
  }

  get pullsUpfront(): boolean {
    return this.rules.pullsUpfront && this.settings.pullDependentContainersUpfront;
  }

  /** The waits between the attempts of a stage: one ramp for the whole process. */
  ramp(stage: PullStage): RetryRamp {
    return (this.environment.assumes('shared-ramp') ? this.#ramps : this.#newRamps())[stage];
  }

  /** The process has ended, and with it what was only in its memory; who holds its lock gives back a lock of the past. */
  forgetMemory(): void {
    this.pullDeleteLock = new ReadWriteLock(this.environment.simulation);
    this.pulling = new Set();
    this.tokens = new TokenCache(this.environment, this.rules);
    this.#ramps = this.#newRamps();
  }

  /** The process ends: its requests to the container runtime end with their connections. */
  dropRequests(): void {
    for (const pull of [...this.runningPulls]) pull.cancel('the agent has stopped');
  }

  #newRamps(): Readonly<Record<PullStage, RetryRamp>> {
    const { parameters } = this.environment;
    const pull = new RetryRamp(rampSettings('pull', parameters));
    const settings = rampSettings(this.rules.fastManifestRetry ? 'manifest' : 'pull', parameters);
    return { pull, manifest: new RetryRamp(settings) };
  }

  /** Waits until the agent process runs. */
  *whenUp(): Body<void> {
    while (this.down !== null) yield* this.down.wait();
  }
}
