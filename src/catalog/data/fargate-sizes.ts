/*
 * AWS Fargate: permitted task sizes, measured network rates, EBS limits by task size, ephemeral storage, launch rates.
 * Sizes: github.com/awsdocs/amazon-ecs-developer-guide, doc_source/AWS_Fargate.md, commit 49232cf2ab3bbe78781a45fb1a4c4cf7eee8790a,
 *   2023-06-15; 32 vCPU from 2026 copies of docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html.
 * Network: github.com/sjakthol/aws-network-benchmark, README.md, commit b355d4fc249b09414e265dbc3a66a66c4589cd4e, 2024-06-15:
 *   iperf3, traffic out of the task, ten connections, 15 minutes from a fresh task. The runs of 2020 are left out.
 * EBS: docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-fargate-performance-limits.html.
 * Launch rates: docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html, 2023-06-15; docs.aws.amazon.com/general/latest/gr/ecs-service.html, 2026.
 * Retrieved 2026-11-21. Not published: inbound network rates, rates above 4 vCPU, speed of the ephemeral disk.
 */
export const source = {
  sizes: 'AWS Fargate task definition sizes, ECS developer guide (2023-06-15; 32 vCPU: 2026 page)',
  sizesAsOf: '2023-06-15',
  size32AsOf: '2026-10-01',
  network: 'github.com/sjakthol/aws-network-benchmark b355d4f, iperf3 out of the task (2024-06-15)',
  networkAsOf: '2024-06-15',
  ebs: 'ECS developer guide, ebs-fargate-performance-limits.html (read 2026-11-21, page undated)',
  storage: 'ECS developer guide, fargate-task-storage.html (read 2026-11-21, page undated)',
  launch: 'ECS developer guide, throttling.html (2023-06-15) and general/latest/gr/ecs-service.html (2026)',
  retrieved: '2026-11-21',
} as const;

export interface FargateSizeRow {
  readonly cpuUnits: number;
  readonly memoryMiB: readonly number[];
  readonly os: readonly ('LINUX' | 'WINDOWS')[];
  readonly minPlatform: string | null;
  readonly asOf: string;
}

export const fargateSizes: readonly FargateSizeRow[] = [
  { cpuUnits: 256, memoryMiB: [512, 1024, 2048], os: ['LINUX'], minPlatform: null, asOf: '2023-06-15' },
  { cpuUnits: 512, memoryMiB: [1024, 2048, 3072, 4096], os: ['LINUX'], minPlatform: null, asOf: '2023-06-15' },
  { cpuUnits: 1024, memoryMiB: [2048, 3072, 4096, 5120, 6144, 7168, 8192], os: ['LINUX', 'WINDOWS'], minPlatform: null, asOf: '2023-06-15' },
  { cpuUnits: 2048, memoryMiB: [4096, 5120, 6144, 7168, 8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384], os: ['LINUX', 'WINDOWS'], minPlatform: null, asOf: '2023-06-15' },
  { cpuUnits: 4096, memoryMiB: [8192, 9216, 10240, 11264, 12288, 13312, 14336, 15360, 16384, 17408, 18432, 19456, 20480, 21504, 22528, 23552, 24576, 25600, 26624, 27648, 28672, 29696, 30720], os: ['LINUX', 'WINDOWS'], minPlatform: null, asOf: '2023-06-15' },
  { cpuUnits: 8192, memoryMiB: [16384, 20480, 24576, 28672, 32768, 36864, 40960, 45056, 49152, 53248, 57344, 61440], os: ['LINUX'], minPlatform: '1.4.0', asOf: '2023-06-15' },
  { cpuUnits: 16384, memoryMiB: [32768, 40960, 49152, 57344, 65536, 73728, 81920, 90112, 98304, 106496, 114688, 122880], os: ['LINUX'], minPlatform: '1.4.0', asOf: '2023-06-15' },
  { cpuUnits: 32768, memoryMiB: [61440, 122880, 249856], os: ['LINUX'], minPlatform: '1.4.0', asOf: '2026-10-01' },
];

/** Region, CPU units, memory MiB, baseline Gbit/s, burst Gbit/s, seconds at the burst rate from a fresh task. */
export const networkRuns: readonly (readonly [region: string, cpuUnits: number, memoryMiB: number, baseGbps: number, burstGbps: number, burstSeconds: number])[] = [
  ['eu-west-1', 256, 512, 0.063, 4.214, 410],
  ['eu-west-1', 256, 1024, 0.127, 4.525, 560],
  ['eu-west-1', 256, 2048, 0.254, 4.688, 710],
  ['eu-west-1', 512, 1024, 0.127, 4.571, 630],
  ['eu-west-1', 512, 2048, 0.254, 4.705, 780],
  ['eu-west-1', 512, 4096, 0.508, 4.888, 1000],
  ['eu-west-1', 1024, 2048, 0.254, 4.577, 730],
  ['eu-west-1', 1024, 4096, 0.508, 4.895, 1120],
  ['eu-west-1', 1024, 8192, 0.744, 9.719, 300],
  ['eu-west-1', 2048, 4096, 0.744, 9.72, 340],
  ['eu-west-1', 2048, 8192, 0.744, 9.556, 310],
  ['eu-west-1', 2048, 16384, 1.241, 9.827, 710],
  ['eu-west-1', 4096, 8192, 1.241, 9.829, 640],
  ['eu-west-1', 4096, 16384, 1.241, 9.869, 750],
  ['eu-west-1', 4096, 30720, 1.241, 9.735, 550],
  ['eu-north-1', 256, 512, 0.063, 4.185, 410],
  ['eu-north-1', 256, 1024, 0.127, 4.547, 570],
  ['eu-north-1', 256, 2048, 0.254, 4.683, 920],
  ['eu-north-1', 512, 1024, 0.127, 4.584, 540],
  ['eu-north-1', 512, 2048, 0.254, 4.738, 820],
  ['eu-north-1', 512, 4096, 0.508, 4.819, 900],
  ['eu-north-1', 1024, 2048, 0.254, 4.706, 920],
  ['eu-north-1', 1024, 4096, 0.508, 4.782, 1080],
  ['eu-north-1', 1024, 8192, 0.744, 9.72, 310],
  ['eu-north-1', 2048, 4096, 0.775, 11.802, 260],
  ['eu-north-1', 2048, 8192, 0.744, 9.72, 350],
  ['eu-north-1', 2048, 16384, 1.241, 9.729, 660],
  ['eu-north-1', 4096, 8192, 1.241, 9.828, 710],
  ['eu-north-1', 4096, 16384, 1.241, 9.827, 700],
  ['eu-north-1', 4096, 30720, 1.241, 9.747, 710],
];

/** CPU units, IOPS, MiB/s. */
export const ebsLimits: readonly (readonly [cpuUnits: number, iops: number, mebibytesPerSecond: number])[] = [
  [2048, 3000, 75],
  [4096, 5000, 120],
  [8192, 10000, 250],
  [16384, 15000, 500],
];

export const ephemeralStorage = { defaultGiB: 20, minimumSetGiB: 21, maximumGiB: 200 } as const;
