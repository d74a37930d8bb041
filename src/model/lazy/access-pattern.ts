/**
 * Which spans of an image a container reads: until it is ready, and for its first requests. A property of the image
 * and of what reads it, so all hosts, tasks and variants read the same, a larger share reads more of the same places,
 * and a new release reads what it did of the layers that it kept. Shares are of bytes on disk. `sequential` reads from
 * the first byte of the first layer on; `scattered` reads runs of `runBytes` in an order that a hash of image name,
 * layer and position gives. A run begins anywhere in a span, and whole spans are fetched, so short runs fetch far more
 * than is read. Left out: that files which are read together tend to lie together, beyond the length of a run.
 */
import { entity, RandomStream } from '../../kernel/random.js';
import type { ReadsSpec } from '../spec.js';
import type { SpanRef } from './lazy-mount.js';

/** What a pattern needs to know of a release. */
export interface ReadableImage {
  /** Name of the image. */
  readonly image: string;
  readonly imageId: string;
  readonly layers: readonly { readonly digest: string; readonly uncompressedBytes: number }[];
}

/** How its layers are cut into spans; 0 spans for a layer that is there as a whole. */
export interface SpanLayout {
  readonly spansByLayer: readonly number[];
  readonly spanBytes: readonly number[];
}

/** Each span stands where it is read first, and nowhere else. */
export interface AccessPattern {
  /** Start-up, in parts as equal as can be. */
  readonly bursts: readonly (readonly SpanRef[])[];
  /** What each of the first requests reads that nothing before it has. */
  readonly requests: readonly (readonly SpanRef[])[];
}

/** Bytes of a layer that are read one after another. */
interface Run {
  readonly layer: number;
  readonly from: number;
  readonly to: number;
  /** Place in the order of reading. */
  readonly rank: number;
}

interface Known {
  readonly image: ReadableImage;
  readonly layout: SpanLayout;
  readonly pattern: AccessPattern;
}

/** What was worked out before: it depends on nothing else, so who asks first makes no difference. */
const known = new WeakMap<ReadsSpec, Known[]>();
/** Of one container's reads: releases whose patterns are kept, the latest. */
const KEPT = 16;

/** One key for all: the order is the image's, not the run's. */
const ORDER = new RandomStream(0x0072_6561, 0x6400_0000);
/** Index of the draw that shifts the runs of a layer; positions count from 0. */
const SHIFT = -1;

/** What a container with these `reads` reads of an image whose layers are cut like that. */
export function accessPattern(image: ReadableImage, layout: SpanLayout, reads: ReadsSpec): AccessPattern {
  let patterns = known.get(reads);
  if (patterns === undefined) known.set(reads, (patterns = []));
  const found = patterns.find((each) => isSame(each, image, layout));
  if (found !== undefined) return found.pattern;
  const pattern = makePattern(image, layout, reads);
  patterns.push({ image, layout, pattern });
  if (patterns.length > KEPT) patterns.shift();
  return pattern;
}

function isSame(one: Known, image: ReadableImage, layout: SpanLayout): boolean {
  const { spansByLayer, spanBytes } = one.layout;
  return (
    one.image.imageId === image.imageId &&
    one.image.image === image.image &&
    one.image.layers.length === image.layers.length &&
    image.layers.every(
      ({ uncompressedBytes }, layer) =>
        one.image.layers[layer]!.uncompressedBytes === uncompressedBytes &&
        spansByLayer[layer] === layout.spansByLayer[layer] &&
        spanBytes[layer] === layout.spanBytes[layer],
    )
  );
}

function makePattern(image: ReadableImage, layout: SpanLayout, reads: ReadsSpec): AccessPattern {
  const reader = new Reader(runsOf(image, reads), layout);
  const total = image.layers.reduce((sum, { uncompressedBytes }) => sum + uncompressedBytes, 0);
  const bursts = split(reader.read(reads.share * total), reads.bursts);
  const { requests } = reads;
  return {
    bursts,
    requests: requests === null ? [] : split(reader.read(requests.share * total), requests.count),
  };
}

/** All runs of an image in the order in which they would be read. */
function runsOf({ image, layers }: ReadableImage, { order, runBytes }: ReadsSpec): readonly Run[] {
  if (order === 'sequential') {
    return layers.map(({ uncompressedBytes }, layer) => ({
      layer,
      from: 0,
      to: uncompressedBytes,
      rank: layer,
    }));
  }
  const runs = layers.flatMap(({ digest, uncompressedBytes }, layer) => {
    const place = entity(`${image} ${digest}`);
    const ofLayer: Run[] = [];
    // The first run of a layer is cut short, so that others do not begin where spans do.
    let to = ORDER.uniform(place, SHIFT) * runBytes;
    for (let from = 0; from < uncompressedBytes; from = to, to += runBytes) {
      const rank = ORDER.uniform(place, ofLayer.length);
      ofLayer.push({ layer, from, to: Math.min(to, uncompressedBytes), rank });
    }
    return ofLayer;
  });
  return runs.sort((a, b) => a.rank - b.rank);
}

/** Reads runs in their order, and tells which spans that touches for the first time. */
class Reader {
  readonly #runs: readonly Run[];
  readonly #layout: SpanLayout;
  readonly #touched: readonly Uint8Array[];
  #next = 0;
  /** Of the next run. */
  #done = 0;

  constructor(runs: readonly Run[], layout: SpanLayout) {
    this.#runs = runs;
    this.#layout = layout;
    this.#touched = layout.spansByLayer.map((spans) => new Uint8Array(spans));
  }

  /** Reads so many bytes on, or what is left. */
  read(bytes: number): readonly SpanRef[] {
    const spans: SpanRef[] = [];
    for (let left = bytes; left > 0 && this.#next < this.#runs.length;) {
      const { layer, from, to } = this.#runs[this.#next]!;
      const start = from + this.#done;
      const end = Math.min(to, start + left);
      this.#touch(layer, start, end, spans);
      left -= end - start;
      this.#done = end - from;
      if (end < to) break;
      this.#next++;
      this.#done = 0;
    }
    return spans;
  }

  #touch(layer: number, start: number, end: number, into: SpanRef[]): void {
    const touched = this.#touched[layer];
    const size = this.#layout.spanBytes[layer];
    if (touched === undefined || size === undefined || size <= 0) return;
    const last = Math.min(touched.length, Math.ceil(end / size)) - 1;
    for (let span = Math.floor(start / size); span <= last; span++) {
      if (touched[span] === 1) continue;
      touched[span] = 1;
      into.push({ layer, span });
    }
  }
}

function split<T>(items: readonly T[], parts: number): readonly (readonly T[])[] {
  const cut = (part: number) => Math.floor((part * items.length) / parts);
  return Array.from({ length: parts }, (_, part) => items.slice(cut(part), cut(part + 1)));
}
