/** Results of lazy loading and of Fargate, for tests of what is said about them. */
import type { FargateCapacitySpec, LazyIndexSpec, WorldSpec } from '../../src/model/spec.js';
import { lazyIndex, lazyLoading } from '../model/tiny-lazy.js';
import { fargate } from '../model/tiny-world.js';
import { type Row, type VariantRuns, run, taking, webCapacity, worldSpec } from './fixture.js';

/** Hosts that load lazily, and an image that has an index. */
export function lazyWorld(index: Partial<LazyIndexSpec> = {}): WorldSpec {
  const web = webCapacity();
  return worldSpec({
    capacities: [{ ...web, runtime: { ...web.runtime, lazy: lazyLoading() } }],
    images: [{ ...worldSpec().images[0]!, lazyIndex: lazyIndex(index) }],
  });
}

/** Tasks of Fargate in a world of one image. */
export function fargateWorld(more: Partial<FargateCapacitySpec> = {}): WorldSpec {
  return worldSpec({ capacities: [fargate({ name: 'web', ...more })] });
}

/** Two runs of the same starts, so that differences have an interval. */
export function variant(name: string, rows: readonly Row[], world: WorldSpec = worldSpec()): VariantRuns {
  return { name, world, runs: [run(rows), run(rows)] };
}

export const lazily = (seconds: number, more: Row = {}): Row =>
  taking(seconds, { snapshotter: 'soci', bytes: 90, lazyBytes: 60, ...more });

export const pulledWhole = (seconds: number, fallback = 'no index', more: Row = {}): Row =>
  taking(seconds, { snapshotter: 'overlayfs', fallback, bytes: 300, ...more });
