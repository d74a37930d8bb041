/**
 * How fast spans of a layer come, as flow types in compressed bytes. One reader asks for a span with a ranged GET to
 * object storage, receives it, checks its SHA-256, inflates it, puts it on disk and copies it through FUSE, one after the
 * other; several streams do that beside each other. Spans that are on disk compressed are only inflated.
 * Sources: soci-snapshotter fs/span-manager/span_manager.go (fetchAndCacheSpan), stargz-snapshotter fs/reader/reader.go.
 * What lies before the landmark of an eStargz layer is one range of its blob, so one request (fs/remote/blob.go, Cache).
 * Simplified: connections are kept, and up to their rate; latencies are the mean of what is drawn elsewhere. A core is
 * shared by time, as CFS quotas do it, and works in a part of a span's time only: so at a quarter of a vCPU spans come
 * as fast as at one, where whole images take four times as long. For small tasks that decides between lazy and whole.
 */
import type { FlowType } from '../../kernel/fluid/fluid.js';
import { mean, quantile } from '../../kernel/sample.js';
import { compressed } from '../lazy/ztoc.js';
import { CORES, DISK, NIC } from '../host/machine.js';
import type { Daemon } from './daemon.js';
import { downloadLimits } from './download-way.js';
import { unpackCpu } from './layer-flows.js';
import type { MountedLayer } from './mounted-layer.js';

/** Whether somebody reads what is fetched, through FUSE; what is not may come span by span, or with one request. */
export type SpanUse = 'read' | 'ahead' | 'in one piece';

/** Spans that are fetched by so many streams, from a registry that is so many times as slow as usual. */
export function fetchType(
  daemon: Daemon,
  layer: MountedLayer,
  use: SpanUse,
  streams: number,
  slowness: number,
): FlowType {
  return known(layer, `${use} ${streams} ${slowness}`, () => {
    const { fluid, parameters } = daemon.environment;
    const { registry, route } = layer.origin;
    const { sha256BytesPerSecond, downloadCpuBytesPerSecond } = parameters;
    const { inflate } = unpackCpu(layer.layer, daemon.runtime, parameters);
    const ratio = ratioOf(layer);
    const limits = downloadLimits(daemon, registry, route, slowness);
    return fluid.flowType({
      shared: route.blobs.capacities.map((capacity) => ({ capacity, use: 1 })),
      local: [
        { index: NIC, use: 1 },
        { index: DISK, use: ratio },
        { index: CORES, use: 1 / downloadCpuBytesPerSecond + 1 / sha256BytesPerSecond + inflate },
        ...(limits.own ?? []).map(({ index }) => ({ index, use: 1 })),
      ],
      weight: streams,
      bound: streams / secondsOfByte(daemon, layer, use, slowness),
    });
  });
}

/** Spans that are on disk compressed, and read by so many streams. */
export function inflateType(daemon: Daemon, layer: MountedLayer, streams: number): FlowType {
  return known(layer, `inflate ${streams}`, () => {
    const { fluid, parameters } = daemon.environment;
    const { inflate } = unpackCpu(layer.layer, daemon.runtime, parameters);
    const ratio = ratioOf(layer);
    return fluid.flowType({
      local: [
        { index: DISK, use: ratio },
        { index: CORES, use: inflate },
      ],
      weight: streams,
      bound: streams / (inflate + ratio / daemon.runtime.lazy!.fuseBytesPerSecond),
    });
  });
}

/**
 * Spans that are fetched in the background, at a pace: counted in seconds of it, so that nothing but what binds changes
 * when they are done. `bytesPerSecond`: compressed ones that the pace comes to.
 */
export function paceType(daemon: Daemon, layer: MountedLayer, bytesPerSecond: number): FlowType {
  return known(layer, `pace ${bytesPerSecond}`, () =>
    daemon.environment.fluid.flowType({
      shared: layer.origin.route.blobs.capacities.map((capacity) => ({ capacity, use: bytesPerSecond })),
      local: [
        { index: NIC, use: bytesPerSecond },
        { index: DISK, use: bytesPerSecond },
      ],
      bound: 1,
    }),
  );
}

/** Seconds for a compressed byte of a span of the usual size by one stream, where nothing is shared. */
export function secondsOfByte(daemon: Daemon, layer: MountedLayer, use: SpanUse, slowness = 1): number {
  const { environment, runtime } = daemon;
  const { parameters } = environment;
  const { registry, route } = layer.origin;
  const latency = use === 'in one piece' ? 0 : spanLatencySeconds(daemon, layer, slowness);
  const { streamBytesPerSecond } = downloadLimits(daemon, registry, route, slowness);
  const { inflate } = unpackCpu(layer.layer, runtime, parameters);
  const fuse = use === 'read' ? ratioOf(layer) / runtime.lazy!.fuseBytesPerSecond : 0;
  return (
    latency / usualSpanBytes(layer) +
    Math.max(1 / streamBytesPerSecond, 1 / parameters.downloadCpuBytesPerSecond) +
    1 / parameters.sha256BytesPerSecond +
    inflate +
    fuse
  );
}

/** From the request for a range until its first byte, from a registry that is so many times as slow as usual. */
export function spanLatencySeconds({ environment }: Daemon, layer: MountedLayer, slowness: number): number {
  const { registry, route } = layer.origin;
  const { firstByteLatency } = registry.account.spec;
  const usual = environment.parameters.jitter ? mean(firstByteLatency) : quantile(firstByteLatency, 0.5);
  return route.roundTripSeconds + usual * slowness;
}

/** Compressed bytes of a span that is not the last. */
export function usualSpanBytes({ layer, index }: MountedLayer): number {
  return Math.max(1, compressed(layer, Math.min(index.spanBytes, layer.uncompressedBytes)));
}

function ratioOf({ layer }: MountedLayer): number {
  return layer.uncompressedBytes / Math.max(1, layer.compressedBytes);
}

function known(layer: MountedLayer, what: string, make: () => FlowType): FlowType {
  let type = layer.types.get(what);
  if (type === undefined) layer.types.set(what, (type = make()));
  return type;
}
