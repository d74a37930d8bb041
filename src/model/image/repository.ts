/**
 * A repository of a registry: releases, and the tags that name them. Tags are pointers that move with
 * a push, unless they are immutable; then a push to an existing tag is rejected, as Amazon ECR does
 * with `ImageTagAlreadyExistsException`. A push of unchanged content moves nothing.
 */
import type { ImageSpec } from '../spec.js';
import type { ChainTable } from './chain-table.js';
import { makeRelease, type Release } from './release.js';

export type PushOutcome =
  | { readonly accepted: true; readonly release: Release }
  | { readonly accepted: false; readonly error: 'ImageTagAlreadyExistsException' };

export class Repository {
  readonly spec: ImageSpec;
  readonly #chains: ChainTable;
  readonly #releases: Release[] = [];
  readonly #tags = new Map<string, Release>();
  #newestTag: string | null = null;

  constructor(spec: ImageSpec, chains: ChainTable) {
    this.spec = spec;
    this.#chains = chains;
    const first = makeRelease(spec, 0, chains);
    this.#releases.push(first);
    for (const tag of spec.tags) this.#tags.set(tag, first);
  }

  get newest(): Release {
    return this.#releases[this.#releases.length - 1]!;
  }

  /** The tag of the last push, or null when there was none. */
  get newestTag(): string | null {
    return this.#newestTag;
  }

  /** What a tag names now, or undefined. */
  byTag(tag: string): Release | undefined {
    return this.#tags.get(tag);
  }

  byDigest(digest: string): Release | undefined {
    return this.#releases.find((release) => release.digest === digest);
  }

  /** Pushes content built now (or, with `sameDigest`, the newest content again) under a tag. */
  push(tag: string, sameDigest: boolean, nowSeconds: number): PushOutcome {
    if (this.spec.immutableTags && this.#tags.has(tag)) {
      return { accepted: false, error: 'ImageTagAlreadyExistsException' };
    }
    let release = this.newest;
    if (!sameDigest) {
      release = makeRelease(this.spec, this.#releases.length, this.#chains, nowSeconds);
      this.#releases.push(release);
    }
    this.#tags.set(tag, release);
    this.#newestTag = tag;
    return { accepted: true, release };
  }
}
