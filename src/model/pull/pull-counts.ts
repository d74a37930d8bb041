/** What a pull has asked for and received: its own requests, and those of the layers that it brings. */
import type { Caller } from '../registry/registry.js';
import { FetchedBytes, type ByteCounts } from './fetched-bytes.js';

/** A layer, as far as it counts. */
export interface Counted {
  readonly caller: Caller;
  readonly received: ByteCounts;
}

export interface PullCounts extends ByteCounts {
  readonly requests: number;
  /** Of these, refused by a quota or pull limit; and the limit that refused the latest of the pull's own, if it has a name. */
  readonly throttled: number;
  readonly refusedBy: string;
}

/** The sum over a pull's own requests and its layers, of which the latest tells the limit. */
export function pullCounts(
  own: Caller,
  layers: Iterable<Counted>,
  more: ByteCounts | null = null,
): PullCounts {
  let { requests, throttled, refusedBy = '' } = own;
  const bytes = new FetchedBytes();
  if (more !== null) bytes.addAll(more);
  for (const { caller, received } of layers) {
    requests += caller.requests;
    throttled += caller.throttled;
    refusedBy = caller.refusedBy ?? refusedBy;
    bytes.addAll(received);
  }
  return { requests, throttled, refusedBy, ...bytes };
}
