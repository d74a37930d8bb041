/**
 * First reads of layers on a volume that was made from a snapshot, as the root volume of a baked AMI is: their blocks
 * come from object storage, slowly, and are on the volume from then on. All readers of a host share the rate; what is
 * read twice, of whichever image that has the layer, is loaded once. Every start reads the same share of its image.
 * Left out: that the volume's own rate is used meanwhile, and blocks next to those read.
 * Source: EBS user guide, initialise volumes; github.com/k-k1/agent-fleet, docs/64 (57.4 MB/s first, 131 then).
 */
import type { FlowType, Fluid, Site } from '../../kernel/fluid/fluid.js';
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { ChainId } from '../image/chain-table.js';

/** Layers of an image, lowest first; structurally a `Release`. */
export interface ReadableLayers {
  readonly chains: readonly ChainId[];
  readonly layers: readonly { readonly uncompressedBytes: number }[];
}

export class SnapshotReads {
  readonly #fluid: Fluid;
  readonly #site: Site;
  readonly #type: FlowType;
  /** Layers of the snapshot that nobody has read yet; the signal fires when who is loading one has ended. */
  readonly #unread = new Map<ChainId, Signal | null>();

  /** The capacity of the site at `index` is the rate of loading. */
  constructor(fluid: Fluid, site: Site, index: number) {
    this.#fluid = fluid;
    this.#site = site;
    this.#type = fluid.flowType({ local: [{ index, use: 1 }] });
  }

  /** The layers came with the snapshot. */
  mark(chains: readonly ChainId[]): void {
    for (const chain of chains) if (!this.#unread.has(chain)) this.#unread.set(chain, null);
  }

  /** The layer was written on this volume since. */
  forget(chain: ChainId): void {
    this.#unread.delete(chain);
  }

  /** Reads that share of the image; returns at once when it is there. */
  *read({ chains, layers }: ReadableLayers, share: number): Body<void> {
    if (this.#unread.size === 0) return;
    const loading = new Signal(this.#fluid.simulation);
    const others: Signal[] = [];
    const own: ChainId[] = [];
    let bytes = 0;
    chains.forEach((chain, index) => {
      const state = this.#unread.get(chain);
      if (state === undefined) return;
      if (state !== null) {
        others.push(state);
        return;
      }
      this.#unread.set(chain, loading);
      own.push(chain);
      bytes += layers[index]!.uncompressedBytes;
    });
    if (own.length > 0) {
      yield* this.#fluid.transfer(this.#site, this.#type, share * bytes);
      for (const chain of own) this.#unread.delete(chain);
      loading.fire();
    }
    for (const other of new Set(others)) yield* other.wait();
  }
}
