/**
 * Every parameter of the model that is not a property of something a scenario names: delays of the ECS
 * control plane and of the agent, round trips of a connection, rates of one core. Each is a default that a
 * scenario may override under `model:`. Values marked `inferred` are the ones a calibration may move.
 */
import { empirical } from '../units/distribution.js';
import { parseDistribution } from '../units/parse-distribution.js';
import type { CostEntry } from './cost.js';

const PULL_PROBE = 'github.com/k-k1/agent-fleet, docs/62-ecs-start-latency.md (7027c1c)';
const EC2_PROBE = 'github.com/k-k1/agent-fleet, docs/64-ec2-persistent-workspace.md (0005dd3)';
const PROBE_DATE = '2026-08-15';

export const modelCosts = {
  jitter: {
    value: true,
    unit: 'true or false',
    source: 'choice of the model',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'false draws the median of every distribution',
  },
  schedulerDelay: {
    value: empirical([
      7.7, 7.5, 11.0, 9.1, 6.3, 7.8, 7.3, 4.7, 5.3, 8.6, 3.2, 6.3, 6.2, 7.7, 7.3, 6.4, 3.7, 10.9, 7.8, 6.2,
      8.0,
    ]),
    unit: 's',
    source: PULL_PROBE,
    asOf: PROBE_DATE,
    evidence: 'measured',
    note: 'UpdateService call to createdAt, desired count 0 to 1, 21 runs in six variants, ap-northeast-1',
  },
  runTaskDelay: {
    value: parseDistribution('lognormal(median 0.3s, p95 0.6s)'),
    unit: 's',
    source: 'estimate: the time of one API call, whose answer carries createdAt',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'no scheduler loop lies between the call and the task; no measurement was found',
  },
  ec2AwsvpcProvision: {
    value: parseDistribution('lognormal(median 6s, p95 12s)'),
    unit: 's',
    source: EC2_PROBE,
    asOf: PROBE_DATE,
    evidence: 'inferred',
    note: '24 s were measured with Service Connect (n = 1); without its side-car only the interface and the pause container remain',
  },
  ec2BridgeProvision: {
    value: parseDistribution('lognormal(median 0.3s, p95 0.8s)'),
    unit: 's',
    source: 'amazon-ecs-agent, agent/acs and agent/engine: payload, task manager, first transition',
    asOf: '2026-06-30',
    evidence: 'inferred',
    note: 'no network interface to wait for; warm starts of 1 to 3 s in containers-roadmap issue 696 bound it from above',
  },
  containerCreate: {
    value: parseDistribution('lognormal(median 0.6s, p95 1.2s)'),
    unit: 's',
    source: 'github.com/aws/containers-roadmap/issues/696 (warm starts of 1 to 3 s)',
    asOf: '2020-02-21',
    evidence: 'inferred',
    note: 'docker create and start of one Linux container; volume mounts and Service Connect would add to it',
  },
  taskStop: {
    value: parseDistribution('empirical(6.9s, 12.9s)'),
    unit: 's',
    source: EC2_PROBE,
    asOf: PROBE_DATE,
    evidence: 'measured',
    note: 'desired count 0 until the task is gone, two runs; applications that ignore SIGTERM take their stopTimeout longer',
  },
  imageInspect: {
    value: parseDistribution('10ms'),
    unit: 's',
    source: EC2_PROBE,
    asOf: PROBE_DATE,
    evidence: 'inferred',
    note: 'one call on the local Docker socket; a whole check of a cached image took 45 to 90 ms',
  },
  imageTag: {
    value: parseDistribution('15ms'),
    unit: 's',
    source: EC2_PROBE,
    asOf: PROBE_DATE,
    evidence: 'inferred',
    note: 'tag and inspect after a pull by digest; same bound as imageInspect',
  },
  imageRemove: {
    value: parseDistribution('0.5s'),
    unit: 's',
    source: 'amazon-ecs-agent, agent/engine/docker_image_manager.go: one RemoveImage call for each image',
    asOf: '2026-06-30',
    evidence: 'inferred',
    note: 'deleting some 10 000 files of overlay2 layers; no measurement found',
  },
  tcpRoundTrips: {
    value: 1,
    unit: 'round trips',
    source: 'RFC 9293, section 3.5: SYN, SYN-ACK, then data',
    asOf: '2022-08',
    evidence: 'documentation',
    note: '',
  },
  tlsRoundTrips: {
    value: 1,
    unit: 'round trips',
    source: 'RFC 8446, section 2: TLS 1.3 handshake',
    asOf: '2018-08',
    evidence: 'documentation',
    note: 'TLS 1.2 takes 2; resumption is not modelled',
  },
  unreachableTimeoutSeconds: {
    value: 15,
    unit: 's',
    source: 'moby v25.0.16, registry/auth.go: time limit of the ping that opens a pull',
    asOf: '2026-08-23',
    evidence: 'source code',
    note: 'TLS handshake 10 s and dial 30 s are limits of their own; the ping comes first',
  },
  layerOverheadSeconds: {
    value: 0.03,
    unit: 's per layer',
    source: 'github.com/spegel-org/benchmark, 1 and 4 layers of equal bytes (71992ff)',
    asOf: '2024-04-23',
    evidence: 'inferred',
    note: 'mount, metadata and tar-split; the four-layer image lost about this much per layer at 10 MB; published nowhere',
  },
  sha256BytesPerSecond: {
    value: 1e9,
    unit: 'B/s per core',
    source: 'estimate: one core with SHA extensions 1 to 2 GB/s, without about 0.4 GB/s',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'the runtimes publish no rate; the low end is taken',
  },
  downloadCpuBytesPerSecond: {
    value: 600e6,
    unit: 'B/s per core',
    source: 'estimate: AES-GCM with hardware support plus two copies through the kernel, one core',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'the fastest published single pull, 14.24 GB in 34.9 s on p5.48xlarge, needs at least 408 MB/s over all cores',
  },
  untarBytesPerSecond: {
    value: 900e6,
    unit: 'B/s per core, uncompressed',
    source: 'github.com/containerd/containerd/issues/13559: untar of a 2.7 GiB layer well under 2 s',
    asOf: '2026-06-09',
    evidence: 'inferred',
    note: 'parse, copy and write calls; the disk is a resource of its own',
  },
  fileCpuSeconds: {
    value: 50e-6,
    unit: 's per file',
    source: 'estimate: creating a file on a local journalling file system, 20 to 100 µs',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'published nowhere for image layers; runs beside decompression where that is a process of its own',
  },
  fileDiskBytes: {
    value: 4096,
    unit: 'B per file',
    source:
      'estimate from the layout of ext4 and XFS: half a block of 4 KiB on average, 512 B of inode, directory entry, journal',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'with it the cold pull of 918 MiB on m7i.large comes out at 28.5 s, measured 31.8 s (github.com/k-k1/agent-fleet, docs/64)',
  },
  indexBytesPerPlatform: {
    value: 500,
    unit: 'B',
    source:
      'estimate from OCI image specification 1.1, image-index.md: one descriptor with platform and annotations',
    asOf: '2024-02',
    evidence: 'inferred',
    note: 'counted from the fields, attestation descriptors not included',
  },
  manifestBytes: {
    value: 2500,
    unit: 'B',
    source: 'estimate from OCI image specification 1.1, manifest.md: about 160 bytes a layer plus the frame',
    asOf: '2024-02',
    evidence: 'inferred',
    note: 'ten layers; the size matters to nothing but the last digit',
  },
} satisfies Record<string, CostEntry>;
