/**
 * Layers of base images that a host has from its beginning: what Fargate keeps on its Windows hosts, or what an AMI was
 * made with. They are unpacked, without blobs, and stay as long as the host does; newer ones come with newer hosts alone.
 * Left out: that an AMI's base image has a name, by which cleanup could remove it, and that its blocks may have to come
 * from a snapshot first.
 * Source: Amazon ECS developer guide, fargate-windows-behavior.html (Server Core of this month and the last).
 */
import { NO_PARENT, type ChainId, type ChainTable } from '../image/chain-table.js';
import type { HostBasesSpec } from '../spec.js';

export interface HostedLayer {
  readonly chain: ChainId;
  /** On disk. */
  readonly bytes: number;
}

/** What a host has that is made now: each layer once; nothing where there are no bases. */
export function hostedLayers(
  bases: HostBasesSpec | null,
  chains: ChainTable,
  nowSeconds: number,
): readonly HostedLayer[] {
  if (bases === null || bases.releasesKept <= 0) return [];
  const available = bases.releases.filter(({ fromSeconds }) => fromSeconds <= nowSeconds);
  const layers = new Map<ChainId, HostedLayer>();
  for (const release of available.slice(-bases.releasesKept)) {
    let chain = NO_PARENT;
    for (const { digest, uncompressedBytes } of release.layers) {
      chain = chains.id(chain, digest);
      layers.set(chain, { chain, bytes: uncompressedBytes });
    }
  }
  return [...layers.values()];
}
