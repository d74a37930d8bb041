/**
 * How fast a layer can be fetched and unpacked: flow types for the fluid engine.
 *
 * Download of a byte: one byte of the registry's egress and of the network interface, one byte of
 * disk, and the CPU of decryption plus SHA-256 of the compressed bytes; bound by one connection and by
 * one core. Unpack, counted in compressed bytes: the bytes written (uncompressed bytes, and blocks and
 * metadata of each file), and the CPU of decompression, SHA-256 of the uncompressed bytes, untar and the
 * creation of files. Where decompression is a process of its own (unpigz)
 * it runs beside the rest: the slower of the two bounds the layer; in one thread, their sum does. An
 * unpack weighs 1 ÷ bytes written, so that a disk is shared equally in bytes.
 * Sources: moby `distribution/xfer` and `pkg/archive`, containerd `core/diff/apply`.
 */
import type { FlowReading, FlowType, Fluid } from '../../kernel/fluid/fluid.js';
import { CORES, DISK, NIC } from '../host/machine.js';
import type { Route } from '../network/route.js';
import { BINDER_INDEX } from '../start-clock.js';
import type { Compression, LayerSpec, ModelParameters, RuntimeSpec } from '../spec.js';
import { makeBinderWeights, type BinderWeights } from './pull-progress.js';

/** The flow type of downloads over one route. */
export function downloadType(
  fluid: Fluid,
  route: Route,
  perStreamBytesPerSecond: number,
  parameters: ModelParameters,
): FlowType {
  const cpu = 1 / parameters.downloadCpuBytesPerSecond + 1 / parameters.sha256BytesPerSecond;
  return fluid.flowType({
    shared: route.capacities.map((capacity) => ({ capacity, use: 1 })),
    local: [
      { index: NIC, use: 1 },
      { index: DISK, use: 1 },
      { index: CORES, use: cpu },
    ],
    bound: Math.min(perStreamBytesPerSecond, 1 / cpu),
  });
}

/** The flow type of unpacking one layer, in compressed bytes. */
export function unpackType(
  fluid: Fluid,
  layer: LayerSpec,
  runtime: RuntimeSpec,
  parameters: ModelParameters,
): FlowType {
  const ratio = layer.uncompressedBytes / layer.compressedBytes;
  const files = layer.files / layer.compressedBytes;
  const inflate = inflateCpu(layer.compression, runtime);
  const write =
    ratio / parameters.sha256BytesPerSecond +
    ratio / parameters.untarBytesPerSecond +
    files * parameters.fileCpuSeconds;
  const disk = ratio + files * parameters.fileDiskBytes;
  return fluid.flowType({
    local: [
      { index: DISK, use: rounded(disk) },
      { index: CORES, use: rounded(inflate + write) },
    ],
    weight: rounded(1 / disk),
    bound: rounded(1 / (runtime.pipelinedUnpack ? Math.max(inflate, write) : inflate + write)),
  });
}

/**
 * Rounded to 40 bits (Veltkamp's splitting), so that layers of one kind are one flow type: the last bits
 * of what a byte costs depend on the layer's size.
 */
function rounded(value: number): number {
  if (!Number.isFinite(value)) return value;
  const scaled = value * 8193;
  return scaled - (scaled - value);
}

/** Core-seconds of decompression per compressed byte. */
function inflateCpu(compression: Compression, runtime: RuntimeSpec): number {
  switch (compression) {
    case 'gzip':
      return 1 / runtime.gzipBytesPerSecond;
    case 'zstd':
      return 1 / runtime.zstdBytesPerSecond;
    case 'none':
      return 0;
  }
}

/** What bound a download: shared capacities of the route first, then interface, disk, cores, own bound. */
export function downloadBinders(route: Route, reading: FlowReading): BinderWeights {
  const weights = makeBinderWeights();
  const bound = reading.boundSeconds;
  const shared = route.capacities.length;
  for (let i = 0; i < shared; i++) weights[BINDER_INDEX.registry]! += bound[i]!;
  weights[BINDER_INDEX.nic]! += bound[shared]!;
  weights[BINDER_INDEX.disk]! += bound[shared + 1]!;
  weights[BINDER_INDEX.cores]! += bound[shared + 2]!;
  weights[BINDER_INDEX.stream]! += bound[shared + 3]!;
  return weights;
}

/** What bound an unpack: disk, the host's cores, one core. */
export function unpackBinders(reading: FlowReading): BinderWeights {
  const weights = makeBinderWeights();
  const bound = reading.boundSeconds;
  weights[BINDER_INDEX.disk]! += bound[0]!;
  weights[BINDER_INDEX.cores]! += bound[1]!;
  weights[BINDER_INDEX.core]! += bound[2]!;
  return weights;
}
