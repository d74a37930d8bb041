/**
 * Pulls of images of zeros by kubelet on Amazon EKS: c5a.4xlarge with a gp2 volume of 150 GB, containerd 1.7, from
 * ghcr.io to us-east-2; median seconds over the nodes of a cluster of 4, 8 and 16. The first of nine layers is a small
 * base, the others are one file of zeros each. Source: github.com/converged-computing/container-chonks, experiments
 * of 2024-06, read 2026-11-21.
 */
export interface ZeroPull {
  readonly uncompressedBytes: number;
  /** Compressed. */
  readonly layerBytes: readonly number[];
  readonly medianSeconds: readonly number[];
}

export const zeroPulls: readonly ZeroPull[] = [
  {
    uncompressedBytes: 1176249324,
    layerBytes: [2220027, 143027, 143028, 143027, 143028, 143027, 143028, 143027, 143027],
    medianSeconds: [3.92, 4.03, 3.89],
  },
  {
    uncompressedBytes: 2770722493,
    layerBytes: [2220027, 336737, 336737, 336737, 336737, 336737, 336738, 336737, 336737],
    medianSeconds: [8.24, 8.38, 8.3],
  },
  {
    uncompressedBytes: 6836726027,
    layerBytes: [2220027, 830724, 830724, 830723, 830723, 830723, 830722, 830724, 830724],
    medianSeconds: [20.5, 20.44, 20.27],
  },
  {
    uncompressedBytes: 10902729561,
    layerBytes: [2220027, 1324704, 1324704, 1324704, 1324703, 1324704, 1324704, 1324704, 1324704],
    medianSeconds: [46.91, 46.82, 46.85],
  },
  {
    uncompressedBytes: 14968733095,
    layerBytes: [2220027, 1818683, 1818683, 1818683, 1818683, 1818683, 1818683, 1818682, 1818682],
    medianSeconds: [77.61, 77.53, 77.7],
  },
  {
    uncompressedBytes: 19034736629,
    layerBytes: [2220027, 2312659, 2312660, 2312659, 2312660, 2312658, 2312660, 2312659, 2312660],
    medianSeconds: [108.65, 108.58, 108.34],
  },
];
