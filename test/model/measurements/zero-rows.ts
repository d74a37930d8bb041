/** Images of zeros on EKS (zero-pulls.ts): unpacking, page cache and volume almost without network and gzip. */
import { defaultRootVolume, findMachine } from '../../../src/catalog/machines.js';
import type { LayerSpec } from '../../../src/model/spec.js';
import type { MeasuredRow } from './measured-row.js';
import { median, preset, pullSeconds } from './one-pull.js';
import { zeroPulls, type ZeroPull } from './zero-pulls.js';

const volume = { ...defaultRootVolume, type: 'gp2', sizeBytes: 150e9 } as const;

function layersOfZeros({ uncompressedBytes, layerBytes }: ZeroPull): LayerSpec[] {
  const [base = 0, ...zeros] = layerBytes;
  const baseBytes = 2 * base;
  return layerBytes.map((compressedBytes, index) => ({
    digest: `layer ${index}`,
    compressedBytes,
    uncompressedBytes: index === 0 ? baseBytes : (uncompressedBytes - baseBytes) / zeros.length,
    compression: 'gzip',
    files: index === 0 ? 400 : 1,
    changesEachRelease: false,
  }));
}

export const zeroRows: readonly MeasuredRow[] = zeroPulls.map((one) => {
  const gigabytes = (one.uncompressedBytes / 1e9).toFixed(1);
  return {
    id: `zeros ${gigabytes}`,
    what: `${gigabytes} GB of zeros in 8 layers, c5a.4xlarge with gp2 of 150 GB, containerd 1.7`,
    unit: 's',
    measured: median(one.medianSeconds),
    source: 'github.com/converged-computing/container-chonks, 2024-06',
    predict: () =>
      pullSeconds(
        {
          layers: layersOfZeros(one),
          machine: findMachine('c5a.4xlarge', volume)!,
          runtime: preset('containerd-1.7'),
          registryType: 'generic',
          region: 'us-east-2',
          model: { jitter: false },
        },
        1,
      ),
    guesses: ['base layer of 400 files, twice as large unpacked'],
    // The rate of untar is that of the step up to this one.
    ...(gigabytes === '6.8' ? { isInput: true as const } : {}),
  };
});
