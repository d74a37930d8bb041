/**
 * All registries of a world, and the way from an image reference to the registry and repository that
 * it names. A reference names an image by its key in the scenario, or by its full URI.
 */
import type { Environment } from '../environment.js';
import type { ChainTable } from '../image/chain-table.js';
import { parseReference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import { makeRoute, type Route } from '../network/route.js';
import type { ImageSpec, RegistrySpec } from '../spec.js';
import { Registry } from './registry.js';

/** Where a reference leads. */
export interface Located {
  readonly registry: Registry;
  /** The name of the image in the scenario. */
  readonly image: string;
}

export class Registries {
  readonly all: readonly Registry[];
  readonly #byImage = new Map<string, Located>();
  readonly #routes = new Map<string, Route>();

  constructor(
    specs: readonly RegistrySpec[],
    images: readonly ImageSpec[],
    chains: ChainTable,
    environment: Environment,
  ) {
    this.all = specs.map((spec) => {
      const own = images.filter((image) => image.registry === spec.name);
      const registry = new Registry(spec, own, chains, environment);
      for (const image of own) this.#index(image, registry);
      return registry;
    });
  }

  /** The registry and image that a reference names. */
  locate(reference: string): Located {
    const { name } = parseReference(reference);
    const located = this.#byImage.get(name);
    if (located === undefined) throw new Error(`no image is called ${name}`);
    return located;
  }

  /** Whether two names without tag or digest are spellings of one image of the scenario. */
  sameImage(one: string, other: string): boolean {
    const located = this.#byImage.get(one);
    return located !== undefined && located.image === this.#byImage.get(other)?.image;
  }

  byName(name: string): Registry {
    const registry = this.all.find((each) => each.spec.name === name);
    if (registry === undefined) throw new Error(`no registry is called ${name}`);
    return registry;
  }

  /** What a reference names at this moment, in its registry. */
  resolve(reference: string): Release | undefined {
    const { registry, image } = this.locate(reference);
    return registry.resolve(image, parseReference(reference));
  }

  /** The route from hosts in a Region to a registry; the same object each time. */
  route(region: string, registry: Registry): Route {
    const key = `${region} ${registry.spec.name}`;
    let route = this.#routes.get(key);
    if (route === undefined) {
      route = makeRoute(region, registry.spec, registry.egress);
      this.#routes.set(key, route);
    }
    return route;
  }

  #index(image: ImageSpec, registry: Registry): void {
    const located = { registry, image: image.name };
    this.#byImage.set(image.name, located);
    this.#byImage.set(`${registry.spec.name}/${image.repository}`, located);
    this.#byImage.set(image.repository, located);
    for (const uri of image.uris) this.#byImage.set(uri, located);
  }
}
