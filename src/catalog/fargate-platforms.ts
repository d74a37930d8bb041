/**
 * Platform versions of AWS Fargate: what they run containers with, where layers lie, how long a task is billed at least,
 * and what Spot is sold for. Sources: ECS developer guide, platform-linux-fargate.md, platform-windows-fargate.md and
 * AWS_Fargate.md (2023-06-15), fargate-task-storage.html; aws.amazon.com/fargate/pricing (2026-09-28). Left out: platform
 * versions before 1.3.0, which are retired.
 */
import { fargateBilling } from './fargate-prices.js';

export interface FargatePlatform {
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
  readonly version: string;
  /** Whether it is what LATEST means. */
  readonly isLatest: boolean;
  /** Name of a runtime preset. */
  readonly runtime: string;
  readonly architectures: readonly ('X86_64' | 'ARM64')[];
  /** Storage that layers have for themselves, packed and unpacked; null: the ephemeral storage of the task, which can be chosen. */
  readonly layerStorageBytes: number | null;
  readonly minimumBilledSeconds: number;
  readonly source: string;
}

export const fargatePlatforms: readonly FargatePlatform[] = [
  {
    operatingSystem: 'LINUX',
    version: '1.4.0',
    isLatest: true,
    runtime: 'fargate-1.4',
    architectures: ['X86_64', 'ARM64'],
    layerStorageBytes: null,
    minimumBilledSeconds: fargateBilling.linuxMinimumSeconds,
    source: 'ECS developer guide, platform-linux-fargate.md (2023-06-15)',
  },
  {
    operatingSystem: 'LINUX',
    version: '1.3.0',
    isLatest: false,
    runtime: 'fargate-1.3',
    architectures: ['X86_64'],
    layerStorageBytes: 10e9,
    minimumBilledSeconds: fargateBilling.linuxMinimumSeconds,
    source: 'ECS developer guide, platform-linux-fargate.md and fargate-task-storage.md (2023-06-15)',
  },
  {
    operatingSystem: 'WINDOWS',
    version: '1.0.0',
    isLatest: true,
    runtime: 'fargate-windows',
    architectures: ['X86_64'],
    layerStorageBytes: null,
    minimumBilledSeconds: fargateBilling.windowsMinimumSeconds,
    source: 'ECS developer guide, platform-windows-fargate.md (2023-06-15)',
  },
];

/** Since when Fargate Spot is sold for an architecture of Linux; for Windows it never was. */
const spotSince: Readonly<Record<'X86_64' | 'ARM64', string>> = {
  X86_64: '2019-12-03',
  ARM64: '2024-09-06',
};

/** The versions that there are, of any operating system. */
export function fargatePlatformVersions(): readonly string[] {
  return [...new Set(fargatePlatforms.map(({ version }) => version))];
}

/** The platform of this version, where `LATEST` is the newest; undefined where the operating system has none such. */
export function findFargatePlatform(
  operatingSystem: 'LINUX' | 'WINDOWS',
  version: string,
): FargatePlatform | undefined {
  return fargatePlatforms.find(
    (platform) =>
      platform.operatingSystem === operatingSystem &&
      (version === 'LATEST' ? platform.isLatest : platform.version === version),
  );
}

/** The day (`YYYY-MM-DD`) on which Spot came for Linux tasks of an architecture. Source: AWS, What's New (2019-12, 2024-09). */
export function fargateSpotSince(architecture: 'X86_64' | 'ARM64'): string {
  return spotSince[architecture];
}
