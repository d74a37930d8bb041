/**
 * What a host's container runtime has on disk: layer chains with reference counts, images, and the
 * names (tags, repository digests) that resolve to them. A layer is freed with the last image that
 * uses it. The space of a layer is its uncompressed size: Docker's graph drivers keep no blobs.
 */
import type { ChainId } from '../image/chain-table.js';
import { localTag, parseReference, repoDigest } from '../image/reference.js';
import type { Release } from '../image/release.js';
import type { Disk } from './disk.js';

export interface LocalImage {
  readonly release: Release;
  /** Local tags that name it. */
  readonly tags: Set<string>;
  /** `repository@digest` names under which it was pulled. */
  readonly repoDigests: Set<string>;
}

interface StoredLayer {
  readonly bytes: number;
  users: number;
}

export class ImageStore {
  readonly disk: Disk;
  readonly #layers = new Map<ChainId, StoredLayer>();
  readonly #images = new Map<string, LocalImage>();
  readonly #names = new Map<string, LocalImage>();

  constructor(disk: Disk) {
    this.disk = disk;
  }

  hasLayer(chain: ChainId): boolean {
    return this.#layers.has(chain);
  }

  image(imageId: string): LocalImage | undefined {
    return this.#images.get(imageId);
  }

  images(): Iterable<LocalImage> {
    return this.#images.values();
  }

  /** What the runtime resolves a reference to, as `docker image inspect` would. */
  inspect(reference: string): LocalImage | undefined {
    const parsed = parseReference(reference);
    if (parsed.digest !== null) return this.#names.get(repoDigest(parsed.name, parsed.digest));
    return this.#names.get(localTag(parsed));
  }

  /**
   * Registers an unpacked layer, used by `users` pulls; one that another pull has registered meanwhile is
   * kept once. False when the disk is full.
   */
  addLayer(chain: ChainId, bytes: number, users: number): boolean {
    const present = this.#layers.get(chain);
    if (present !== undefined) {
      present.users += users;
      return true;
    }
    if (!this.disk.take(bytes)) return false;
    this.#layers.set(chain, { bytes, users });
    return true;
  }

  holdLayer(chain: ChainId): void {
    this.#layers.get(chain)!.users++;
  }

  /** Drops one use of a layer, which is freed with its last use. */
  releaseLayer(chain: ChainId): void {
    const layer = this.#layers.get(chain);
    if (layer === undefined) return;
    layer.users--;
    if (layer.users > 0) return;
    this.#layers.delete(chain);
    this.disk.free(layer.bytes);
  }

  /** Records an image whose layers are all present; it uses each of them. */
  addImage(release: Release): LocalImage {
    let image = this.#images.get(release.imageId);
    if (image === undefined) {
      image = { release, tags: new Set(), repoDigests: new Set() };
      this.#images.set(release.imageId, image);
      for (const chain of release.chains) this.holdLayer(chain);
    }
    return image;
  }

  /** Puts an image on disk without a pull: a baked AMI, or a scenario's initial state. */
  preload(release: Release, reference: string): LocalImage {
    release.chains.forEach((chain, index) => {
      if (this.hasLayer(chain)) this.holdLayer(chain);
      else if (!this.addLayer(chain, release.layers[index]!.uncompressedBytes, 1)) {
        throw new Error(`the initial images do not fit on the disk: ${reference}`);
      }
    });
    const image = this.addImage(release);
    for (const chain of release.chains) this.releaseLayer(chain);
    const parsed = parseReference(reference);
    this.addRepoDigest(image, parsed.name);
    if (parsed.digest === null) this.tag(image, reference);
    return image;
  }

  /** Gives an image a local tag, which moves it from the image that had it. */
  tag(image: LocalImage, reference: string): void {
    const name = localTag(parseReference(reference));
    this.#names.get(name)?.tags.delete(name);
    this.#names.set(name, image);
    image.tags.add(name);
  }

  /** Remembers that an image was pulled as `name@digest`. */
  addRepoDigest(image: LocalImage, name: string): void {
    const key = repoDigest(name, image.release.digest);
    this.#names.set(key, image);
    image.repoDigests.add(key);
  }

  /** `docker rmi NAME`: removes the name, and the image with its last tag. */
  removeName(reference: string): 'removed' | 'no such image' {
    const image = this.inspect(reference);
    if (image === undefined) return 'no such image';
    const parsed = parseReference(reference);
    const name = parsed.digest === null ? localTag(parsed) : repoDigest(parsed.name, parsed.digest);
    this.#names.delete(name);
    image.tags.delete(name);
    image.repoDigests.delete(name);
    if (image.tags.size === 0) this.removeImage(image.release.imageId);
    return 'removed';
  }

  /** `docker rmi ID`: removes the image under all its names and frees the layers that only it used. */
  removeImage(imageId: string): void {
    const image = this.#images.get(imageId);
    if (image === undefined) return;
    this.#images.delete(imageId);
    for (const name of [...image.tags, ...image.repoDigests]) this.#names.delete(name);
    for (const chain of image.release.chains) this.releaseLayer(chain);
  }
}
