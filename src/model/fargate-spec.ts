/**
 * AWS Fargate as plain data: what each task size gets, how fast tasks are launched, what comes before and after a
 * pull, and what-ifs that AWS does not offer. Part of `WorldSpec`; seconds, bytes, bytes per second.
 */
import type { Distribution } from '../units/distribution.js';
import type { HostBasesSpec } from './base-spec.js';
import type { Credits, RuntimeSpec } from './host-spec.js';
import type { LazyRules } from './lazy-spec.js';

export interface FargateCapacitySpec {
  readonly launchType: 'FARGATE';
  readonly name: string;
  readonly region: string;
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
  /** As in AWS: LINUX, WINDOWS_SERVER_2022_CORE, … */
  readonly operatingSystemFamily: string;
  readonly platformVersion: string;
  readonly architecture: 'X86_64' | 'ARM64';
  /** Capacity provider FARGATE_SPOT. */
  readonly spot: boolean;
  readonly runtime: RuntimeSpec;
  readonly network: string | null;
  /** By task size: one for each size that runs here. */
  readonly rates: readonly FargateRates[];
  /** Shared by all capacities of its Region and provider; null: nobody waits. */
  readonly launchRate: LaunchRate | null;
  /** Created → pull starts (placement, micro host, network interface), of a bare task. */
  readonly provisionSeconds: Distribution;
  /** Pull stopped → container started, of a bare task. */
  readonly createSeconds: Distribution;
  /** What tasks with more than containers take on top of that. */
  readonly extras: FargateExtras;
  /** Storage that layers have for themselves (platform version 1.3.0), or null: that of the task definition. */
  readonly layerStorageBytes: number | null;
  /** Tasks are billed for so long at least. */
  readonly minimumBilledSeconds: number;
  /** What-if: AWS keeps nothing; null. */
  readonly imageCache: ImageCacheSpec | null;
  /** Null: its runtime has no lazy loading. */
  readonly lazyRules: LazyRules | null;
  /** What its hosts hold of base images; null: nothing. */
  readonly hostBases: HostBasesSpec | null;
}

/** What a task of a size has. */
export interface FargateRates {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  /** While there are credits, where there are any. */
  readonly nicBytesPerSecond: number;
  readonly nicCredits: Credits | null;
  /** One TCP connection. */
  readonly flowBytesPerSecond: number;
  readonly diskBytesPerSecond: number;
}

/** A token bucket for task launches, and the rate of one service. */
export interface LaunchRate {
  readonly burst: number;
  readonly perSecond: number;
  /** Of one service; Infinity: none. */
  readonly servicePerSecond: number;
}

/** On top of `provisionSeconds` and `createSeconds`, each where the task has it. */
export interface FargateExtras {
  readonly efsProvisionSeconds: Distribution;
  readonly efsCreateSeconds: Distribution;
  readonly serviceConnectProvisionSeconds: Distribution;
  readonly serviceConnectCreateSeconds: Distribution;
  readonly secretsProvisionSeconds: Distribution;
  /** For each container after the first. */
  readonly sidecarCreateSeconds: Distribution;
}

/** What a Fargate that kept images would have. */
export interface ImageCacheSpec {
  /**
   * `host`: the next task gets the host of one that has ended, with its images. `fleet`: every host sees the layers that
   * any task has pulled whole.
   */
  readonly scope: 'host' | 'fleet';
  readonly keepSeconds: number;
  /** Idle hosts, or bytes of layers, at most; Infinity: no limit. */
  readonly maximumHosts: number;
  readonly maximumBytes: number;
}
