/**
 * What Fargate would be if it kept images, which AWS does not offer: nothing here is measured.
 * Scope `host`: the micro host of a task that has ended waits idle for some time, and the next task of its size gets the
 * one that was used last; it is provisioned as ever, asks the registry for the manifest and skips what is on disk.
 * Scope `fleet`: layers of every image that a task has pulled whole are at all hosts that are made later, at no cost of time
 * or disk, until nobody has used them for some time or the least recently used must make room.
 */
import type { Environment } from '../environment.js';
import type { ChainId } from '../image/chain-table.js';
import type { Release } from '../image/release.js';
import type { ImageCacheSpec } from '../spec.js';
import { sizeOf, type LayerSource, type MicroHost } from './fargate-host.js';
import type { Task } from './task.js';

interface IdleHost {
  readonly host: MicroHost;
  readonly since: number;
}

interface KeptLayer {
  readonly bytes: number;
  readonly usedAt: number;
}

export class FargateImageCache implements LayerSource {
  readonly #spec: ImageCacheSpec;
  readonly #environment: Environment;
  /** The one that became idle last is last. */
  readonly #idle: IdleHost[] = [];
  /** The least recently used first. */
  readonly #layers = new Map<ChainId, KeptLayer>();
  #layerBytes = 0;

  constructor(spec: ImageCacheSpec, environment: Environment) {
    this.#spec = spec;
    this.#environment = environment;
  }

  /** Hosts that wait for a task. */
  get idleHosts(): number {
    this.#dropOldHosts();
    return this.#idle.length;
  }

  /** Bytes of the layers that new hosts have. */
  get keptBytes(): number {
    this.#dropOldLayers();
    return this.#layerBytes;
  }

  /** The idle host for a task, or null: then one is made. */
  take(task: Task): MicroHost | null {
    this.#dropOldHosts();
    const size = sizeOf(task);
    const position = this.#idle.findLastIndex(({ host }) => host.size === size);
    if (position < 0) return null;
    const { host } = this.#idle.splice(position, 1)[0]!;
    host.handTo(task);
    return host;
  }

  /** The task of a host has ended; the host ends where nothing keeps it. */
  giveBack(host: MicroHost): void {
    if (this.#spec.scope !== 'host' || this.#spec.maximumHosts < 1) return host.end();
    this.#dropOldHosts();
    this.#idle.push({ host, since: this.#environment.now });
    if (this.#idle.length > this.#spec.maximumHosts) this.#idle.shift()?.host.end();
  }

  /** A task has the layers of this release. The base of an image counts as used after what lies on it, as it is of use without that. */
  used({ layers, chains }: Release): void {
    if (this.#spec.scope !== 'fleet') return;
    for (let index = layers.length - 1; index >= 0; index--) {
      const chain = chains[index]!;
      this.#forget(chain);
      const bytes = layers[index]!.uncompressedBytes;
      this.#layers.set(chain, { bytes, usedAt: this.#environment.now });
      this.#layerBytes += bytes;
    }
    this.#dropOldLayers();
  }

  /** Chains of layers that a host has which is made now. */
  layers(): Iterable<ChainId> {
    this.#dropOldLayers();
    return this.#layers.keys();
  }

  #dropOldHosts(): void {
    const kept = this.#idle.findIndex(({ since }) => since + this.#spec.keepSeconds >= this.#environment.now);
    const dropped = this.#idle.splice(0, kept < 0 ? this.#idle.length : kept);
    for (const { host } of dropped) host.end();
  }

  #dropOldLayers(): void {
    const { keepSeconds, maximumBytes } = this.#spec;
    for (const [chain, { usedAt }] of this.#layers) {
      if (usedAt + keepSeconds >= this.#environment.now && this.#layerBytes <= maximumBytes) return;
      this.#forget(chain);
    }
  }

  #forget(chain: ChainId): void {
    const layer = this.#layers.get(chain);
    if (layer === undefined) return;
    this.#layers.delete(chain);
    this.#layerBytes -= layer.bytes;
  }
}
