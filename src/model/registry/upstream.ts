/**
 * The registry behind a cache, as the cache asks it: requests take the way between the two and meet upstream's faults
 * and limits, those of the cache's own account or, where it has none, of an address of its own. A GET of what a
 * reference names is a pull, a HEAD is none. The cache asks on one connection for each look-up, and on one for each
 * blob; upstream's registry shares its egress among all who download. How Amazon ECR asks is not published. What makes
 * an image loadable in parts comes along only where it follows such copies.
 */
import { entity } from '../../kernel/random.js';
import type { Body } from '../../kernel/process.js';
import type { Site } from '../../kernel/fluid/fluid.js';
import type { Environment } from '../environment.js';
import type { Blob } from '../image/blobs-of.js';
import { plainForm } from '../image/indexed-release.js';
import type { Reference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import type { Route } from '../network/route.js';
import type { CacheSpec, LazyIndexSpec, RegistryFault, RequestKind } from '../spec.js';
import { bringBlob } from './bring-blob.js';
import { faultMessage, type Caller, type Registry, type RequestOptions } from './registry.js';
import type { RequestLimits } from './request-limits.js';

/** What a reference names; nothing (undefined); or why upstream does not tell. */
export type Answer = Release | string | undefined;

export interface UpstreamParts {
  /** Of the cache. */
  readonly name: string;
  readonly spec: CacheSpec;
  readonly registry: Registry;
  readonly route: Route;
  /** Of the cache's own account there. */
  readonly limits: RequestLimits | null;
}

export class Upstream {
  /** Pulls that upstream has served, and those that it has refused. */
  pulls = 0;
  refusals = 0;
  copiedBytes = 0;
  readonly registry: Registry;
  readonly #name: string;
  readonly #spec: CacheSpec;
  readonly #route: Route;
  readonly #options: RequestOptions;
  readonly #environment: Environment;
  readonly #site: Site;
  /** One for each thing asked for, so that the draws of one do not shift those of another. */
  readonly #callers = new Map<string, Caller>();

  constructor({ name, spec, registry, route, limits }: UpstreamParts, environment: Environment) {
    this.#name = name;
    this.#spec = spec;
    this.registry = registry;
    this.#route = route;
    this.#options = limits === null ? {} : { limits };
    this.#environment = environment;
    this.#site = environment.fluid.site([], name);
  }

  /** What a reference names, without a pull. */
  *head(image: string, reference: Reference): Body<Answer> {
    const caller = this.#caller(image, written(reference));
    const error = yield* this.#connect(caller, reference);
    if (error !== null) return error;
    const fault = yield* this.#ask('head', false, caller);
    if (fault !== null) return faultMessage(fault, written(reference));
    return this.#kept(image, yield* this.registry.lookUp(image, reference, caller));
  }

  /** The manifests of a reference: a pull. `connected`: on the connection of a HEAD just before. */
  *get(image: string, reference: Reference, connected: boolean): Body<Answer> {
    const caller = this.#caller(image, written(reference));
    const error = connected ? null : yield* this.#connect(caller, reference);
    if (error !== null) return error;
    const fault = yield* this.#ask('manifest', false, caller);
    if (fault === 'throttled') this.refusals++;
    if (fault !== null) return faultMessage(fault, written(reference));
    this.pulls++;
    const release = this.#kept(image, yield* this.registry.lookUp(image, reference, caller));
    if (typeof release !== 'object' || !release.indexed) return release;
    return (yield* this.platform(image, release, 0)) ?? release;
  }

  /** The index beside a release there now, where it comes along; null: nothing. */
  index(image: string, release: Release): LazyIndexSpec | null {
    return release.embedded === null && this.#indexFollows(image)
      ? this.registry.lazyIndex(image, release)
      : null;
  }

  /** The manifest of one platform of an index; an error, or null. */
  *platform(image: string, release: Release, platform: number): Body<string | null> {
    const caller = this.#caller(image, `${release.digest} ${platform}`);
    const fault = yield* this.#ask('platform', false, caller);
    return fault === null ? null : faultMessage(fault, release.digest);
  }

  /** Brings a blob; an error, or null. */
  blob(image: string, { digest, bytes }: Blob): Body<string | null> {
    return bringBlob({
      environment: this.#environment,
      registry: this.registry,
      route: this.#route,
      caller: this.#caller(image, digest),
      site: this.#site,
      digest,
      bytes,
      streamBytesPerSecond: this.#spec.copyBytesPerSecond,
      options: this.#options,
      reference: digest,
      arrived: () => {
        this.copiedBytes += bytes;
      },
    });
  }

  /** A release as it is kept: without the index in it, where that does not come along. */
  copied(image: string, release: Release): Release {
    return this.#indexFollows(image) ? release : plainForm(release);
  }

  #kept(image: string, answer: Answer): Answer {
    return typeof answer === 'object' ? this.copied(image, answer) : answer;
  }

  #indexFollows(image: string): boolean {
    const { lazyIndex } = this.registry.repository(image).spec;
    return lazyIndex?.follows.includes('pull-through-cache') === true;
  }

  *#connect(caller: Caller, reference: Reference): Body<string | null> {
    const kinds: readonly RequestKind[] = this.registry.needsBearerToken ? ['ping', 'token'] : ['ping'];
    for (const kind of kinds) {
      const fault = yield* this.#ask(kind, true, caller);
      if (fault !== null) return faultMessage(fault, written(reference));
    }
    return null;
  }

  #ask(kind: RequestKind, newConnection: boolean, caller: Caller): Body<RegistryFault | null> {
    return this.registry.request(kind, this.#route, newConnection, caller, this.#options);
  }

  #caller(image: string, what: string): Caller {
    const name = `${this.#name} ${image} ${what}`;
    let caller = this.#callers.get(name);
    if (caller === undefined) {
      caller = {
        entity: entity(name),
        requests: 0,
        throttled: 0,
        draws: 0,
        image,
        stage: 'pull',
        attempt: 1,
      };
      this.#callers.set(name, caller);
    }
    return caller;
  }
}

/** A reference as it is written. */
export function written({ name, tag, digest }: Reference): string {
  return digest === null ? `${name}:${tag ?? 'latest'}` : `${name}@${digest}`;
}
