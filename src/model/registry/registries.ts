/**
 * All registries of a world, what they copy from each other, and the way from an image reference to the registry and
 * image that it names. A reference names an image by its key in the scenario, by a registry's key and a repository, or
 * by its full URI.
 */
import type { Environment } from '../environment.js';
import type { ChainTable } from '../image/chain-table.js';
import { parseReference } from '../image/reference.js';
import type { Release } from '../image/release.js';
import { Network } from '../network/network.js';
import type { Origin } from '../network/origin.js';
import type { Route } from '../network/route.js';
import type { ImageSpec, RegistrySpec, WorldSpec } from '../spec.js';
import { connectCopies } from './connect-copies.js';
import { Registry } from './registry.js';

/** Where a reference leads. */
export interface Located {
  readonly registry: Registry;
  /** The name of the image in the scenario. */
  readonly image: string;
}

export class Registries {
  readonly all: readonly Registry[];
  /** Of all that was pushed or is on a host. */
  readonly chains: ChainTable;
  readonly #byName = new Map<string, Registry>();
  readonly #byImage = new Map<string, Located>();
  readonly #homes = new Map<string, Registry>();
  readonly #network: Network;

  constructor(
    { registries, images, networks }: Pick<WorldSpec, 'registries' | 'images' | 'networks'>,
    chains: ChainTable,
    environment: Environment,
  ) {
    this.chains = chains;
    this.#network = new Network(networks, environment);
    const make = (spec: RegistrySpec): void => {
      const own = images.filter((image) => image.registry === spec.name);
      const account = spec.cache?.registry ?? null;
      const registry = new Registry(
        spec,
        own,
        chains,
        environment,
        account === null ? null : this.byName(account),
      );
      this.#byName.set(spec.name, registry);
    };
    // A cache shares what its registry has, which must be there first.
    for (const spec of registries) if ((spec.cache?.registry ?? null) === null) make(spec);
    for (const spec of registries) if (!this.#byName.has(spec.name)) make(spec);
    this.all = registries.map(({ name }) => this.byName(name));
    for (const image of images) this.#index(image);
    connectCopies(this, images, environment);
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
    const registry = this.#byName.get(name);
    if (registry === undefined) throw new Error(`no registry is called ${name}`);
    return registry;
  }

  /** What a reference names at this moment in the registry that its image is pushed to, whatever copies others have. */
  resolve(reference: string): Release | undefined {
    const { image } = this.locate(reference);
    return this.home(image).resolve(image, parseReference(reference));
  }

  /** The registry that pushes of an image go to. */
  home(image: string): Registry {
    const home = this.#homes.get(image);
    if (home === undefined) throw new Error(`no image is called ${image}`);
    return home;
  }

  /** The route from a host to a registry; the same object each time. */
  route(origin: Origin, registry: Registry): Route {
    return this.#network.route(origin, registry.spec, registry.egress);
  }

  /** Over how many zones the hosts of a network are spread in turn; null: of none. */
  zonesOf(network: string | null): number {
    return this.#network.zonesOf(network);
  }

  #index(image: ImageSpec): void {
    const home = this.byName(image.registry);
    this.#homes.set(image.name, home);
    const at = (name: string, registry: Registry) => this.#byImage.set(name, { registry, image: image.name });
    at(image.repository, home);
    at(`${image.registry}/${image.repository}`, home);
    for (const { name, registry } of image.names) at(name, this.byName(registry));
    at(image.name, this.byName(image.pulledFrom));
  }
}
