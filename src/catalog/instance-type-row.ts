/** One EC2 instance type as the data file writes it; null is "not published". */
export type InstanceTypeRow = readonly [
  name: string,
  vcpu: number,
  cores: number,
  memoryMiB: number,
  architecture: 'x86_64' | 'arm64',
  clockGhz: number,
  networkGbps: number,
  networkBurstGbps: number,
  networkCards: number,
  ebsMBps: number,
  ebsMaxMBps: number,
  ebsIops: number,
  ebsMaxIops: number,
  instanceStore: readonly [disks: number, gigabytesEach: number] | null,
  usdPerHour: number | null,
  note?: string,
];
