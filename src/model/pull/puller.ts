/**
 * The container runtime of one host as whoever pulls sees it: it begins pulls, by the settings of its `RuntimeSpec`.
 * One pull is in `running-pull.ts`, one layer in `layer-job.ts`. What a pull leaves out: resolution of names, proxies,
 * attestations, signatures. Tokens are the caller's business.
 */
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import type { ImageStore } from '../host/image-store.js';
import type { Machine } from '../host/machine.js';
import type { LazyMount } from '../lazy/lazy-mount.js';
import type { Peer } from '../peer/peer.js';
import type { LazyFallback, RuntimeSpec } from '../spec.js';
import { Daemon } from './daemon.js';
import { mountedImage } from './mounted-image.js';
import { snapshotterName } from './snapshotter-name.js';
import type { PullRequest, PullResult } from './pull-request.js';
import { RunningPull } from './running-pull.js';

export type { PullRequest, PullResult } from './pull-request.js';
export type { RunningPull } from './running-pull.js';

export class Puller {
  readonly #daemon: Daemon;

  constructor(
    environment: Environment,
    machine: Machine,
    store: ImageStore,
    runtime: RuntimeSpec,
    peer: Peer | null = null,
  ) {
    this.#daemon = new Daemon(environment, machine, store, runtime, peer);
  }

  /** On disk, of downloads that were cut off and can go on later. */
  get partialBytes(): number {
    let sum = 0;
    for (const bytes of this.#daemon.partialBytes.values()) sum += bytes;
    return sum;
  }

  /** The files of an image on disk that is loaded lazily; null where it was pulled whole. */
  mountOf(imageId: string): LazyMount | null {
    const local = this.#daemon.lazy === null ? undefined : this.#daemon.store.image(imageId);
    return local === undefined ? null : mountedImage(this.#daemon, local.release);
  }

  /** What an image on disk is mounted by, as the task metadata endpoint says. */
  snapshotterOf(imageId: string): string {
    return snapshotterName(this.#daemon.runtime, this.mountOf(imageId), this.fallbackOf(imageId));
  }

  /** Why an image on disk was pulled whole although its host loads lazily; '' where it was not. */
  fallbackOf(imageId: string): LazyFallback | '' {
    return this.#daemon.lazy?.fallbacks.get(imageId) ?? '';
  }

  /** The host has ended, and with it what mounts fetch. Pulls are ended by whoever began them. */
  stop(): void {
    this.#daemon.lazy?.stop();
  }

  /** Begins a pull, which goes on by itself. */
  begin(request: PullRequest): RunningPull {
    const pull = new RunningPull(this.#daemon, request);
    this.#daemon.environment.simulation.start(pull.run());
    return pull;
  }

  /** One pull from the first request until the image is in the store, or has failed. */
  *pull(request: PullRequest): Body<PullResult> {
    const pull = this.begin(request);
    yield* pull.ended.wait();
    return pull.result!;
  }
}
