/**
 * The files of an image that is loaded lazily, as its containers see them. Which spans a read touches is the reader's
 * business (access-pattern.ts), what is fetched for it and how that takes time the snapshotter's (../pull).
 */
import type { Body } from '../../kernel/process.js';

/** A part of a layer: what is fetched together. */
export interface SpanRef {
  /** Index of the layer, from the base. */
  readonly layer: number;
  /** Index of the span in its layer. */
  readonly span: number;
}

/** What a read came to. */
export interface ReadOutcome {
  /** Compressed bytes that it fetched. */
  readonly fetchedBytes: number;
  /** Of these: through a NAT gateway or instance, through interface endpoints, from another Region. */
  readonly natBytes: number;
  readonly endpointBytes: number;
  readonly crossRegionBytes: number;
  /** Requests to the registry's API, and those of them that a quota or a pull limit refused. */
  readonly requests: number;
  readonly throttled: number;
  /** Spans that were not there. */
  readonly misses: number;
  /** Why the bytes cannot be had (the reader sees an I/O error), or null. */
  readonly error: string | null;
}

export interface LazyMount {
  /** As the task metadata endpoint says: soci, stargz. */
  readonly snapshotter: string;
  /** Spans of each layer, base first; 0 for a layer that was pulled whole. */
  readonly spansByLayer: readonly number[];
  /** Uncompressed bytes of a span of a layer; the last one of a layer may be shorter. */
  readonly spanBytes: readonly number[];
  /** Share of the spans that are there, 0…1. */
  readonly localShare: number;
  /**
   * Waits for some time for what is fetched ahead, as the creation of a container does where the snapshotter has it wait;
   * what of it has come that nobody has booked yet.
   */
  awaitAhead(): Body<ReadOutcome>;
  /**
   * Reads these spans, so many at the same time: those that are there through FUSE, others once they are fetched.
   * Who reads a span that another reader or the background fetch has in hand waits for it.
   */
  read(spans: readonly SpanRef[], streams: number): Body<ReadOutcome>;
}
