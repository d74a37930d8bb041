/**
 * What image references of a scenario name: a key of `images:` with tag or digest, a registry key and repository, or
 * a full name with a host, as task definitions have it. A tag must exist at time zero or be pushed by somebody.
 * A pinned digest stands for the content at time zero, because simulated content has digests of its own.
 */
import { ChainTable } from '../../model/image/chain-table.js';
import { parseReference, type Reference } from '../../model/image/reference.js';
import { releaseAtStart } from '../../model/image/indexed-release.js';
import type { ImageSpec } from '../../model/spec.js';
import { nearestName } from '../../units/nearest.js';
import type { Path } from '../path.js';
import { type ImagePlace, isNameAt, placesOf } from './image-places.js';
import type { Resolution } from './resolution.js';
import type { ResolvedRegistry } from './resolve-registries.js';

type Images = ReadonlyMap<string, ImageSpec>;

export class References {
  readonly #images: Images;
  readonly #registries: ReadonlyMap<string, ResolvedRegistry>;
  /** Tags that pushes create, by image; `{n}` stands for a number. */
  readonly #pushed: ReadonlyMap<string, readonly string[]>;
  /** Names by which an image was asked for, and the registry that each leads to. */
  readonly #names = new Map<string, Map<string, string>>();
  readonly #places: ReadonlyMap<string, readonly ImagePlace[]>;
  readonly #resolution: Resolution;

  constructor(
    images: Images,
    registries: ReadonlyMap<string, ResolvedRegistry>,
    pushed: ReadonlyMap<string, readonly string[]>,
    resolution: Resolution,
  ) {
    this.#images = images;
    this.#places = new Map([...images].map(([name, image]) => [name, placesOf(image, registries)]));
    this.#registries = registries;
    this.#pushed = pushed;
    this.#resolution = resolution;
  }

  /** The reference of a container, as the model knows it, or undefined after an error. */
  ofContainer(path: Path, text: string): string | undefined {
    return this.#check(path, text, (image) => [...image.tags, ...(this.#pushed.get(image.name) ?? [])]);
  }

  /** The reference of an image that is on disk at time zero, or undefined after an error. */
  atTimeZero(path: Path, text: string): string | undefined {
    return this.#check(path, text, (image) => image.tags);
  }

  /** The image that a reference names, or undefined. */
  image(text: string): ImageSpec | undefined {
    return this.#locate(parseReference(text).name);
  }

  /** The registry that a reference is pulled from, or undefined where it names nothing. */
  registry(text: string): string | undefined {
    const { name } = parseReference(text);
    const image = this.#locate(name);
    return image && (this.#names.get(image.name)?.get(name) ?? image.pulledFrom);
  }

  /** The images, with the names of their copies, and the other names under which they were asked for. */
  withNames(): readonly ImageSpec[] {
    return [...this.#images.values()].map((image) => {
      const copies = (this.#places.get(image.name) ?? []).slice(1);
      const names = new Map(
        copies.map(({ registry, under, path }) => [`${under.spec.name}/${path}`, registry]),
      );
      for (const [name, registry] of this.#names.get(image.name) ?? []) names.set(name, registry);
      return { ...image, names: [...names].map(([name, registry]) => ({ name, registry })) };
    });
  }

  #check(path: Path, text: string, tagsOf: (image: ImageSpec) => readonly string[]): string | undefined {
    const reference = parseReference(text);
    const image = this.#locate(reference.name);
    if (image === undefined) {
      this.#unknown(path, reference.name);
      return undefined;
    }
    this.#resolution.given(path);
    if (reference.digest !== null) return this.#pinned(path, reference, image);
    const tag = reference.tag ?? 'latest';
    const known = tagsOf(image);
    if (known.some((each) => matches(tag, each))) return text;
    const nearest = nearestName(tag, known);
    const message = `image "${image.name}" never has the tag "${tag}"`;
    const has = known.length === 0 ? `add it to images.${image.name}.tags` : `it has: ${known.join(', ')}`;
    this.#resolution.problems.error({
      path,
      message,
      remedy: nearest === undefined ? has : `did you mean "${nearest}"?`,
    });
    return undefined;
  }

  #unknown(path: Path, name: string): void {
    const host = name.slice(0, Math.max(name.indexOf('/'), 0));
    if (!/[.:]/.test(host)) return this.#resolution.unknown(path, 'image', name, [...this.#images.keys()]);
    const registry = [...this.#registries.values()].find(({ isHost }) => isHost(host))?.spec.name;
    const rest = name.slice(host.length + 1);
    const remedy =
      registry === undefined
        ? `add a registry whose host is "${host}", and an image in it`
        : `add an image with "repository: ${registry}/${rest}"`;
    this.#resolution.problems.error({ path, message: `no image is stored as "${name}"`, remedy });
  }

  #pinned(path: Path, reference: Reference, image: ImageSpec): string {
    const { digest } = releaseAtStart(image, new ChainTable());
    this.#resolution.note(
      path,
      `${reference.name}@${digest}`,
      'derived',
      'a digest is the content at time zero',
    );
    return `${reference.name}@${digest}`;
  }

  #locate(name: string): ImageSpec | undefined {
    const direct = this.#images.get(name);
    if (direct !== undefined) return direct;
    for (const image of this.#images.values()) {
      const place = this.#places.get(image.name)?.find((each) => isNameAt(name, each));
      if (place === undefined) continue;
      const names = this.#names.get(image.name) ?? new Map<string, string>();
      this.#names.set(image.name, names.set(name, place.registry));
      return image;
    }
    return undefined;
  }
}

/** Whether a pushed tag such as `v{n}` can become `tag`. */
function matches(tag: string, pattern: string): boolean {
  const [before = '', after] = pattern.split('{n}');
  if (after === undefined) return tag === pattern;
  const middle = tag.slice(before.length, tag.length - after.length);
  return tag.startsWith(before) && tag.endsWith(after) && /^\d+$/.test(middle);
}
