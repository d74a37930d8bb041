/**
 * Costs of what runs tasks: EC2 hosts before the first task, Fargate around a pull, decoders of the container
 * runtimes, and the figures that stand in where a catalogue image lacks them.
 */
import { parseByteRate } from '../units/byte-rate.js';
import { parseDistribution } from '../units/parse-distribution.js';
import { parseSize } from '../units/size.js';
import type { CostEntry } from './cost.js';

const PULL_PROBE = 'github.com/k-k1/agent-fleet, docs/62-ecs-start-latency.md (7027c1c)';

export const hostCosts = {
  launchSeconds: {
    value: parseDistribution('lognormal(median 24.2s, p95 40s)'),
    unit: 's',
    source:
      'github.com/k-k1/agent-fleet, docs/64-ec2-persistent-workspace.md (0005dd3): RunInstances to registered, m7i.large',
    asOf: '2026-08-15',
    evidence: 'measured',
    note: 'median from one run; the 95th percentile from 40 s, EC2 launch to node ready, in awslabs/data-on-eks (2026)',
  },
  volumeBytes: {
    value: parseSize('30 GiB'),
    unit: 'B',
    source:
      'aws/amazon-ecs-ami, al2023.pkr.hcl: root volume of the ECS-optimized AMI, gp3 without provisioned rates',
    asOf: '2026-08-21',
    evidence: 'source code',
    note: 'gp3 then gives 3000 IOPS and 125 MiB/s',
  },
  diskUsedBytes: {
    value: 3e9,
    unit: 'B',
    source: 'estimate: Amazon Linux 2023 with Docker and the agent image',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'not published; measure with df on a fresh instance where the disk is tight',
  },
  hyperthreadYield: {
    value: 1.2,
    unit: 'work of two threads on one core ÷ work of one',
    source:
      'Marr et al., Hyper-Threading Technology, Intel Technology Journal 6(1): 16 to 28 % on server loads',
    asOf: '2002-02',
    evidence: 'inferred',
    note: 'the middle of that range. AMD with one thread a core and Graviton have none of it',
  },
  networkBurstSeconds: {
    value: 300,
    unit: 's at the burst rate, from full credits',
    source: 'EC2 user guide, instance network bandwidth: a burst lasts 5 to 60 minutes by instance size',
    asOf: '2023-06-15',
    evidence: 'inferred',
    note: 'the size of the bucket is not published; the least that is stated, for all sizes. Credits are full at launch',
  },
  ebsBurstSeconds: {
    value: 1800,
    unit: 's at the maximum rate, from full credits',
    source:
      'EC2 user guide, EBS-optimized instance types: maximum performance for 30 minutes at least once every 24 hours',
    asOf: '2023-06-15',
    evidence: 'documentation',
    note: 'credits come back at the rate of the baseline, which is faster than once a day; that is not published',
  },
  volumeIoBytes: {
    value: parseSize('256 KiB'),
    unit: 'B',
    source:
      'EBS user guide, I/O characteristics: SSD volumes count up to 256 KiB as one operation, and merge what lies together',
    asOf: '2023-06-15',
    evidence: 'documentation',
    note: 'write-back of unpacked layers is mostly sequential; many small files make more and smaller operations',
  },
  instanceStoreBytesPerSecondPerByte: {
    value: 1.16e-3,
    unit: 'B/s per B of a disk',
    source:
      'gist.github.com/ouranos/bcad6055ff7cfe5c3903a60ff5c3ade4: direct writes at 349 MB/s to the 300 GB disk of m5d.4xlarge',
    asOf: '2019',
    evidence: 'inferred',
    note: 'AWS publishes operations per second only, which grow with the size of the disk; newer generations are faster for reads',
  },
  snapshotBytesPerSecond: {
    value: 57.4e6,
    unit: 'B/s',
    source:
      'github.com/k-k1/agent-fleet, docs/64-ec2-persistent-workspace.md (0005dd3): first read of a volume restored from a snapshot',
    asOf: '2026-08-15',
    evidence: 'measured',
    note: 'gp3, sequential, one volume; 131 MB/s when read again. AWS promises no rate without a paid one or fast snapshot restore',
  },
  dirtyShare: {
    value: 0.2,
    unit: 'share of the available memory',
    source: 'Linux, Documentation/admin-guide/sysctl/vm.rst: vm.dirty_ratio, 20 by default',
    asOf: '2024-10',
    evidence: 'source code',
    note: 'Amazon Linux does not change it',
  },
  dirtyBackgroundShare: {
    value: 0.1,
    unit: 'share of the available memory',
    source: 'Linux, Documentation/admin-guide/sysctl/vm.rst: vm.dirty_background_ratio, 10 by default',
    asOf: '2024-10',
    evidence: 'source code',
    note: 'below it the volume writes only what is old',
  },
  dirtyExpireSeconds: {
    value: 30,
    unit: 's',
    source: 'Linux, Documentation/admin-guide/sysctl/vm.rst: vm.dirty_expire_centisecs, 3000 by default',
    asOf: '2024-10',
    evidence: 'source code',
    note: 'the flusher looks every 5 s, which is left out',
  },
  availableMemoryShare: {
    value: 0.9,
    unit: 'share of the memory',
    source:
      'estimate: what kernel, agent and daemon leave; github.com/converged-computing/container-chonks, pulls on c5a.4xlarge break at 7 to 9 GB',
    asOf: '2024-06',
    evidence: 'inferred',
    note: 'memory of running tasks is not taken off',
  },
  pageCacheBytesPerSecond: {
    value: 2e9,
    unit: 'B/s',
    source: 'estimate: one thread that copies into new pages of memory, 1 to 3 GB/s',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'high enough that decompression binds before it does',
  },
} satisfies Record<string, CostEntry>;

/** Two file systems, Service Connect and secrets were measured together. */
const JOINT_PROVISION =
  'created to pull start: 14.2 s (one run) and 16 s (the author’s budget) with two EFS volumes, Service Connect and SSM secrets, against 10.3 s bare. ' +
  'Only the joint 3.9 to 5.7 s are measured; they are divided equally among the four, which is inferred';
const JOINT_CREATE =
  'pull end to start: 36.1 s (one run) and 25 s (the author’s budget) with two EFS volumes and Service Connect, against 2.9 s bare. ' +
  'Only the joint 22.1 to 33.2 s are measured; they are divided equally among the three, which is inferred';

export const fargateCosts = {
  provisionSeconds: {
    value: parseDistribution('empirical(9.8s, 11.5s, 9.5s)'),
    unit: 's',
    source: PULL_PROBE,
    asOf: '2026-08-15',
    evidence: 'measured',
    note: 'createdAt to pullStartedAt, three cold runs, 1 vCPU, private subnets; 14.2 s with EFS and Service Connect',
  },
  createSeconds: {
    value: parseDistribution('empirical(3.0s, 3.8s, 2.0s)'),
    unit: 's',
    source: PULL_PROBE,
    asOf: '2026-08-15',
    evidence: 'measured',
    note: 'pullStoppedAt to startedAt, three cold runs; 36 s with two EFS volumes, secrets and Service Connect',
  },
  efsProvisionSeconds: {
    value: parseDistribution('empirical(0.98s, 1.43s)'),
    unit: 's for each file system',
    source: PULL_PROBE,
    asOf: '2026-08-15',
    evidence: 'inferred',
    note: JOINT_PROVISION,
  },
  serviceConnectProvisionSeconds: {
    value: parseDistribution('empirical(0.98s, 1.43s)'),
    unit: 's',
    source: PULL_PROBE,
    asOf: '2026-08-15',
    evidence: 'inferred',
    note: JOINT_PROVISION,
  },
  secretsProvisionSeconds: {
    value: parseDistribution('empirical(0.98s, 1.43s)'),
    unit: 's',
    source: PULL_PROBE,
    asOf: '2026-08-15',
    evidence: 'inferred',
    note: JOINT_PROVISION,
  },
  efsCreateSeconds: {
    value: parseDistribution('empirical(7.4s, 11.1s)'),
    unit: 's for each file system',
    source: PULL_PROBE,
    asOf: '2026-08-15',
    evidence: 'inferred',
    note: JOINT_CREATE,
  },
  serviceConnectCreateSeconds: {
    value: parseDistribution('empirical(7.4s, 11.1s)'),
    unit: 's',
    source: PULL_PROBE,
    asOf: '2026-08-15',
    evidence: 'inferred',
    note: JOINT_CREATE,
  },
  sidecarCreateSeconds: {
    value: parseDistribution('empirical(0.67s, 1s)'),
    unit: 's for each container after the first',
    source:
      'README of a Datadog support sandbox, “ECS Fargate - Task Startup Delay with Sidecar Instrumentation” (agent 7.76.3), us-east-1, 1 vCPU',
    asOf: '2026',
    evidence: 'measured',
    note: 'a task of one container took no second between pull and start, one of four took 2 to 3 s (whole seconds, few runs); divided by three. Their pulls are extra, and simulated',
  },
  diskFloorBytesPerSecond: {
    value: parseByteRate('250 MiB/s'),
    unit: 'B/s',
    source: `estimate: high enough not to bind one vCPU; ${PULL_PROBE}; stackoverflow.com/questions/51618252`,
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'the speed of the ephemeral disk is not published. A user saw the same image take 8 min at 1 vCPU and under 4 min at 4, so cores bind there and not the disk; larger tasks take the EBS limit of their size where it is higher',
  },
} satisfies Record<string, CostEntry>;

export const decoderCosts = {
  gzipUnpigzBytesPerSecond: {
    value: 95e6,
    unit: 'B/s per core, compressed',
    source:
      'unpigz over Go gzip: 1.1 times on i5-1240P (containerd pull 9200), 1.4 on Xeon 8259CL (pull 6957)',
    asOf: '2023-10-06',
    evidence: 'inferred',
    note: 'times the Go rate of 83 MB/s (79 to 84 MiB/s on Xeon 8488C and Grace, containerd issue 13559) gives 91 to 116 MB/s; 19.3 GB at 68 MB/s end to end (AWS blog, 2026-06-03) is a lower bound',
  },
  gzipGoBytesPerSecond: {
    value: 83e6,
    unit: 'B/s per core, compressed',
    source:
      'github.com/containerd/containerd/issues/13559: 79 MiB/s on Xeon 8488C, 84 on NVIDIA Grace, compressed in',
    asOf: '2026-06-09',
    evidence: 'measured',
    note: 'compress/gzip of the Go library, in containerd up to 2.3 and in Docker, where no faster program is installed; 39 MiB/s on a laptop',
  },
  gzipKlauspostBytesPerSecond: {
    value: 124e6,
    unit: 'B/s per core, compressed',
    source:
      'github.com/containerd/containerd/pull/13560: 1.49 times the Go library on a CUDA layer, 1.45 on a PyTorch layer',
    asOf: '2026-06-09',
    evidence: 'measured',
    note: 'github.com/klauspost/compress, in containerd from 2.4: 1.5 times 83 MB/s; 1.7 times on Threadripper 3945WX (moby pull 52760)',
  },
  gzipIgzipBytesPerSecond: {
    value: 110e6,
    unit: 'B/s per core, compressed',
    source: 'containerd 2.0 release notes: igzip is faster than Go and pigz; no rate is published',
    asOf: '2024-11-05',
    evidence: 'inferred',
    note: 'a little faster than unpigz, as small pipe buffers keep it from what ISA-L does alone; measure where it matters',
  },
  tarSplitBytesPerSecond: {
    value: 1e9,
    unit: 'B/s per core, uncompressed',
    source:
      'moby v25.0.16, layer/layer_store.go and vbatts/tar-split: CRC-64 (Go hash/crc64) and a copy of every byte',
    asOf: '2026-08-23',
    evidence: 'inferred',
    note: 'the graph driver only; hash/crc64 does some 1.2 GB/s, the pipe behind it several',
  },
  zstdBytesPerSecond: {
    value: 180e6,
    unit: 'B/s per core, compressed',
    source: 'github.com/containerd/containerd/pull/6957: 389 to 577 MB/s out, in-process zstd',
    asOf: '2022-05-18',
    evidence: 'inferred',
    note: 'divided by 2.1, the ratio of image layers; the low end is taken',
  },
} satisfies Record<string, CostEntry>;

export const imageCosts = {
  uncompressedRatio: {
    value: 2.42,
    unit: 'uncompressed ÷ compressed',
    source: 'docker-library/repo-info b0b789f: median of 932 official images over 2 MB',
    asOf: '2018-01-29',
    evidence: 'measured',
    note: '5th and 95th percentile 1.28 and 3.11; 2.27 when weighted by bytes',
  },
  uncompressedRatioMachineLearning: {
    value: 1.9,
    unit: 'uncompressed ÷ compressed',
    source:
      'containerd issue 13559 and pull 13560 (CUDA layer 1.89, PyTorch layer 2.06), Future tech blog 20250626a (1.67), a transformers image (1.91)',
    asOf: '2026-06-09',
    evidence: 'measured',
    note: 'median of four; for images of machine learning and HPC',
  },
  uncompressedRatioWindows: {
    value: 2.25,
    unit: 'uncompressed ÷ compressed',
    source:
      'sizes of Windows base images shown by docker images (Docker 28.4.0) over compressed sizes in dotnet/versions',
    asOf: '2026-08-21',
    evidence: 'inferred',
    note: 'between 2.2 and 2.3; the listing is undated, so the compressed size is a range',
  },
  filesPerMegabyte: {
    value: 30,
    unit: 'files per 10^6 B, uncompressed',
    source: 'estimate: an image of 1 GB with a language and its libraries holds some 30 000 files',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'single binaries have next to none, node_modules several times as many; give `files` where it matters',
  },
  filesPerMegabyteMachineLearning: {
    value: 5,
    unit: 'files per 10^6 B, uncompressed',
    source:
      'estimate: CUDA libraries are files of 10 MB to 1 GB, a PyTorch installation has some 10 000 files a gigabyte or fewer',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'for images of machine learning and HPC; with 30 the files alone would take longer than the published unpacks of such layers (containerd issue 13559: 2.7 GiB untarred well under 2 s)',
  },
  configBytes: {
    value: 8000,
    unit: 'B',
    source: 'estimate from OCI image specification 1.1, config.md: history and one diff id for each layer',
    asOf: '2024-02',
    evidence: 'inferred',
    note: 'ten layers with their history',
  },
} satisfies Record<string, CostEntry>;
