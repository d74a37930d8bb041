/**
 * Puts together what registries have of each other's images: replicas, caches, and lifecycle policies. A cache holds
 * what may be pulled through it by some name. Policies hold where images are pushed, and for images from elsewhere in
 * the repositories that pull-through caches of ECR make; other registries have none. Caches with the same account at the same
 * upstream are taken to use the same credentials, and share its limits.
 */
import { DEFAULT_REGION } from '../../catalog/regions.js';
import type { Environment } from '../environment.js';
import type { Release } from '../image/release.js';
import type { Repository } from '../image/repository.js';
import type { CacheSpec, ImageSpec, LazyIndexSpec } from '../spec.js';
import { CachedImage } from './cached-image.js';
import { indexBytes } from './index-builder.js';
import { applyPolicies } from './lifecycle.js';
import { PullThroughCache } from './pull-through-cache.js';
import type { Registries } from './registries.js';
import type { Registry } from './registry.js';
import { asReplicated, Replication, routesOf } from './replication.js';
import { RequestLimits } from './request-limits.js';
import { Upstream } from './upstream.js';

/** Connects all registries of a world; the images of time zero are where they are then. */
export function connectCopies(
  registries: Registries,
  images: readonly ImageSpec[],
  environment: Environment,
): void {
  for (const registry of registries.all) replicate(registry, registries, images, environment);
  const cached = new Set<Registry>();
  const accounts = new UpstreamAccounts(environment);
  const connect = (registry: Registry): void => {
    const { cache } = registry.spec;
    if (cache === null || cached.has(registry)) return;
    cached.add(registry);
    // What upstream copies itself must be there first.
    connect(registries.byName(cache.upstream));
    registry.cache = makeCache(registry, cache, registries, images, accounts, environment);
  };
  registries.all.forEach(connect);
  for (const registry of registries.all) {
    const governed = repositoriesWithPolicies(registry, registries, images);
    if (governed.length === 0) continue;
    environment.simulation.start(applyPolicies(governed, environment, () => registry.expiredImages++));
  }
}

function replicate(
  registry: Registry,
  registries: Registries,
  images: readonly ImageSpec[],
  environment: Environment,
): void {
  const { name, replication } = registry.spec;
  if (replication.length === 0) return;
  const routes = replication.map((rule) => ({ rule, destination: registries.byName(rule.to) }));
  registry.replication = new Replication(name, routes, environment);
  for (const image of images) {
    if (image.registry !== name) continue;
    const source = registry.repository(image.name);
    for (const { rule } of routesOf(routes, source.path)) {
      if (!rule.coversExisting) continue;
      const copies = registries.byName(rule.to).repositoryForCopies(image, source.path);
      for (const tag of source.tags)
        copies.receive(asReplicated(image, source.byTag(tag)!), tag, 0, environment.now);
      copyIndexes(source, registries.byName(rule.to));
    }
  }
}

/** Indexes beside images that were pushed before time zero. */
function copyIndexes(source: Repository, destination: Registry): void {
  const { lazyIndex } = source.spec;
  if (lazyIndex?.follows.includes('replication') !== true) return;
  for (const { release } of source.images)
    if (release.embedded === null && source.lazyIndex(release) !== null)
      destination.receiveIndex(source, release, lazyIndex);
}

function makeCache(
  registry: Registry,
  spec: CacheSpec,
  registries: Registries,
  images: readonly ImageSpec[],
  accounts: UpstreamAccounts,
  environment: Environment,
): PullThroughCache {
  const { name } = registry.spec;
  const behind = registries.byName(spec.upstream);
  const region = registry.account.spec.region ?? behind.account.spec.region ?? DEFAULT_REGION;
  const route = registries.route({ region, network: null, ordinal: 0, name }, behind);
  const limits = accounts.limits(spec);
  const upstream = new Upstream({ name, spec, registry: behind, route, limits }, environment);
  const onCopied = (source: Repository, release: Release, tag: string | null): void =>
    registry.account.replication?.pushed(source, release, tag);
  const putIndex = (source: Repository, release: Release, index: LazyIndexSpec): void => {
    const bytes = indexBytes(release, index, environment.parameters);
    upstream.copiedBytes += source.putIndex(release, index, bytes, environment.now);
    registry.account.replication?.indexed(source, release);
  };
  const held = new Map<string, CachedImage>();
  for (const image of images) {
    if (!isPulledFrom(image, name)) continue;
    const path = spec.prefix === '' ? image.repository : `${spec.prefix}/${image.repository}`;
    const repository = registry.repositoryForCopies(image, path);
    held.set(image.name, new CachedImage({ repository, spec, upstream, environment, onCopied, putIndex }));
  }
  return new PullThroughCache(name, spec, upstream, held, environment);
}

/** The accounts that caches have at their upstreams. */
class UpstreamAccounts {
  readonly #environment: Environment;
  readonly #limits = new Map<string, RequestLimits>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** What the account of a cache may at its upstream; null where it has none. */
  limits({ upstream, upstreamAccount, upstreamLimits }: CacheSpec): RequestLimits | null {
    if (upstreamLimits === null) return null;
    const key = `${upstream} ${upstreamAccount}`;
    let limits = upstreamAccount === null ? undefined : this.#limits.get(key);
    if (limits === undefined) {
      limits = new RequestLimits(upstream, upstreamLimits, this.#environment);
      this.#limits.set(key, limits);
    }
    return limits;
  }
}

function isPulledFrom(image: ImageSpec, registry: string): boolean {
  return image.pulledFrom === registry || image.names.some((name) => name.registry === registry);
}

function repositoriesWithPolicies(
  registry: Registry,
  registries: Registries,
  images: readonly ImageSpec[],
): readonly Repository[] {
  const isCache = registry.spec.cache !== null;
  if (registry.account.spec.type !== 'ecr') return [];
  return images
    .filter(({ lifecycle }) => lifecycle.length > 0)
    .filter((image) =>
      isCache
        ? isPulledFrom(image, registry.spec.name) && registries.home(image.name).spec.type !== 'ecr'
        : image.registry === registry.spec.name,
    )
    .map(({ name }) => registry.repository(name));
}
