/**
 * The files of an image of which layers are mounted before their bytes are there, as its containers read them. What is
 * missing of a layer is fetched as one flow (`span-fetch.ts`), layers one after another from the base; what the background
 * fetch has left compressed is inflated; what others have in hand is waited for; and what is there comes through FUSE.
 * Sources: soci-snapshotter fs/span-manager and fs/reader, stargz-snapshotter fs/reader.
 * Left out: the page cache in front of FUSE for what was read before.
 */
import { all, type Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { Release } from '../image/release.js';
import type { LazyMount, ReadOutcome, SpanRef } from '../lazy/lazy-mount.js';
import { LAZY_SNAPSHOTTERS } from '../lazy/lazy-snapshotters.js';
import type { PathKind } from '../spec.js';
import type { Daemon } from './daemon.js';
import { FetchedBytes } from './fetched-bytes.js';
import type { LazyHost } from './lazy-host.js';
import type { MountedLayer } from './mounted-layer.js';
import { fetchSpans, HOST_GONE, type SpanFetch } from './span-fetch.js';
import { inflateType, type SpanUse } from './span-flows.js';

/** What one read has come to so far. */
class ReadTally {
  received = new FetchedBytes();
  crossRegionBytes = 0;
  misses = 0;

  came(bytes: number, path: PathKind | null, crossRegion: boolean): void {
    this.received.add(bytes, path);
    if (crossRegion) this.crossRegionBytes += bytes;
  }

  /** What there is so far, which counts no more. */
  take(): ReadOutcome {
    const outcome = this.outcome(null);
    this.received = new FetchedBytes();
    this.crossRegionBytes = 0;
    this.misses = 0;
    return outcome;
  }

  outcome(error: string | null): ReadOutcome {
    const { downloadedBytes: fetchedBytes, natBytes, endpointBytes } = this.received;
    const { crossRegionBytes, misses } = this;
    return {
      fetchedBytes,
      natBytes,
      endpointBytes,
      crossRegionBytes,
      requests: 0,
      throttled: 0,
      misses,
      error,
    };
  }
}

export class MountedImage implements LazyMount {
  readonly snapshotter: string;
  readonly spansByLayer: readonly number[];
  readonly spanBytes: readonly number[];
  readonly #daemon: Daemon;
  readonly #lazy: LazyHost;
  readonly #layers: readonly (MountedLayer | null)[];
  /** Fires when all has come that is fetched ahead; null where nothing is. */
  #ahead: Signal | null = null;
  /** Fetched ahead, and nobody's yet, whichever pull has begun it. */
  readonly #aheadTally = new ReadTally();

  /** Use {@link mountedImage}. */
  constructor(daemon: Daemon, lazy: LazyHost, layers: readonly (MountedLayer | null)[]) {
    this.#daemon = daemon;
    this.#lazy = lazy;
    this.#layers = layers;
    this.snapshotter = LAZY_SNAPSHOTTERS[lazy.settings.format];
    this.spansByLayer = layers.map((layer) => layer?.index.spans ?? 0);
    this.spanBytes = layers.map((layer) => layer?.index.spanBytes ?? 0);
  }

  /** See {@link LazyMount}. */
  get localShare(): number {
    this.#lazy.background?.look();
    let [there, all] = [0, 0];
    for (const layer of this.#layers) {
      there += layer?.spans.there ?? 0;
      all += layer?.index.spans ?? 0;
    }
    return all === 0 ? 1 : there / all;
  }

  /** Whether the layers are those that are mounted now, and not such as have gone. */
  get isCurrent(): boolean {
    return this.#layers.every((layer) => layer?.gone !== true);
  }

  /** See {@link LazyMount}. */
  *awaitAhead(): Body<ReadOutcome> {
    const { prefetchTimeoutSeconds } = this.#lazy.settings;
    if (this.#ahead !== null && prefetchTimeoutSeconds > 0)
      yield* this.#ahead.waitFor(prefetchTimeoutSeconds);
    return this.#aheadTally.take();
  }

  /** See {@link LazyMount}. */
  read(spans: readonly SpanRef[], streams: number): Body<ReadOutcome> {
    return this.#read(spans, streams * this.#lazy.settings.readStreams, 'read');
  }

  /**
   * Fetches these spans for whoever reads them later; what has come for the pull. SOCI: by as many workers as the host
   * has threads. eStargz: they lie together at the begin of their layers, which are fetched beside each other; what comes
   * is booked by who waits for it.
   */
  *fetchAhead(spans: readonly SpanRef[]): Body<FetchedBytes> {
    const done = new Signal(this.#daemon.environment.simulation);
    this.#ahead = done;
    const ofPull = new ReadTally();
    if (this.#lazy.settings.indexesFirst)
      yield* this.#read(spans, Math.max(1, this.#daemon.machine.cores), 'ahead', ofPull);
    else yield* this.#fetchPieces(spans, this.#aheadTally);
    done.fire();
    return ofPull.received;
  }

  *#fetchPieces(spans: readonly SpanRef[], tally: ReadTally): Body<void> {
    const { simulation } = this.#daemon.environment;
    yield* all(
      this.#byLayer(spans).map(([layer, wanted]) =>
        simulation.start(this.#readLayer(layer, wanted, 1, 'in one piece', tally)),
      ),
    );
  }

  *#read(
    spans: readonly SpanRef[],
    streams: number,
    use: SpanUse,
    tally = new ReadTally(),
  ): Body<ReadOutcome> {
    for (const [layer, wanted] of this.#byLayer(spans)) {
      const error = yield* this.#readLayer(layer, wanted, streams, use, tally);
      if (error !== null) return tally.outcome(error);
      if (use === 'read') yield* this.#copy(layer, wanted, streams);
    }
    return tally.outcome(null);
  }

  /** The spans by layer, from the base; a layer that was pulled whole has none. */
  #byLayer(spans: readonly SpanRef[]): readonly (readonly [MountedLayer, number[]])[] {
    const byLayer: number[][] = this.#layers.map(() => []);
    for (const { layer, span } of spans) byLayer[layer]!.push(span);
    return this.#layers.flatMap((layer, position) => {
      const wanted = byLayer[position]!;
      return layer === null || wanted.length === 0 ? [] : [[layer, wanted] as const];
    });
  }

  /**
   * Sees to it that the bytes of these spans come; an error, or null. What is left of `wanted` was on disk as files are
   * read, or came so by others: it has still to be copied.
   */
  *#readLayer(
    layer: MountedLayer,
    wanted: number[],
    streams: number,
    use: SpanUse,
    tally: ReadTally,
  ): Body<string | null> {
    const { spans } = layer;
    let open = [...wanted];
    wanted.length = 0;
    while (open.length > 0) {
      if (this.#lazy.stopped) return HOST_GONE;
      // What has come in the background by now is there, and not fetched again.
      this.#lazy.background?.look();
      const missing = open.filter((span) => spans.state(span) === 'missing');
      const others = open.filter((span) => spans.state(span) !== 'missing');
      tally.misses += missing.length;
      const error = missing.length === 0 ? null : yield* this.#fetch(layer, missing, streams, use, tally);
      if (error !== null) return error;
      // As they are now: somebody may have begun with them meanwhile, or be done.
      wanted.push(...others.filter((span) => spans.state(span) === 'local'));
      const compressed = others.filter((span) => spans.state(span) === 'compressed');
      open = others.filter((span) => ['missing', 'in hand'].includes(spans.state(span)));
      const ends = new Set(open.map((span) => spans.fetchOf(span)));
      // What is ahead of a reader stays as it is.
      if (compressed.length > 0 && use === 'read') yield* this.#inflate(layer, compressed, streams);
      for (const end of ends) if (end !== undefined) yield* end.wait();
    }
    return null;
  }

  *#fetch(
    layer: MountedLayer,
    spans: readonly number[],
    streams: number,
    use: SpanUse,
    tally: ReadTally,
  ): Body<string | null> {
    const { background } = this.#lazy;
    const { crossRegion } = layer.origin.route;
    const fetch: SpanFetch = {
      daemon: this.#daemon,
      lazy: this.#lazy,
      use,
      streams,
      came: (bytes, path) => tally.came(bytes, path, crossRegion),
    };
    background?.reading(true);
    const error = yield* fetchSpans(fetch, layer, spans);
    background?.reading(false);
    return error;
  }

  *#inflate(layer: MountedLayer, spans: readonly number[], streams: number): Body<void> {
    const { environment, machine } = this.#daemon;
    const done = new Signal(environment.simulation);
    layer.spans.take(spans, done);
    const bytes = sum(spans, (span) => layer.compressedOf(span));
    const type = inflateType(this.#daemon, layer, Math.min(streams, spans.length));
    yield* this.#lazy.move(environment.fluid.prepare(machine.site, type, bytes));
    for (const span of spans) layer.keep(span, 'local', layer.compressedOf(span));
    done.fire();
  }

  /** What is on disk comes through FUSE, to so many readers at a time. */
  *#copy(layer: MountedLayer, spans: readonly number[], streams: number): Body<void> {
    const bytes = sum(spans, (span) => layer.lengthOf(span));
    const { fuseBytesPerSecond } = this.#lazy.settings;
    const seconds = bytes / (fuseBytesPerSecond * Math.min(streams, Math.max(1, spans.length)));
    if (seconds > 0) yield* this.#daemon.environment.simulation.delay(seconds);
  }
}

function sum(spans: readonly number[], bytesOf: (span: number) => number): number {
  let total = 0;
  for (const span of spans) total += bytesOf(span);
  return total;
}

/** The mount of an image on disk, the same each time; null where all of its layers were pulled whole. */
export function mountedImage(daemon: Daemon, { chains, imageId }: Release): MountedImage | null {
  const { lazy } = daemon;
  if (lazy === null) return null;
  const before = lazy.images.get(imageId);
  if (before?.isCurrent === true) return before;
  const layers = chains.map((chain) => lazy.mounted.get(chain) ?? null);
  const isWhole = layers.every((layer) => layer === null);
  if (isWhole) lazy.images.delete(imageId);
  if (isWhole) return null;
  const image = new MountedImage(daemon, lazy, layers);
  lazy.images.set(imageId, image);
  return image;
}
