/**
 * A layer that is mounted before its bytes are there: its spans, where they come from, and what of them is on the
 * host's disk. What takes no room there is not kept: who reads gets the bytes, and they are fetched anew next time
 * (soci-snapshotter fs/span-manager/span_manager.go, addSpanToCache: a write that fails is given up without an error).
 * An address of the blob in object storage is known from the mount on; that it expires after some time, and is asked
 * for anew with one request, is left out.
 */
import type { FlowType } from '../../kernel/fluid/fluid.js';
import type { ChainId } from '../image/chain-table.js';
import { SpanMap } from '../lazy/span-map.js';
import { compressed, spanLength, type LayerIndex } from '../lazy/ztoc.js';
import type { Route } from '../network/route.js';
import type { Caller, Registry } from '../registry/registry.js';
import type { LayerSpec } from '../spec.js';
import type { Daemon } from './daemon.js';

/** Where a layer's bytes come from, and who asks for them. */
export interface LayerOrigin {
  readonly registry: Registry;
  readonly route: Route;
  readonly caller: Caller;
}

export class MountedLayer {
  readonly layer: LayerSpec;
  readonly chain: ChainId;
  readonly index: LayerIndex;
  readonly origin: LayerOrigin;
  readonly spans: SpanMap;
  /** No image has it any more: what is still fetched is not kept. */
  gone = false;
  /** Flow types of its spans, by what they are for. */
  readonly types = new Map<string, FlowType>();
  readonly #daemon: Daemon;

  constructor(daemon: Daemon, layer: LayerSpec, chain: ChainId, index: LayerIndex, origin: LayerOrigin) {
    this.#daemon = daemon;
    this.layer = layer;
    this.chain = chain;
    this.index = index;
    this.origin = origin;
    this.spans = new SpanMap(index.spans);
  }

  /** Uncompressed bytes of a span. */
  lengthOf(span: number): number {
    return spanLength(this.layer, this.index, span);
  }

  /** What is fetched for a span. */
  compressedOf(span: number): number {
    return compressed(this.layer, this.lengthOf(span));
  }

  /** A span has come, in this form; `onDisk`: bytes that it had there before. */
  keep(span: number, form: 'compressed' | 'local', onDisk = 0): void {
    const bytes = form === 'local' ? this.lengthOf(span) : this.compressedOf(span);
    const isKept = !this.gone && this.#daemon.store.growLayer(this.chain, bytes - onDisk);
    if (isKept) this.spans.settle(span, form);
    else this.spans.settle(span, onDisk > 0 && !this.gone ? 'compressed' : 'missing');
  }
}
