/**
 * What a registry stores: a repository for each image that is pushed to it or copied here, and the indexes beside them.
 * Pushes and copies take no time here; builders of indexes, replication and caches have their own.
 */
import type { Environment } from '../environment.js';
import { ByteAccount } from '../image/byte-account.js';
import type { ChainTable } from '../image/chain-table.js';
import type { Reference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import { type PushOutcome, Repository } from '../image/repository.js';
import type { ImageSpec, LazyIndexSpec, RegistrySpec } from '../spec.js';
import { indexBytes, IndexBuilder } from './index-builder.js';
import type { Destination, Replication } from './replication.js';

export abstract class RegistryContents implements Destination {
  abstract readonly spec: RegistrySpec;
  /** Set by who puts the registries of a world together. */
  replication: Replication | null = null;
  /** Bytes of its repositories. */
  readonly stored = new ByteAccount();
  /** Bytes that replication has brought, and images that lifecycle rules have removed. */
  replicatedBytes = 0;
  expiredImages = 0;
  readonly #environment: Environment;
  readonly #chains: ChainTable;
  readonly #repositories = new Map<string, Repository>();
  readonly #indexBuilder: IndexBuilder;

  /** `images`: those that are pushed to it. */
  constructor(images: readonly ImageSpec[], chains: ChainTable, environment: Environment) {
    this.#chains = chains;
    this.#environment = environment;
    const size = (release: Release, index: LazyIndexSpec): number =>
      indexBytes(release, index, environment.parameters);
    for (const image of images)
      this.#repositories.set(image.name, Repository.pushedTo(image, chains, this.stored, size));
    this.#indexBuilder = new IndexBuilder(environment, {
      imagePushed: (repository, release, tag) => this.replication?.pushed(repository, release, tag),
      indexPushed: (repository, release) => this.replication?.indexed(repository, release),
    });
  }

  /** The repository of an image, by its name. Throws where there is none. */
  repository(image: string): Repository {
    const repository = this.#repositories.get(image);
    if (repository === undefined)
      throw new Error(`registry ${this.spec.name} has no repository for ${image}`);
    return repository;
  }

  /** The repository for copies of an image, which is made where there is none; `path` is its name here. */
  repositoryForCopies(image: ImageSpec, path: string): Repository {
    let repository = this.#repositories.get(image.name);
    if (repository === undefined) {
      repository = new Repository(image, path, this.#chains, this.stored);
      this.#repositories.set(image.name, repository);
    }
    return repository;
  }

  /**
   * A push, which replication rules copy from here; with `rebase` of an image built on the newest base. It starts the
   * builder of an index, where the image has one, unless `buildsIndex` is false or the content is not new.
   */
  push(image: string, tag: string, sameDigest: boolean, rebase = false, buildsIndex = true): PushOutcome {
    const repository = this.repository(image);
    const outcome = repository.push(tag, sameDigest, this.#environment.now, rebase);
    if (!outcome.accepted) return outcome;
    const builds = buildsIndex && !sameDigest;
    const release = builds ? this.#indexBuilder.pushed(repository, outcome.release, tag) : outcome.release;
    this.replication?.pushed(repository, release, tag);
    return { accepted: true, release };
  }

  /** Deletes the index of what a tag names; one that is of one piece with its image by a push of the image without it. */
  deleteIndex(image: string, tag: string): void {
    const repository = this.repository(image);
    const pushed = repository.deleteIndex(tag, this.#environment.now);
    if (pushed !== null) this.replication?.pushed(repository, pushed, tag);
  }

  /** What is found beside a release in the repository of its image here, that loads it in parts; null: nothing. */
  lazyIndex(image: string, release: Release): LazyIndexSpec | null {
    return this.#repositories.get(image)?.lazyIndex(release) ?? null;
  }

  /** See {@link Destination}. */
  receive(source: Repository, release: Release, tag: string | null, order: number): void {
    const repository = this.repositoryForCopies(source.spec, source.path);
    this.replicatedBytes += repository.receive(release, tag, order, this.#environment.now);
  }

  /** See {@link Destination}. */
  receiveIndex(source: Repository, release: Release, index: LazyIndexSpec): void {
    const { now, parameters } = this.#environment;
    const bytes = indexBytes(release, index, parameters);
    this.replicatedBytes += this.repositoryForCopies(source.spec, source.path).putIndex(
      release,
      index,
      bytes,
      now,
    );
  }

  /** What a reference names here now: by digest where it has one, else by tag. */
  resolve(image: string, reference: Reference): Release | undefined {
    const repository = this.#repositories.get(image);
    if (reference.digest !== null) return repository?.byDigest(reference.digest);
    return repository?.byTag(reference.tag ?? 'latest');
  }
}
