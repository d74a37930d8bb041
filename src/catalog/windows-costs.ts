/**
 * Costs of hosts and containers on Windows: the import of layers, launches, Fargate around a pull. Little is published,
 * and none of it by AWS as a time; the import rates are read from few reports, which each row names together with those
 * that were left to check against. Container create on EC2 is among the parameters of the model (`model.windowsContainerCreate`).
 */
import { parseDistribution } from '../units/parse-distribution.js';
import type { CostEntry } from './cost.js';

export const windowsCosts = {
  dockerImportBytesPerSecond: {
    value: 20e6,
    unit: 'B/s of a host, uncompressed',
    source:
      'aws/aws-eks-best-practices, windows/ami.adoc: 8.24 GB in more than 8 min, 17 MB/s at most; github.com/containerd/cri/issues/1355: ' +
      'some 5 GB of Server Core in 210 s and 322 s, download included, 18 to 30 MB/s without it',
    asOf: '2020-02-04',
    evidence: 'inferred',
    note:
      'one rate for all hosts, in the middle of those. Each file is written through the backup interface with its security ' +
      'descriptor, layers above the base twice, and their registry hives are merged (containerd issue 8346, 2023-04). Not used: ' +
      '32 MB/s on a fast machine (microsoft/Windows-Containers issue 607, 2025-08), 4 MB/s with Defender on Server 2016 (docker/for-win issue 671, 2017-04)',
  },
  containerdImportBytesPerSecond: {
    value: 5e6,
    unit: 'B/s of a host, uncompressed',
    source:
      'github.com/containerd/containerd/issues/4989: Server Core (5.0 to 5.7 GB) in 970 s from download to end, 5.2 to 5.9 MB/s; ' +
      'github.com/containerd/cri/issues/1355: some 5 GB in 18 min 30 s with the download, 4.7 MB/s without it',
    asOf: '2021-02-02',
    evidence: 'inferred',
    note:
      'containerd 1.x, whose process Defender scanned where Docker was excluded at its installation (kubernetes/website pull ' +
      '26600, 2021-02; the fix came to Windows in 2022, Windows-Containers issue 92). With Defender fixed or off, the rate of ' +
      'Docker is a better guess. Not used: containerd issue 11451 (2025-02), 19 min for an image of unknown size',
  },
  launchSeconds: {
    value: parseDistribution('lognormal(median 210s, p95 360s)'),
    unit: 's',
    source:
      'aws.amazon.com/blogs/containers/speeding-up-windows-container-launch-times-with-ec2-image-builder-and-image-cache-strategy: ' +
      '4 to 8 min from Auto Scaling to traffic, pull included',
    asOf: '2022',
    evidence: 'inferred',
    note: 'RunInstances to registered: Sysprep and its reboot take most of it. That a minute or two of those 4 to 8 are the pull and the start is a guess',
  },
  fastLaunchSeconds: {
    value: parseDistribution('lognormal(median 74s, p95 126s)'),
    unit: 's',
    source:
      'EC2 API reference, EnableFastLaunch: Windows instances launch up to 65 % faster from prepared snapshots',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'launchSeconds less the 65 %, which is the most that AWS claims; write it as launchTime where Fast Launch is on',
  },
  fargateProvisionSeconds: {
    value: parseDistribution('lognormal(median 160s, p95 240s)'),
    unit: 's',
    source:
      'github.com/aws/containers-roadmap/issues/2702: about 3 min for a task of a Server Core image that the host has',
    asOf: '2025-10-24',
    evidence: 'inferred',
    note:
      'those 3 min less fargateCreateSeconds; one user, one figure. In 2024-06 AWS said that Server 2022 Core had become up to ' +
      '42 % faster to have ready (aws.amazon.com/blogs/containers/windows-containers-on-aws-fargate-launch-time-improvements)',
  },
  fargateCreateSeconds: {
    value: parseDistribution('empirical(15s, 19s)'),
    unit: 's',
    source:
      'github.com/moby/moby/issues/29689 (about 15 s, Server 2016) and github.com/microsoft/Windows-Containers/issues/478 (19 s the first time)',
    asOf: '2024-04-17',
    evidence: 'inferred',
    note: 'create and start of the first container of an image on a host, which on Fargate each one is; Server Core. Nano Server takes 3 to 4 s',
  },
} satisfies Record<string, CostEntry>;
