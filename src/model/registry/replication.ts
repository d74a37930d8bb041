/**
 * Replication of a private ECR registry to others: what is pushed to it arrives there some minutes later, under the
 * same repository name and with the tag of the push. Rules (Amazon ECR user guide, `replication.md`): once a push; only
 * what is pushed while a rule holds; never what another replication brought; deletions, lifecycle policies and tag
 * immutability stay behind. Images that a pull-through cache has copied count as pushed. Not documented, and so
 * decided here: when a copy overtakes a later one of its tag, the tag stays with the later push. An index that was put
 * into an image goes with it; one beside the image is an object of its own, with a delay of its own (AWS, What's New,
 * 2024-06-27: replication copies what refers to an image). Where an index does not follow, the image goes without.
 */
import type { Body } from '../../kernel/process.js';
import { entity } from '../../kernel/random.js';
import type { Environment } from '../environment.js';
import { plainForm } from '../image/indexed-release.js';
import type { Release } from '../image/release.js';
import type { Repository } from '../image/repository.js';
import type { ImageSpec, LazyIndexSpec, ReplicationRule } from '../spec.js';

/** Where copies go. */
export interface Destination {
  /** Takes the copy of the `order`-th push. */
  receive(source: Repository, release: Release, tag: string | null, order: number): void;
  /** Takes the copy of an index that names a release. */
  receiveIndex(source: Repository, release: Release, index: LazyIndexSpec): void;
}

export interface ReplicationRoute {
  readonly rule: ReplicationRule;
  readonly destination: Destination;
}

export class Replication {
  readonly #environment: Environment;
  readonly #from: string;
  readonly #routes: readonly ReplicationRoute[];
  /** Pushes so far, by repository. */
  readonly #pushes = new Map<string, number>();

  /** `from`: name of the registry, which names the draws. */
  constructor(from: string, routes: readonly ReplicationRoute[], environment: Environment) {
    this.#from = from;
    this.#routes = routes;
    this.#environment = environment;
  }

  /** A release has been pushed; without a tag where only its digest was asked for. */
  pushed(source: Repository, release: Release, tag: string | null): void {
    const order = this.#count(source);
    const copied = asReplicated(source.spec, release);
    for (const route of routesOf(this.#routes, source.path)) {
      const arrive = (): void => route.destination.receive(source, copied, tag, order);
      this.#environment.simulation.start(this.#bring(route, source, order, arrive));
    }
  }

  /** An index that names a release has been pushed. */
  indexed(source: Repository, release: Release): void {
    const index = source.lazyIndex(release);
    if (index?.follows.includes('replication') !== true) return;
    const order = this.#count(source);
    for (const route of routesOf(this.#routes, source.path)) {
      const arrive = (): void => route.destination.receiveIndex(source, release, index);
      this.#environment.simulation.start(this.#bring(route, source, order, arrive));
    }
  }

  #count({ path }: Repository): number {
    const order = (this.#pushes.get(path) ?? 0) + 1;
    this.#pushes.set(path, order);
    return order;
  }

  *#bring({ rule }: ReplicationRoute, source: Repository, order: number, arrive: () => void): Body<void> {
    const who = entity(`${this.#from}/${source.path} to ${rule.to}`);
    yield* this.#environment.simulation.delay(this.#environment.draw('replication', rule.delay, who, order));
    arrive();
  }
}

/** What arrives of a release: without the index in it, where that does not follow. */
export function asReplicated({ lazyIndex }: ImageSpec, release: Release): Release {
  return lazyIndex?.follows.includes('replication') === true ? release : plainForm(release);
}

/** Those that a repository goes by: one for each destination. */
export function routesOf(routes: readonly ReplicationRoute[], path: string): readonly ReplicationRoute[] {
  const matching = routes.filter(({ rule }) => path.startsWith(rule.prefix));
  return matching.filter(
    ({ rule }, index) => matching.findIndex((other) => other.rule.to === rule.to) === index,
  );
}
