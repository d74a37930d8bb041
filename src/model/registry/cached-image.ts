/**
 * One image in a cache: the repository that holds its copies, the copies on their way, and when each tag was last
 * checked and pulled. A copy is the configuration and the layers of the platform that was asked for, then those of the
 * others; so many blobs of it come at once. Who needs a blob that is not here waits for that blob; where nobody brings
 * it, because an earlier try failed, it is asked for anew. What was copied stays, whoever gave up waiting for it. A release
 * that expires while its copy is under way is none any more: who waits for its blobs gets them, and they are not kept.
 */
import { all, type Body, type Process } from '../../kernel/process.js';
import { Semaphore } from '../../kernel/semaphore.js';
import type { Environment } from '../environment.js';
import { blobsOf, type Blob } from '../image/blobs-of.js';
import type { Release } from '../image/release.js';
import type { Repository } from '../image/repository.js';
import type { CacheSpec, LazyIndexSpec } from '../spec.js';
import type { Upstream } from './upstream.js';

/** When a tag was last checked upstream, and last pulled from the cache. */
export interface TagTimes {
  checkedAt: number;
  pulledAt: number;
}

export interface CachedImageParts {
  readonly repository: Repository;
  readonly spec: CacheSpec;
  readonly upstream: Upstream;
  readonly environment: Environment;
  /** Told of each copy that is complete: with the tag, or null where its digest was asked for. */
  readonly onCopied: (repository: Repository, release: Release, tag: string | null) => void;
  /** Puts an index here that upstream has beside a release. */
  readonly putIndex: (repository: Repository, release: Release, index: LazyIndexSpec) => void;
}

export class CachedImage {
  readonly repository: Repository;
  /** The cache has made the repository. */
  exists = false;
  readonly #spec: CacheSpec;
  readonly #upstream: Upstream;
  readonly #environment: Environment;
  readonly #onCopied: CachedImageParts['onCopied'];
  readonly #putIndex: CachedImageParts['putIndex'];
  readonly #times = new Map<string, TagTimes>();
  /** Blobs on their way; what ends it is the error, or null. */
  readonly #coming = new Map<string, Process<string | null>>();
  /** Releases that are copied before anybody can pull them. */
  readonly #syncing = new Set<Release>();
  /** Releases that are not complete, and the names under which they were asked for. */
  readonly #incomplete = new Map<Release, Set<string | null>>();

  constructor({ repository, spec, upstream, environment, onCopied, putIndex }: CachedImageParts) {
    this.repository = repository;
    this.#spec = spec;
    this.#upstream = upstream;
    this.#environment = environment;
    this.#onCopied = onCopied;
    this.#putIndex = putIndex;
    repository.onRemoved = (release) => this.#incomplete.delete(release);
  }

  /** Of a tag; never, where there is none yet. */
  times(tag: string): TagTimes {
    let times = this.#times.get(tag);
    if (times === undefined) this.#times.set(tag, (times = { checkedAt: -Infinity, pulledAt: -Infinity }));
    return times;
  }

  /** Holds what upstream's tags name now, as if it had been copied just before. */
  fill(): void {
    const { now } = this.#environment;
    const there = this.#upstream.registry.repository(this.#image);
    for (const tag of there.tags) {
      const release = this.#upstream.copied(this.#image, there.byTag(tag)!);
      this.repository.announce(release, now);
      this.repository.name(tag, release);
      for (const blob of this.#blobs(release)) this.repository.store(blob, now);
      this.times(tag).checkedAt = this.times(tag).pulledAt = now;
      this.noteIndex(release);
    }
    this.exists = true;
  }

  /** Upstream was asked for a release: what it has beside it now comes along. */
  noteIndex(release: Release): void {
    const index = this.#upstream.index(this.#image, release);
    if (index !== null && this.repository.lazyIndex(release) === null)
      this.#putIndex(this.repository, release, index);
  }

  /** Pulls of the tag (of the digest, where null) find the release from now on, and its blobs as they come. */
  serve(release: Release, tag: string | null): void {
    this.#announce(release, tag);
    this.noteIndex(release);
    if (this.#isComplete(release)) return this.#onCopied(this.repository, release, tag);
    const names = this.#incomplete.get(release);
    if (names === undefined) this.#incomplete.set(release, new Set([tag]));
    else names.add(tag);
  }

  /** Copies a release whose tag can be pulled once all of it is here; not at all, where something cannot be had. */
  *sync(release: Release, tag: string): Body<void> {
    this.#syncing.add(release);
    const complete = yield* this.copy(release);
    this.#syncing.delete(release);
    if (complete) this.serve(release, tag);
  }

  /** Brings all blobs of a release that are not here; whether they have come then. */
  *copy(release: Release): Body<boolean> {
    const streams = new Semaphore(this.#environment.simulation, this.#spec.copyStreams);
    const platforms = this.#platforms(release);
    let complete = true;
    for (let platform = 0; platform < platforms; platform++) {
      if (platform > 0 && (yield* this.#upstream.platform(this.#image, release, platform)) !== null)
        return false;
      const blobs = this.#blobs(release).filter((blob) => blob.platform === platform);
      const missing = blobs.filter(({ digest }) => !this.repository.hasBlob(digest));
      const errors = yield* all(missing.map((blob) => this.#fetch(blob, streams)));
      complete &&= errors.every((error) => error === null);
    }
    return complete;
  }

  /** Waits for a blob: whether it was missing when it was asked for, or why it cannot be had. */
  *awaitBlob(digest: string): Body<boolean | string> {
    if (this.repository.hasBlob(digest)) return false;
    let coming = this.#coming.get(digest);
    if (coming === undefined) {
      const blob = this.#find(digest);
      if (blob === undefined) return false;
      coming = this.#fetch(blob, null);
    }
    return (yield* coming.join()) ?? true;
  }

  get #image(): string {
    return this.repository.spec.name;
  }

  #announce(release: Release, tag: string | null): void {
    this.repository.announce(release, this.#environment.now);
    if (tag !== null) this.repository.name(tag, release);
  }

  /** Those who want the same blob share one download, if the cache coalesces. */
  #fetch(blob: Blob, streams: Semaphore | null): Process<string | null> {
    const coming = this.#coming.get(blob.digest);
    if (coming !== undefined && this.#spec.coalesces) return coming;
    const process = this.#environment.simulation.start(this.#bring(blob, streams));
    if (coming === undefined && !process.done) this.#coming.set(blob.digest, process);
    return process;
  }

  *#bring(blob: Blob, streams: Semaphore | null): Body<string | null> {
    if (streams !== null) yield* streams.acquire();
    const isThere = this.repository.hasBlob(blob.digest);
    const error = isThere ? null : yield* this.#upstream.blob(this.#image, blob);
    streams?.release();
    this.#coming.delete(blob.digest);
    if (error !== null) return error;
    if (this.#isWanted(blob)) this.repository.store(blob, this.#environment.now);
    for (const release of this.#incomplete.keys()) if (this.#isComplete(release)) this.#completed(release);
    return null;
  }

  #completed(release: Release): void {
    const names = this.#incomplete.get(release)!;
    this.#incomplete.delete(release);
    for (const tag of names) this.#onCopied(this.repository, release, tag);
  }

  #isComplete(release: Release): boolean {
    return this.#blobs(release).every(({ digest }) => this.repository.hasBlob(digest));
  }

  #platforms(release: Release): number {
    return this.#spec.copiesAllPlatforms ? release.platforms.length : 1;
  }

  #blobs(release: Release): readonly Blob[] {
    return blobsOf(release, this.#platforms(release));
  }

  /** Whether a release that is here, or is to be, has the blob. */
  #isWanted({ digest }: Blob): boolean {
    if (this.#find(digest) !== undefined) return true;
    return [...this.#syncing].some((release) => this.#blobs(release).some((each) => each.digest === digest));
  }

  #find(digest: string): Blob | undefined {
    for (const { release } of this.repository.images) {
      const blob = this.#blobs(release).find((each) => each.digest === digest);
      if (blob !== undefined) return blob;
    }
    return undefined;
  }
}
