/** One EBS volume type as the data file writes it. Throughput in MiB/s; absent is "depends on what is provisioned". */
export interface VolumeTypeRow {
  readonly type: 'gp2' | 'gp3' | 'io1' | 'io2';
  readonly baseIops?: number;
  readonly baseMiBps?: number;
  readonly maxIops: number;
  readonly maxMiBps: number;
  readonly iopsPerGiB?: number;
  readonly burstIops?: number;
  /** Operations that the bucket of burst credits holds; full at the start. */
  readonly creditIos?: number;
  /** Throughput with the largest operations, where more takes smaller ones and more of them. */
  readonly maxMiBpsOfLargeIos?: number;
  /** From this size on the maximum is reached while burst credits last. */
  readonly burstThroughputFromGiB?: number;
  /** From this size on the maximum is reached always. */
  readonly fullThroughputFromGiB?: number;
  readonly from?: string;
  readonly to?: string;
  /** Key of the file's `sources`. */
  readonly source: 'guide' | 'gp3new';
}
