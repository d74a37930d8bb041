/**
 * Presets of container runtimes: how many layers are fetched at a time and for whom, what waits for what, what is
 * shared, how fast one core decodes. Where the rules come from is named with each preset; the decoder rates are in
 * capacity-costs.ts. Left out so far: Docker 29, containerd with parallel unpack, SOCI.
 */
import { decoderCosts } from './capacity-costs.js';
import type { Evidence } from './cost.js';

/** Structurally the model's `RuntimeSpec`. */
export interface Runtime {
  readonly name: string;
  readonly downloadSlots: number;
  readonly downloadSlotsPerPull: number;
  readonly slotUnit: 'layer' | 'request';
  readonly slotHeldInBackoff: boolean;
  readonly keepAlive: boolean;
  readonly layersWaitForConfig: boolean;
  readonly duplicates: 'shared' | 'locked' | 'polled' | 'none';
  readonly blobs: 'temporary' | 'kept' | 'discarded';
  readonly syncsBlobs: boolean;
  readonly chunkBytes: number;
  readonly chunksAskRegistry: boolean;
  readonly unpackSlotsPerPull: number;
  readonly unpackSlots: number;
  readonly unpackSlotBeforeDownload: boolean;
  readonly pipelinedUnpack: boolean;
  readonly gzipBytesPerSecond: number;
  readonly zstdBytesPerSecond: number;
  readonly layerAttempts: number;
  readonly layerBackoffSeconds: number;
  readonly layerBackoffGrows: boolean;
  readonly configAttempts: number;
  readonly configBackoffSeconds: number;
}

export interface RuntimePreset {
  readonly runtime: Runtime;
  /** Names of the costs that its decoders' rates are, for who asks where they come from. */
  readonly decoders: {
    readonly gzipBytesPerSecond: `runtimes.${keyof typeof decoderCosts}`;
    readonly zstdBytesPerSecond: `runtimes.${keyof typeof decoderCosts}`;
  };
  readonly source: string;
  readonly asOf: string;
  readonly evidence: Evidence;
  readonly note: string;
}

const presets: readonly RuntimePreset[] = [
  {
    runtime: {
      name: 'docker-25',
      downloadSlots: 3,
      downloadSlotsPerPull: Infinity,
      slotUnit: 'layer',
      slotHeldInBackoff: true,
      keepAlive: false,
      layersWaitForConfig: false,
      duplicates: 'shared',
      blobs: 'temporary',
      syncsBlobs: false,
      chunkBytes: Infinity,
      chunksAskRegistry: true,
      unpackSlotsPerPull: 1,
      unpackSlots: Infinity,
      unpackSlotBeforeDownload: false,
      pipelinedUnpack: true,
      gzipBytesPerSecond: decoderCosts.gzipUnpigzBytesPerSecond.value,
      zstdBytesPerSecond: decoderCosts.zstdBytesPerSecond.value,
      layerAttempts: 5,
      layerBackoffSeconds: 5,
      layerBackoffGrows: true,
      configAttempts: 5,
      configBackoffSeconds: 0.25,
    },
    decoders: {
      gzipBytesPerSecond: 'runtimes.gzipUnpigzBytesPerSecond',
      zstdBytesPerSecond: 'runtimes.zstdBytesPerSecond',
    },
    source:
      'moby v25.0.16: distribution/xfer/download.go and transfer.go, distribution/pull_v2.go, daemon/config/config.go',
    asOf: '2026-08-23',
    evidence: 'source code',
    note:
      'the Docker of the ECS-optimized AMIs (amazon-ecs-ami, 2026-08-21); keep-alive to registries came with 29.4. ' +
      'That unpigz is installed there is assumed: the AMI build scripts do not say.',
  },
  {
    runtime: {
      name: 'fargate-1.4',
      downloadSlots: Infinity,
      downloadSlotsPerPull: 3,
      slotUnit: 'layer',
      slotHeldInBackoff: true,
      keepAlive: true,
      layersWaitForConfig: true,
      duplicates: 'none',
      blobs: 'temporary',
      syncsBlobs: false,
      chunkBytes: Infinity,
      chunksAskRegistry: true,
      unpackSlotsPerPull: 1,
      unpackSlots: Infinity,
      unpackSlotBeforeDownload: false,
      pipelinedUnpack: true,
      gzipBytesPerSecond: decoderCosts.gzipFargateBytesPerSecond.value,
      zstdBytesPerSecond: decoderCosts.zstdBytesPerSecond.value,
      layerAttempts: 5,
      // containerd pauses 50 ms after a transport error and not at all after a throttling answer.
      layerBackoffSeconds: 0.05,
      layerBackoffGrows: true,
      configAttempts: 5,
      configBackoffSeconds: 0.25,
    },
    decoders: {
      gzipBytesPerSecond: 'runtimes.gzipFargateBytesPerSecond',
      zstdBytesPerSecond: 'runtimes.zstdBytesPerSecond',
    },
    source:
      'containerd v2.2: client/pull.go, core/unpack/unpacker.go, core/remotes/docker/resolver.go; ' +
      'platform version 1.4.0 runs containerd (ECS developer guide, platform-linux-fargate.md, 2023-06-15)',
    asOf: '2026-08-22',
    evidence: 'inferred',
    note:
      'AWS does not publish the version or the settings that Fargate uses: containerd defaults with sequential unpack ' +
      'are assumed, with decompression beside the rest, as more vCPU make the same image start faster. Each task has a machine of its own, so nothing is shared between tasks.',
  },
];

const presetByName: ReadonlyMap<string, RuntimePreset> = new Map(
  presets.map((preset) => [preset.runtime.name, preset]),
);

/** The preset of this name with its provenance, or undefined. */
export function findRuntime(name: string): RuntimePreset | undefined {
  return presetByName.get(name);
}

/** Names of all presets, for messages and schemas. */
export function runtimeNames(): readonly string[] {
  return [...presetByName.keys()];
}
