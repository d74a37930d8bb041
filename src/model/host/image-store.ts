/**
 * What a host's container runtime has on disk: layer chains and compressed blobs with their users, images, the
 * names (tags, repository digests) that resolve to them, and containers. Removal goes by Docker's rules (moby
 * `daemon/images/image_delete.go`): a name is untagged while others remain, an image that a container was made
 * from is not removed. A layer takes its uncompressed size; blobs stay only in runtimes that keep them
 * (containerd's content store). Parent images, writable layers of containers and forced removal are left out.
 */
import { assert } from '../../units/assert.js';
import type { ChainId } from '../image/chain-table.js';
import { localTag, parseReference, repoDigest } from '../image/reference.js';
import type { Release } from '../image/release.js';
import type { RuntimeSpec } from '../spec.js';
import type { Disk } from './disk.js';
import { isSingleReference, type LocalContainer, type LocalImage } from './local-image.js';
import { SharedSpace } from './shared-space.js';

/** `conflict`: a container was made from the image, or other repositories name it too. */
export type Removal = 'removed' | 'no such image' | 'conflict';

/** Who is told what a store has got. */
export interface StoreWatcher {
  /** A compressed blob is in the content store. */
  blobKept(digest: string): void;
  /** An image is complete. */
  imageRecorded(image: LocalImage): void;
  /** An image is found under this name (tag or repository digest). */
  imageNamed(name: string): void;
}

export class ImageStore {
  readonly disk: Disk;
  watcher: StoreWatcher | null = null;
  /** Told of each layer that has gone, where layers are more than their bytes: mounts. */
  whenLayerGone: ((chain: ChainId) => void) | null = null;
  readonly #keepsBlobs: boolean;
  readonly #layers: SharedSpace<ChainId>;
  readonly #blobs: SharedSpace<string>;
  readonly #images = new Map<string, LocalImage>();
  readonly #names = new Map<string, LocalImage>();

  constructor(disk: Disk, blobs: RuntimeSpec['blobs'] = 'temporary') {
    this.disk = disk;
    this.#keepsBlobs = blobs === 'kept';
    this.#layers = new SharedSpace(disk);
    this.#blobs = new SharedSpace(disk);
  }

  /** Bytes of layers and kept blobs: what the disk holds beside what pulls have under way. */
  get storedBytes(): number {
    return this.#layers.bytes + this.#blobs.bytes;
  }

  image(imageId: string): LocalImage | undefined {
    return this.#images.get(imageId);
  }

  images(): Iterable<LocalImage> {
    return this.#images.values();
  }

  containers(): readonly LocalContainer[] {
    return [...this.#images.values()].flatMap(({ containers }) => [...containers]);
  }

  /** What the runtime resolves a reference to, as `docker image inspect` would. */
  inspect(reference: string): LocalImage | undefined {
    return this.named(nameOf(reference));
  }

  /** The image under this very name: a local tag, or a repository digest. */
  named(name: string): LocalImage | undefined {
    return this.#names.get(name);
  }

  // ── layers and blobs ────────────────────────────────────────────────────────────────────────

  hasLayer(chain: ChainId): boolean {
    return this.#layers.has(chain);
  }

  /** What a layer takes of the disk: less than all of it while it comes in parts. */
  layerBytes(chain: ChainId): number {
    return this.#layers.sizeOf(chain);
  }

  /**
   * Registers an unpacked layer, used by `users` pulls; one that another pull has registered meanwhile is
   * kept once. False when the disk is full.
   */
  addLayer(chain: ChainId, bytes: number, users: number): boolean {
    return this.#layers.add(chain, bytes, users);
  }

  holdLayer(chain: ChainId): void {
    this.#layers.hold(chain);
  }

  /** Drops one use of a layer, which is freed with its last use. */
  releaseLayer(chain: ChainId): void {
    if (this.#layers.release(chain)) this.whenLayerGone?.(chain);
  }

  /** A layer that comes in parts takes so many bytes more, or fewer; false when the disk is full. */
  growLayer(chain: ChainId, bytes: number): boolean {
    return this.#layers.grow(chain, bytes);
  }

  /** Whether the compressed blob is in the content store. */
  hasBlob(digest: string): boolean {
    return this.#blobs.has(digest);
  }

  /**
   * A blob whose bytes a pull has taken from the disk goes into the content store, used by `users` pulls. Where
   * another pull has put it there meanwhile, the bytes of this copy are given back.
   */
  keepBlob(digest: string, bytes: number, users = 1): void {
    this.#blobs.adopt(digest, bytes, users);
    this.watcher?.blobKept(digest);
  }

  holdBlob(digest: string): void {
    this.#blobs.hold(digest);
  }

  /** Drops one use of a blob, which is freed with its last use: of a pull, or of an image. */
  releaseBlob(digest: string): void {
    this.#blobs.release(digest);
  }

  // ── images and their names ──────────────────────────────────────────────────────────────────

  /** Records an image whose layers are all present; it uses each of them, and those of its blobs that are kept. */
  addImage(release: Release): LocalImage {
    const present = this.#images.get(release.imageId);
    if (present !== undefined) return present;
    const digests = new Set(release.layers.map(({ digest }) => digest));
    const blobs = [...digests].filter((digest) => this.#blobs.has(digest));
    const image = { release, tags: new Set<string>(), repoDigests: new Set<string>(), blobs };
    for (const chain of release.chains) this.holdLayer(chain);
    for (const digest of blobs) this.holdBlob(digest);
    const local: LocalImage = { ...image, containers: new Set() };
    this.#images.set(release.imageId, local);
    this.watcher?.imageRecorded(local);
    return local;
  }

  /** Puts an image on disk without a pull: a baked AMI, or a scenario's initial state. Throws when it does not fit. */
  preload(release: Release, reference: string): LocalImage {
    const image = this.#unpack(release, this.#keepsBlobs ? release.layers.map(({ digest }) => digest) : []);
    if (image === null) throw new Error(`the initial images do not fit on the disk: ${reference}`);
    const parsed = parseReference(reference);
    this.addRepoDigest(image, parsed.name);
    if (parsed.digest === null) this.tag(image, reference);
    return image;
  }

  /** Gives an image a local tag, which moves it from the image that had it. */
  tag(image: LocalImage, reference: string): void {
    const name = localTag(parseReference(reference));
    this.#names.get(name)?.tags.delete(name);
    this.#name(image, name, image.tags);
  }

  /** Remembers that an image was pulled as `name@digest`. */
  addRepoDigest(image: LocalImage, name: string): void {
    this.#name(image, repoDigest(name, image.release.digest), image.repoDigests);
  }

  /**
   * `docker rmi NAME`: removes the name, and with the last tag of a repository its digests; the image goes when
   * no name is left. A container of the image keeps the only name that it has.
   */
  removeName(reference: string): Removal {
    const name = nameOf(reference);
    const image = this.#names.get(name);
    if (image === undefined) return 'no such image';
    if (image.containers.size > 0 && isSingleReference(image)) return 'conflict';
    this.#untag(image, name);
    const { name: repository, digest } = parseReference(name);
    const remains = [...image.tags].some((tag) => parseReference(tag).name === repository);
    if (digest === null && !remains) {
      for (const other of [...image.repoDigests]) {
        if (parseReference(other).name === repository) this.#untag(image, other);
      }
    }
    if (image.tags.size + image.repoDigests.size === 0 && image.containers.size === 0) this.#delete(image);
    return 'removed';
  }

  /** `docker rmi ID`: removes an image and its names, unless they are of several repositories or several tags. */
  removeImage(imageId: string): Removal {
    const image = this.#images.get(imageId);
    if (image === undefined) return 'no such image';
    const names = image.tags.size + image.repoDigests.size;
    if (image.containers.size > 0 || (names > 0 && !isSingleReference(image))) return 'conflict';
    this.#delete(image);
    return 'removed';
  }

  /** `docker image prune -a`: what no container was made from goes, under all its names. */
  pruneImages(): void {
    for (const image of [...this.#images.values()]) if (image.containers.size === 0) this.#delete(image);
  }

  // ── containers ──────────────────────────────────────────────────────────────────────────────

  /** `docker create`: the image is in use from now on. */
  createContainer(image: LocalImage, name: string): LocalContainer {
    assert(this.#images.get(image.release.imageId) === image, 'a container is made from an image on disk');
    const container: LocalContainer = { name, image, finishedAt: NaN };
    image.containers.add(container);
    return container;
  }

  /** `docker rm`: once no other container uses its image, that can go. Nothing happens the second time. */
  removeContainer(container: LocalContainer): void {
    container.image.containers.delete(container);
  }

  /**
   * The volume of a host that has ended at `endedAt` is attached here: images, names, blobs and dead containers come
   * with it; what pulls had under way does not, nor images of which a part was on disk only: mounts end with their host.
   * Throws when it does not fit, or when there are images here.
   */
  takeOver(volume: ImageStore, endedAt: number): void {
    assert(this.#images.size === 0, 'a volume is attached to a host without images');
    for (const old of volume.#images.values()) {
      if (!volume.#isWhole(old.release)) continue;
      const image = this.#unpack(old.release, old.blobs);
      if (image === null) throw new Error('the images of the volume do not fit on the disk');
      for (const name of old.repoDigests) this.#name(image, name, image.repoDigests);
      for (const name of old.tags) this.#name(image, name, image.tags);
      for (const { name, finishedAt } of old.containers) {
        this.createContainer(image, name).finishedAt = Number.isNaN(finishedAt) ? endedAt : finishedAt;
      }
    }
  }

  #isWhole({ chains, layers }: Release): boolean {
    return chains.every((chain, index) => this.#layers.sizeOf(chain) >= layers[index]!.uncompressedBytes);
  }

  /** The image with its layers and these of its blobs; null when it does not fit. */
  #unpack(release: Release, blobs: readonly string[]): LocalImage | null {
    let fits = true;
    release.chains.forEach((chain, index) => {
      const { digest, compressedBytes, uncompressedBytes } = release.layers[index]!;
      fits &&= this.addLayer(chain, uncompressedBytes, 1);
      if (blobs.includes(digest)) fits &&= this.#blobs.add(digest, compressedBytes, 1);
    });
    if (!fits) return null;
    const image = this.addImage(release);
    for (const chain of release.chains) this.releaseLayer(chain);
    for (const { digest } of release.layers) if (blobs.includes(digest)) this.releaseBlob(digest);
    return image;
  }

  #name(image: LocalImage, name: string, names: Set<string>): void {
    this.#names.set(name, image);
    names.add(name);
    this.watcher?.imageNamed(name);
  }

  #untag(image: LocalImage, name: string): void {
    this.#names.delete(name);
    image.tags.delete(name);
    image.repoDigests.delete(name);
  }

  #delete(image: LocalImage): void {
    assert(image.containers.size === 0, 'no image in use is removed');
    this.#images.delete(image.release.imageId);
    for (const name of [...image.tags, ...image.repoDigests]) this.#names.delete(name);
    for (const chain of image.release.chains) this.releaseLayer(chain);
    for (const digest of image.blobs) this.releaseBlob(digest);
  }
}

/** The name that the runtime looks a reference up by. */
function nameOf(reference: string): string {
  const parsed = parseReference(reference);
  return parsed.digest === null ? localTag(parsed) : repoDigest(parsed.name, parsed.digest);
}
