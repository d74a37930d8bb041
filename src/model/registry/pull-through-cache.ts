/**
 * A cache of another registry's images: a rule of Amazon ECR's pull-through cache, or a mirror of one's own. Rules
 * (Amazon ECR user guide, `pull-through-cache.md`): a tag that is not here is copied when it is pulled, with all that
 * its index names; one that is here is served, and upstream is asked only where it was not for a day, counted from the
 * last check or, as the guide said first, from the last pull. Nothing is asked without a pull. Where upstream fails or
 * refuses, what is here is served; immutable tags never move. Decided here, for it is not documented: the pull that
 * finds a tag too old waits for upstream's answer; a check that failed is none, so that the next pull asks again.
 *
 * With `syncSeconds` it copies on its own instead, as scripts did before there was such a cache: all tags of the images
 * that may be pulled through it, each as soon as it is here as a whole; pulls never ask upstream.
 */
import { entity } from '../../kernel/random.js';
import type { Body, Process } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import type { Reference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import type { CacheSpec } from '../spec.js';
import type { CachedImage } from './cached-image.js';
import type { Caller } from './registry.js';
import { written, type Answer, type Upstream } from './upstream.js';

export class PullThroughCache {
  readonly upstream: Upstream;
  readonly #name: string;
  readonly #spec: CacheSpec;
  readonly #images: ReadonlyMap<string, CachedImage>;
  readonly #environment: Environment;
  /** What upstream is being asked for. */
  readonly #asking = new Map<string, Process<Answer>>();

  /** `images`: by name, all that may be pulled through it. */
  constructor(
    name: string,
    spec: CacheSpec,
    upstream: Upstream,
    images: ReadonlyMap<string, CachedImage>,
    environment: Environment,
  ) {
    this.#name = name;
    this.#spec = spec;
    this.upstream = upstream;
    this.#images = images;
    this.#environment = environment;
    if (spec.holdsAtStart) for (const image of images.values()) image.fill();
    if (spec.syncSeconds !== null) environment.simulation.start(this.#sync(spec.syncSeconds), `${name} sync`);
  }

  /** What a reference names: copied, or from upstream, which a pull that finds nothing or something old waits for. */
  *lookUp(image: string, reference: Reference, caller: Caller): Body<Answer> {
    const held = this.#images.get(image);
    if (held === undefined) return undefined;
    const here = resolve(held, reference);
    if (this.#spec.syncSeconds !== null) return here;
    if (here !== undefined && this.#mayServe(held, reference)) return here;
    return yield* this.#ask(held, image, reference, here, caller);
  }

  /** Waits for a blob: whether it was missing when it was asked for, or why it cannot be had. */
  *awaitBlob(image: string, digest: string): Body<boolean | string> {
    const held = this.#images.get(image);
    return held === undefined ? false : yield* held.awaitBlob(digest);
  }

  /** Whether what is here may be served without asking: a digest always names the same. Notes the pull of a tag if so. */
  #mayServe(held: CachedImage, { tag, digest }: Reference): boolean {
    if (digest !== null) return true;
    const { now } = this.#environment;
    const times = held.times(tag ?? 'latest');
    const since = this.#spec.validityFrom === 'lastPull' ? times.pulledAt : times.checkedAt;
    const isFresh = now - since < this.#spec.validitySeconds;
    if (isFresh) times.pulledAt = now;
    return isFresh;
  }

  /** Asks upstream; who asks for the same meanwhile shares the answer, if the cache coalesces. */
  *#ask(
    held: CachedImage,
    image: string,
    reference: Reference,
    here: Release | undefined,
    caller: Caller,
  ): Body<Answer> {
    const key = `${image} ${reference.digest ?? reference.tag ?? 'latest'}`;
    const shared = this.#spec.coalesces ? this.#asking.get(key) : undefined;
    const process =
      shared ?? this.#environment.simulation.start(this.#refresh(held, image, reference, here, key));
    if (process.done) return process.result;
    this.#asking.set(key, process);
    caller.copying?.();
    return yield* process.join();
  }

  *#refresh(
    held: CachedImage,
    image: string,
    reference: Reference,
    here: Release | undefined,
    key: string,
  ): Body<Answer> {
    const answer = yield* this.#news(held, image, reference, here);
    this.#asking.delete(key);
    if (typeof answer === 'object') return answer;
    return here !== undefined && this.#spec.servesStale ? here : answer;
  }

  /** What is to be served by upstream's word; its copy has begun where it was not here. */
  *#news(held: CachedImage, image: string, reference: Reference, here: Release | undefined): Body<Answer> {
    const tag = reference.digest === null ? (reference.tag ?? 'latest') : null;
    if (here !== undefined) {
      const named = yield* this.upstream.head(image, reference);
      if (typeof named !== 'object') return named;
      if (named === here || this.#spec.immutableTags) {
        this.#checked(held, tag);
        held.noteIndex(here);
        return here;
      }
    }
    const release = yield* this.upstream.get(image, reference, here !== undefined);
    if (typeof release !== 'object') return release;
    yield* this.#makeRepository(held, image);
    this.#checked(held, tag);
    held.serve(release, tag);
    this.#environment.simulation.start(held.copy(release), `${this.#name} ${written(reference)}`);
    return release;
  }

  /** Upstream has answered a pull of a tag. */
  #checked(held: CachedImage, tag: string | null): void {
    if (tag === null) return;
    const times = held.times(tag);
    times.checkedAt = times.pulledAt = this.#environment.now;
  }

  *#makeRepository(held: CachedImage, image: string): Body<void> {
    if (held.exists) return;
    const who = entity(`${this.#name} ${image}`);
    yield* this.#environment.simulation.delay(
      this.#environment.draw('create repository', this.#spec.createRepositorySeconds, who),
    );
    held.exists = true;
  }

  /** One image and tag after the other; the next round begins at a whole multiple of the period. */
  *#sync(periodSeconds: number): Body<void> {
    const { simulation } = this.#environment;
    for (let round = 1; ; round = Math.floor(simulation.now / periodSeconds) + 1) {
      yield* simulation.delay(round * periodSeconds - simulation.now);
      for (const [image, held] of this.#images) {
        for (const tag of this.upstream.registry.repository(image).tags)
          yield* this.#syncTag(image, held, tag);
      }
    }
  }

  *#syncTag(image: string, held: CachedImage, tag: string): Body<void> {
    const reference: Reference = { name: held.repository.path, tag, digest: null };
    const here = held.repository.byTag(tag);
    const named = yield* this.upstream.head(image, reference);
    if (typeof named !== 'object' || named === here) return;
    if (here !== undefined && this.#spec.immutableTags) return;
    const release = yield* this.upstream.get(image, reference, true);
    if (typeof release !== 'object') return;
    yield* held.sync(release, tag);
  }
}

function resolve({ repository }: CachedImage, { tag, digest }: Reference): Release | undefined {
  return digest === null ? repository.byTag(tag ?? 'latest') : repository.byDigest(digest);
}
