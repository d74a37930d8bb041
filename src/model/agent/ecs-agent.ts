/**
 * The Amazon ECS agent of one container instance: what its stages share. The stages are functions of
 * their own (`start-task`, `container-life`, `manifest-stage`, `pull-stage`, `image-cleanup`). Not modelled here: the host-resource queue, credentials, ASM secrets.
 */
import type { Body } from '../../kernel/process.js';
import { ReadWriteLock } from '../../kernel/rw-lock.js';
import type { Signal } from '../../kernel/signal.js';
import type { Environment } from '../environment.js';
import type { Ec2Instance } from '../launch/ec2-instance.js';
import type { Task } from '../launch/task.js';
import type { CompletePolicy } from '../policy/types.js';
import type { Registries } from '../registry/registries.js';
import type { AgentSettings } from '../spec.js';
import { ImageManager } from './image-manager.js';
import { MANIFEST_RAMP, PULL_RAMP, RetryRamp } from './retry-ramp.js';
import { TokenCache } from './token-cache.js';

/** Told when a container's digest is known: what `versionConsistency` builds on. */
export type DigestListener = (task: Task, container: string, digest: string) => void;

export class EcsAgent {
  readonly environment: Environment;
  readonly instance: Ec2Instance;
  readonly registries: Registries;
  readonly policy: CompletePolicy;
  readonly onDigest: DigestListener;
  readonly images: ImageManager;
  /** Tasks in the agent's state: from their payload until they are swept. */
  readonly tasks = new Set<Task>();
  /** Pulls share it; a cleanup cycle has it alone. Process-wide, as in the agent. */
  pullDeleteLock: ReadWriteLock;
  pullRamp = new RetryRamp(PULL_RAMP);
  manifestRamp = new RetryRamp(MANIFEST_RAMP);
  tokens: TokenCache;
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
    this.pullDeleteLock = new ReadWriteLock(environment.simulation);
    this.tokens = new TokenCache(environment);
  }

  get settings(): AgentSettings {
    return this.instance.spec.agent;
  }

  /** The process has ended, and with it what was only in its memory; who holds its lock gives back a lock of the past. */
  forgetMemory(): void {
    this.pullDeleteLock = new ReadWriteLock(this.environment.simulation);
    this.pullRamp = new RetryRamp(PULL_RAMP);
    this.manifestRamp = new RetryRamp(MANIFEST_RAMP);
    this.tokens = new TokenCache(this.environment);
  }

  /** Waits until the agent process runs. */
  *whenUp(): Body<void> {
    while (this.down !== null) yield* this.down.wait();
  }
}
