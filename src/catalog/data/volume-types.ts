/*
 * Amazon EBS volume types: what a volume gives and what it can be given.
 * gp2, gp3 before 2025-09, io1, io2: github.com/awsdocs/amazon-ec2-user-guide, doc_source/ebs-volume-types.md and general-purpose.md,
 *   commit e3707c431483ec0ffffcabebd36cf799ba682cd0, 2023-06-15. gp3 since 2025-09: AWS re:Invent 2025 session STG320 and the EBS user guide.
 * io1: 500 MiB/s with operations of 256 KiB (up to 32 000 IOPS), 1000 with 16 KiB at 64 000. Retrieved 2026-11-21. Left out: st1, sc1 (they cannot hold a root volume). Not published: the rate at which a volume loads from a snapshot without fast restore.
 */
import type { VolumeTypeRow } from '../volume-type-row.js';

export const retrieved = '2026-11-21';

export const sources = {
  guide: { what: 'EC2 user guide, ebs-volume-types.md and general-purpose.md (awsdocs/amazon-ec2-user-guide e3707c4)', date: '2023-06-15' },
  gp3new: { what: 'AWS re:Invent 2025 session STG320; EBS user guide, general-purpose.html', date: '2025-12' },
} as const;

export const volumeTypes: readonly VolumeTypeRow[] = [
  { type: 'gp3', baseIops: 3000, baseMiBps: 125, maxIops: 80000, maxMiBps: 2000, from: '2025-09', source: 'gp3new' },
  { type: 'gp3', baseIops: 3000, baseMiBps: 125, maxIops: 16000, maxMiBps: 1000, to: '2025-09', source: 'guide' },
  { type: 'gp2', baseIops: 100, baseMiBps: 128, maxIops: 16000, maxMiBps: 250, iopsPerGiB: 3, burstIops: 3000, creditIos: 5400000, fullThroughputFromGiB: 334, burstThroughputFromGiB: 170, source: 'guide' },
  { type: 'io1', maxIops: 64000, maxMiBps: 1000, maxMiBpsOfLargeIos: 500, source: 'guide' },
  { type: 'io2', maxIops: 256000, maxMiBps: 4000, source: 'guide' },
];
