/**
 * E17: the stages of the largest layer (2.7 GiB) of tensorflow/tensorflow:2.21.0-gpu, each by itself: fetch from Docker
 * Hub to EC2 in one stream, decompression by the Go library, and at most so much for tar and storage.
 * github.com/containerd/containerd/issues/13559, 2026-06-09.
 */
import { defaultModelParameters, imageDefaults } from '../../../src/catalog/costs.js';
import { constant } from '../../../src/units/distribution.js';
import type { LayerSpec, ModelParameters } from '../../../src/model/spec.js';
import { findMachine } from '../../../src/catalog/machines.js';
import type { MeasuredRow } from './measured-row.js';
import { GIB, layersOf, otherMachine, preset, pullSeconds } from './one-pull.js';

const SOURCE = 'github.com/containerd/containerd/issues/13559, 2026-06-09';
const FILES_PER_MEGABYTE = 5;
const ratio = imageDefaults.uncompressedRatioMachineLearning;
const { fileCpuSeconds, untarBytesPerSecond } = defaultModelParameters();
const [layer] = layersOf([2.7 * GIB], ratio, FILES_PER_MEGABYTE);

const free: Partial<ModelParameters> = {
  layerOverheadSeconds: 0,
  sha256BytesPerSecond: Infinity,
  downloadCpuBytesPerSecond: Infinity,
  untarBytesPerSecond: Infinity,
  fileCpuSeconds: 0,
  fileDiskBytes: 0,
};
const boundless = otherMachine({
  cores: 8,
  coreCapacity: 8,
  memoryBytes: 32 * GIB,
  nicBytesPerSecond: 1e15,
  diskBytesPerSecond: 1e15,
  diskBytes: 1e12,
});
const atOnce = { roundTripSeconds: 0, requestLatency: constant(0), firstByteLatency: constant(0) };

/** A pull of the layer in which all but one stage costs nothing. */
function stageSeconds(of: Partial<LayerSpec>, model: Partial<ModelParameters>, fetches = false): number {
  return pullSeconds({
    layers: [{ ...layer!, ...of }],
    machine: fetches
      ? { ...boundless, flowBytesPerSecond: findMachine('m7i.8xlarge')!.flowBytesPerSecond }
      : boundless,
    runtime: {
      ...preset('containerd-2.1'),
      syncsBlobs: false,
      pipelinedUnpack: false,
      gzipBytesPerSecond: fetches ? Infinity : preset('containerd-chunked-fetch').gzipBytesPerSecond,
    },
    registryType: fetches ? 'docker-hub' : 'ideal',
    registry: fetches ? {} : atOnce,
    model: { ...free, ...model },
  });
}

export const layerStageRows: readonly MeasuredRow[] = [
  {
    id: 'E17 fetch',
    what: 'the 2.7 GiB layer of tensorflow:2.21.0-gpu, Docker Hub to EC2, one stream',
    unit: 's',
    measured: 15,
    source: SOURCE,
    predict: () => stageSeconds({ compression: 'none' }, {}, true),
    guesses: ['an instance whose network and disk are no limit'],
    isInput: true,
  },
  {
    id: 'E17 inflate',
    what: 'the same, decompressed by the Go library on Xeon 8488C',
    unit: 's',
    measured: 35,
    source: SOURCE,
    predict: () => stageSeconds({}, {}),
    guesses: [],
    isInput: true,
  },
  {
    id: 'E17 store',
    what: 'the same, tar and storage: well below 2 and 10 s',
    unit: 's',
    measured: 12,
    source: SOURCE,
    predict: () => stageSeconds({ compression: 'none' }, { fileCpuSeconds, untarBytesPerSecond }),
    guesses: [
      `unpacked size ${ratio} times the compressed one`,
      `${FILES_PER_MEGABYTE} files per MB: CUDA libraries are few and large`,
    ],
    isAtMost: true,
  },
];
