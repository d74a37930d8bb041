/**
 * A repository of a registry: releases, the tags that name them, and the blobs that are stored for them. Tags are
 * pointers that move with a push, unless they are immutable; then a push to an existing tag is rejected, as Amazon ECR
 * does with `ImageTagAlreadyExistsException`. A push of unchanged content moves nothing. A repository is pushed to, or
 * it holds copies of what another one has; layers are stored once a repository (Amazon ECR shares them across
 * repositories only where blob mounting is switched on, which is left out). What makes a release loadable in parts is of
 * one piece with it, or an object beside it that names its digest (SOCI v1) and goes with it.
 */
import type { ImageSpec, LazyIndexSpec } from '../spec.js';
import { blobsOf, indexBlob, type Blob } from './blobs-of.js';
import { builtOnNewest } from './built-on.js';
import { ByteAccount } from './byte-account.js';
import type { ChainTable } from './chain-table.js';
import { plainForm, releaseAtStart, rewritten, withIndex, type IndexSize } from './indexed-release.js';
import { makeRelease, type Release } from './release.js';

export type PushOutcome =
  | { readonly accepted: true; readonly release: Release }
  | { readonly accepted: false; readonly error: 'ImageTagAlreadyExistsException' };

/** An image that is in a repository. */
export interface StoredImage {
  readonly release: Release;
  /** Simulated second of the push, or of the copy. */
  readonly pushedAt: number;
  readonly tags: readonly string[];
}

/** What a tag names, since which push of all those to the repository. */
interface Named {
  readonly release: Release;
  readonly order: number;
}

/** What a release has become, and the tags that name it now. */
export interface Conversion {
  readonly release: Release;
  readonly tags: readonly string[];
}

export class Repository {
  readonly spec: ImageSpec;
  /** Its name in the registry. */
  readonly path: string;
  readonly #chains: ChainTable;
  readonly #account: ByteAccount;
  /** Everything that was ever pushed here is made by it; the last one. */
  #newest: Release;
  readonly #pushedAt = new Map<Release, number>();
  readonly #tags = new Map<string, Named>();
  readonly #blobs = new Map<string, number>();
  /** Indexes beside images, by the digest that they name. */
  readonly #indexes = new Map<string, LazyIndexSpec>();
  #newestTag: string | null = null;
  /** Told of each release that is removed. */
  onRemoved: ((release: Release) => void) | null = null;

  /** Empty; {@link Repository.pushedTo} makes one with the first release. Its bytes are booked in `account`. */
  constructor(spec: ImageSpec, path: string, chains: ChainTable, account = new ByteAccount()) {
    this.spec = spec;
    this.path = path;
    this.#chains = chains;
    this.#account = account;
    this.#newest = makeRelease(spec, 0, chains);
  }

  /**
   * The repository that pushes of an image go to, with release 0, the tags of the scenario and the index that is there
   * at time zero, of so many bytes.
   */
  static pushedTo(
    spec: ImageSpec,
    chains: ChainTable,
    account = new ByteAccount(),
    indexBytes: IndexSize = () => 0,
  ): Repository {
    const repository = new Repository(spec, spec.repository, chains, account);
    const release = releaseAtStart(spec, chains, indexBytes);
    repository.#newest = release;
    repository.#hold(release, release.builtAtSeconds);
    repository.#storeAll(release, 0);
    for (const tag of spec.tags) repository.#tags.set(tag, { release, order: 0 });
    const { lazyIndex } = spec;
    if (lazyIndex?.atStart === true && release.embedded === null)
      repository.putIndex(release, lazyIndex, indexBytes(release, lazyIndex), 0);
    return repository;
  }

  /** What was pushed here last. */
  get newest(): Release {
    return this.#newest;
  }

  /** The tag of the last push, or null when there was none. */
  get newestTag(): string | null {
    return this.#newestTag;
  }

  /** All tags that name something, in the order in which they came. */
  get tags(): readonly string[] {
    return [...this.#tags.keys()];
  }

  /** What is in it, in the order in which it came. */
  get images(): readonly StoredImage[] {
    return [...this.#pushedAt].map(([release, pushedAt]) => ({
      release,
      pushedAt,
      tags: this.tagsOf(release),
    }));
  }

  /** What a tag names now, or undefined. */
  byTag(tag: string): Release | undefined {
    return this.#tags.get(tag)?.release;
  }

  byDigest(digest: string): Release | undefined {
    for (const release of this.#pushedAt.keys()) if (release.digest === digest) return release;
    return undefined;
  }

  /** What is here by which a release can be loaded in parts; null: nothing. */
  lazyIndex({ embedded, digest }: Release): LazyIndexSpec | null {
    return embedded?.index ?? this.#indexes.get(digest) ?? null;
  }

  tagsOf(release: Release): readonly string[] {
    return this.tags.filter((tag) => this.byTag(tag) === release);
  }

  /**
   * Pushes content built now (or, with `sameDigest`, the newest content again) under a tag: on the base of the release
   * before, or with `rebase` on the newest one.
   */
  push(tag: string, sameDigest: boolean, nowSeconds: number, rebase = false): PushOutcome {
    if (this.spec.immutableTags && this.#tags.has(tag)) {
      return { accepted: false, error: 'ImageTagAlreadyExistsException' };
    }
    if (!sameDigest) this.#newest = this.#build(nowSeconds, rebase);
    const release = sameDigest ? this.#again(tag) : this.#newest;
    this.#hold(release, nowSeconds);
    this.#storeAll(release, nowSeconds);
    this.#tags.set(tag, { release, order: 0 });
    this.#newestTag = tag;
    return { accepted: true, release };
  }

  /**
   * An index is put into a release (SOCI v2), which is pushed again under a tag that names it still: the outcome, which
   * nobody can pull by another tag unless re-tagged images keep their index; null where no tag is moved. `atOnce`: the
   * release was never pushed without.
   */
  convert(
    release: Release,
    tag: string,
    index: LazyIndexSpec,
    bytes: number,
    nowSeconds: number,
    atOnce: boolean,
  ): Conversion | null {
    if (this.spec.immutableTags && !atOnce) return null;
    const others = index.follows.includes('retag') ? this.tagsOf(release) : [tag];
    const tags = others.filter((each) => this.byTag(each) === release);
    if (tags.length === 0) return null;
    const converted = withIndex(release, index, bytes);
    this.#hold(converted, nowSeconds);
    this.#storeAll(converted, nowSeconds);
    for (const each of tags) this.#tags.set(each, { release: converted, order: 0 });
    if (atOnce) this.#pushedAt.delete(release);
    if (this.#newest === release) this.#newest = converted;
    return { release: converted, tags };
  }

  /** An index (SOCI v1) that names a release is pushed, or has been copied here; the bytes that were not here yet. */
  putIndex({ digest }: Release, index: LazyIndexSpec, bytes: number, nowSeconds: number): number {
    this.#indexes.set(digest, index);
    return this.store({ digest: indexBlob(digest), bytes, platform: 0 }, nowSeconds) ? bytes : 0;
  }

  /**
   * Deletes the index of what a tag names. Where it is of one piece with the image, the image is pushed without it, and
   * returned; null where nothing was pushed.
   */
  deleteIndex(tag: string, nowSeconds: number): Release | null {
    const release = this.byTag(tag);
    if (release === undefined) return null;
    this.#dropIndex(release, nowSeconds);
    const plain = plainForm(release);
    if (plain === release) return null;
    this.#hold(plain, nowSeconds);
    this.#storeAll(plain, nowSeconds);
    this.#tags.set(tag, { release: plain, order: 0 });
    if (this.#newest === release) this.#newest = plain;
    return plain;
  }

  /**
   * A copy of the `order`-th push elsewhere arrives with the tag that it had there; the bytes that were not here yet.
   * One that comes late does not take a tag from a later push.
   */
  receive(release: Release, tag: string | null, order: number, nowSeconds: number): number {
    this.#hold(release, nowSeconds);
    if (tag !== null && order >= (this.#tags.get(tag)?.order ?? 0)) this.#tags.set(tag, { release, order });
    return this.#storeAll(release, nowSeconds);
  }

  /** The manifests of a release are here; its blobs come one by one. */
  announce(release: Release, nowSeconds: number): void {
    this.#hold(release, nowSeconds);
  }

  name(tag: string, release: Release): void {
    this.#tags.set(tag, { release, order: 0 });
  }

  hasBlob(digest: string): boolean {
    return this.#blobs.has(digest);
  }

  /** Stores a blob; whether it was not here yet. */
  store({ digest, bytes }: Blob, nowSeconds: number): boolean {
    if (this.#blobs.has(digest)) return false;
    this.#blobs.set(digest, bytes);
    this.#account.add(bytes, nowSeconds);
    return true;
  }

  /** Removes a release, its tags, and the blobs that no other one has. */
  remove(release: Release, nowSeconds: number): void {
    for (const tag of this.tagsOf(release)) this.#tags.delete(tag);
    this.#pushedAt.delete(release);
    this.#dropIndex(release, nowSeconds);
    const kept = new Set<string>();
    for (const other of this.#pushedAt.keys()) for (const { digest } of blobsOf(other)) kept.add(digest);
    for (const { digest, bytes } of blobsOf(release)) {
      if (kept.has(digest) || !this.#blobs.delete(digest)) continue;
      this.#account.add(-bytes, nowSeconds);
    }
    this.onRemoved?.(release);
  }

  /** What a tag names when the newest content is pushed under it: where tools lose an index, what they make of it. */
  #again(tag: string): Release {
    const { lazyIndex } = this.spec;
    const named = this.byTag(tag);
    if (named?.number === this.#newest.number) return named;
    if (lazyIndex?.format !== 'soci' || lazyIndex.follows.includes('retag')) return this.#newest;
    const without = lazyIndex.version === 'v1' ? rewritten(this.#newest) : plainForm(this.#newest);
    return this.byDigest(without.digest) ?? without;
  }

  #dropIndex({ digest }: Release, nowSeconds: number): void {
    const bytes = this.#blobs.get(indexBlob(digest)) ?? 0;
    if (this.#indexes.delete(digest) && this.#blobs.delete(indexBlob(digest)))
      this.#account.add(-bytes, nowSeconds);
  }

  #build(nowSeconds: number, rebase: boolean): Release {
    const { builtOn, number } = this.#newest;
    const next = number + 1;
    const base = rebase ? builtOnNewest(this.spec.base, builtOn, next, nowSeconds) : builtOn;
    return makeRelease(this.spec, next, this.#chains, nowSeconds, base);
  }

  #hold(release: Release, nowSeconds: number): void {
    if (!this.#pushedAt.has(release)) this.#pushedAt.set(release, nowSeconds);
  }

  #storeAll(release: Release, nowSeconds: number): number {
    let added = 0;
    for (const blob of blobsOf(release)) if (this.store(blob, nowSeconds)) added += blob.bytes;
    return added;
  }
}
