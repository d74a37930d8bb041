/**
 * Spans of one layer that are fetched together: one flow, and again after a request that nobody answers, as often as the
 * snapshotter does (soci-snapshotter internal/http/retry.go: 8 more times after 30 ms, doubling, each with its timeout);
 * then whoever reads gets an I/O error. Bytes that come with a wrong digest are an error at once.
 * Simplified: an outage that begins while a flow is on its way lets that one end.
 */
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { PathKind } from '../spec.js';
import type { Daemon } from './daemon.js';
import type { LazyHost } from './lazy-host.js';
import type { MountedLayer } from './mounted-layer.js';
import { fetchType, spanLatencySeconds, type SpanUse } from './span-flows.js';

export const UNANSWERED = 'input/output error: the registry does not answer';
export const WRONG_DIGEST = 'input/output error: span digests do not match';
export const HOST_GONE = 'input/output error: the host has ended';

/** Who fetches, for what, and what it has come to so far. */
export interface SpanFetch {
  readonly daemon: Daemon;
  readonly lazy: LazyHost;
  readonly use: SpanUse;
  readonly streams: number;
  /** Told what has come, by its way. */
  readonly came: (bytes: number, path: PathKind | null) => void;
}

/** Fetches spans of a layer that are missing; an error, or null when they have come. */
export function* fetchSpans(
  fetch: SpanFetch,
  layer: MountedLayer,
  spans: readonly number[],
): Body<string | null> {
  const done = new Signal(fetch.daemon.environment.simulation);
  layer.spans.take(spans, done);
  const error = yield* attempts(fetch, layer, spans);
  for (const span of spans) {
    if (error === null) layer.keep(span, 'local');
    else layer.spans.settle(span, 'missing');
  }
  done.fire();
  return error;
}

function* attempts(fetch: SpanFetch, layer: MountedLayer, spans: readonly number[]): Body<string | null> {
  const { daemon, lazy } = fetch;
  const { environment } = daemon;
  const { registry, route, caller } = layer.origin;
  const { attempts, backoffSeconds, backoffFactor, backoffJitterShare } = lazy.settings.spanRetries;
  let wait = backoffSeconds;
  for (let attempt = 1; registry.rangeFault(route.blobs, caller) !== null; attempt++) {
    yield* environment.simulation.delay(environment.parameters.spanTimeoutSeconds);
    if (lazy.stopped) return HOST_GONE;
    if (attempt >= attempts) return UNANSWERED;
    const jitter = backoffJitterShare * environment.extra('ask again', caller.entity, caller.draws++);
    yield* environment.simulation.delay(wait * (1 + jitter));
    wait *= backoffFactor;
  }
  return yield* transfer(fetch, layer, spans);
}

function* transfer(fetch: SpanFetch, layer: MountedLayer, spans: readonly number[]): Body<string | null> {
  const { daemon, lazy, use, streams, came } = fetch;
  const { registry, route, caller } = layer.origin;
  let bytes = 0;
  for (const span of spans) bytes += layer.compressedOf(span);
  const draw = caller.draws++;
  const slowness = registry.slowness(caller, draw);
  if (use === 'in one piece')
    yield* daemon.environment.simulation.delay(spanLatencySeconds(daemon, layer, slowness));
  const type = fetchType(daemon, layer, use, Math.min(streams, spans.length), slowness);
  const flow = daemon.environment.fluid.prepare(daemon.machine.site, type, bytes);
  const left = yield* lazy.move(flow);
  came(bytes - left, route.blobs.path);
  registry.served(bytes - left, route, route.blobs);
  if (lazy.stopped) return HOST_GONE;
  return registry.corrupts(caller, draw) ? WRONG_DIGEST : null;
}
