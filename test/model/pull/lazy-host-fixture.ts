/** A tiny host that loads lazily, an image with an index, and pulls and reads of it. */
import type { Body } from '../../../src/kernel/process.js';
import { Environment } from '../../../src/model/environment.js';
import type { SpanRef } from '../../../src/model/lazy/lazy-mount.js';
import type { Registries } from '../../../src/model/registry/registries.js';
import type { LazyIndexSpec, LazyLoading, ModelParameters, RuntimeSpec } from '../../../src/model/spec.js';
import { MB, image, layer, parameters, registry, runtime } from '../../../src/model/tiny-world.js';
import { lazyIndex as tinyIndex, lazyLoading as tinyLoading } from '../tiny-lazy.js';
import { PullHost, registries } from '../tiny-parts.js';

/** An index of version 2 for all layers of 10 MB at least, in spans of 1 MB. */
export function lazyIndex(overrides: Partial<LazyIndexSpec> = {}): LazyIndexSpec {
  return tinyIndex({ buildSeconds: null, spanBytes: 1 * MB, follows: [], ...overrides });
}

/** SOCI with no cost of its own, and nothing in the background; a span is tried three times. */
export function lazyLoading(overrides: Partial<LazyLoading> = {}): LazyLoading {
  const spanRetries = { attempts: 3, backoffSeconds: 1, backoffFactor: 2, backoffJitterShare: 0 };
  return tinyLoading({ indexVersions: ['v2'], spanRetries, ...overrides });
}

/** containerd with a snapshotter: connections are kept, and inflating costs nothing. */
export function lazyRuntime(
  overrides: Partial<RuntimeSpec> = {},
  lazy: Partial<LazyLoading> = {},
): RuntimeSpec {
  return runtime({
    name: 'soci',
    downloadSlots: Infinity,
    downloadSlotsPerPull: 3,
    keepAlive: true,
    layersWaitForConfig: true,
    duplicates: 'locked',
    blobs: 'kept',
    gzipBytesPerSecond: Infinity,
    lazy: lazyLoading(lazy),
    ...overrides,
  });
}

/** 100 MB compressed, 200 MB on disk: 200 spans of half a megabyte. */
export function bigLayer(digest: string, overrides: Partial<Parameters<typeof layer>[0]> = {}) {
  return layer({ digest, compressedBytes: 100 * MB, uncompressedBytes: 200 * MB, files: 0, ...overrides });
}

/** Nothing costs anything but bytes at 100 MB/s and what is given. */
export interface LazySetting {
  readonly env: Environment;
  readonly all: Registries;
  readonly host: PullHost;
}

export function setting(
  given: {
    layers?: readonly ReturnType<typeof layer>[];
    index?: LazyIndexSpec | null;
    runtime?: RuntimeSpec;
    registry?: Parameters<typeof registry>[0];
    parameters?: Partial<ModelParameters>;
    diskBytes?: number;
    journal?: boolean;
  } = {},
): LazySetting {
  const costs = { ztocBytesPerSpan: 0, ztocBytesPerFile: 0, tocBytesPerFile: 0, ...given.parameters };
  const env = new Environment(parameters(costs), 'seed', 0, given.journal ?? false);
  const { layers = [bigLayer('sha256:a')], index = lazyIndex() } = given;
  const all = registries(
    env,
    [image({ layers, lazyIndex: index, indexed: false, configBytes: 0 })],
    [registry(given.registry)],
  );
  const host = new PullHost(env, all, {
    runtime: given.runtime ?? lazyRuntime(),
    ...(given.diskBytes === undefined ? {} : { diskBytes: given.diskBytes }),
  });
  return { env, all, host };
}

/** Spans of one layer, from one on. */
export function spans(layerIndex: number, from: number, count: number): readonly SpanRef[] {
  return Array.from({ length: count }, (_, i) => ({ layer: layerIndex, span: from + i }));
}

/** How long a body takes. */
export function* timed<T>(env: Environment, body: Body<T>): Body<{ seconds: number; result: T }> {
  const from = env.now;
  const result = yield* body;
  return { seconds: env.now - from, result };
}
