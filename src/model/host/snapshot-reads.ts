/**
 * First reads of images on a volume that was made from a snapshot, as the root volume of a baked AMI is: their blocks
 * come from object storage, slowly, and are on the volume from then on. All readers of a host share the rate; what is
 * read twice is loaded once. Left out: that the volume's own rate is used meanwhile, and blocks next to those read.
 * Source: EBS user guide, initialise volumes; github.com/k-k1/agent-fleet, docs/64 (57.4 MB/s first, 131 then).
 */
import type { FlowType, Fluid, Site } from '../../kernel/fluid/fluid.js';
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';

interface Blocks {
  loadedBytes: number;
  /** Fires when who is loading has ended. */
  loading: Signal | null;
}

export class SnapshotReads {
  readonly #fluid: Fluid;
  readonly #site: Site;
  readonly #type: FlowType;
  readonly #images = new Map<string, Blocks>();

  /** The capacity of the site at `index` is the rate of loading. */
  constructor(fluid: Fluid, site: Site, index: number) {
    this.#fluid = fluid;
    this.#site = site;
    this.#type = fluid.flowType({ local: [{ index, use: 1 }] });
  }

  /** The image came with the snapshot. */
  mark(imageId: string): void {
    if (!this.#images.has(imageId)) this.#images.set(imageId, { loadedBytes: 0, loading: null });
  }

  /** The image was written on this volume since. */
  forget(imageId: string): void {
    this.#images.delete(imageId);
  }

  /** Reads the first `bytes` of the image; returns at once when they are there. */
  *read(imageId: string, bytes: number): Body<void> {
    const blocks = this.#images.get(imageId);
    if (blocks === undefined) return;
    while (blocks.loading !== null) yield* blocks.loading.wait();
    const missing = bytes - blocks.loadedBytes;
    if (missing <= 0) return;
    const loading = new Signal(this.#fluid.simulation);
    blocks.loading = loading;
    yield* this.#fluid.transfer(this.#site, this.#type, missing);
    blocks.loadedBytes = bytes;
    blocks.loading = null;
    loading.fire();
  }
}
