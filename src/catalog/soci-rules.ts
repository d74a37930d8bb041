/**
 * Who may load images lazily with SOCI, and what takes an index along, since when. AWS's rules for Fargate are those of the
 * ECS developer guide (`fargate-tasks-services.html`, considerations for SOCI), dated by the announcements that changed
 * them; snapshotters on hosts of one's own ask for nothing but Linux. A rule holds from its day until a later row of the
 * same rule.
 */
import type { Evidence } from './cost.js';
import { newestBy } from './newest-by.js';

type Architecture = 'X86_64' | 'ARM64';
export type SociIndexVersion = 'v1' | 'v2';
/** What an index can follow. */
export type SociCopy = 'replication' | 'pull-through-cache' | 'retag';

/** What a dated rule says. */
export interface SociRuleValues {
  /** Architectures of Linux tasks that load lazily; on Spot, those that Spot has. */
  readonly architectures: readonly Architecture[];
  readonly spotArchitectures: readonly Architecture[];
  /** Whether one image of a task without an index has all of them pulled whole. */
  readonly allOrNothing: boolean;
  /** Versions that Fargate looks for, for an account that has not used SOCI before; v1 stays for those that have. */
  readonly indexVersions: readonly SociIndexVersion[];
  /** What takes an index of version 1 along without being told. */
  readonly v1Follows: readonly SociCopy[];
  readonly v2Follows: readonly SociCopy[];
}

export interface SociRule<Value = SociRuleValues[keyof SociRuleValues]> {
  /** ISO date, or month where the day is not known. */
  readonly from: string;
  readonly value: Value;
  readonly source: string;
  readonly evidence: Evidence;
  readonly note: string;
}

/** The day on which Fargate began to load images lazily. Source: AWS News Blog and containers blog, July 2023. */
export const sociOnFargateSince = '2023-07-18';

/** In what form AWS advises it: images of more bytes, compressed. Source: `fargate-tasks-services.html`, 2026-07. */
export const sociAdvisedBytes = 250 * 2 ** 20;

const GUIDE = 'docs.aws.amazon.com/AmazonECS/latest/developerguide, fargate-tasks-services.html';
const LAUNCH =
  'aws.amazon.com/blogs/containers, under-the-hood-lazy-loading-container-images-with-seekable-oci-and-aws-fargate';
const MANIFEST_V2 = 'github.com/awslabs/soci-snapshotter, docs/soci-index-manifest-v2.md';

export const sociRules: {
  readonly [Rule in keyof SociRuleValues]: readonly SociRule<SociRuleValues[Rule]>[];
} = {
  architectures: [
    {
      from: '2023-07-18',
      value: ['X86_64'],
      source: LAUNCH,
      evidence: 'documentation',
      note: 'x86-64 alone at launch: issue 2078 of aws/containers-roadmap',
    },
    {
      from: '2023-11',
      value: ['X86_64', 'ARM64'],
      source: `${GUIDE} (2026-07): X86_64 or ARM64`,
      evidence: 'inferred',
      note: 'when ARM64 came is not on record; taken as the month in which tasks could mix images',
    },
  ],
  spotArchitectures: [
    {
      from: '2023-07-18',
      value: ['X86_64'],
      source: 'docs.aws.amazon.com/AmazonECS/latest/developerguide, fargate-capacity-providers.html (2024)',
      evidence: 'documentation',
      note: 'Fargate Spot had no ARM64 at all',
    },
    {
      from: '2024-09-06',
      value: ['X86_64', 'ARM64'],
      source: 'aws.amazon.com/about-aws/whats-new/2024/09/amazon-ecs-graviton-based-spot-compute-fargate',
      evidence: 'documentation',
      note: 'since then the guide makes no difference between Spot and others',
    },
  ],
  allOrNothing: [
    {
      from: '2023-07-18',
      value: true,
      source: LAUNCH,
      evidence: 'documentation',
      note: 'all images of a task needed an index: issue 2076 of aws/containers-roadmap',
    },
    {
      from: '2023-11',
      value: false,
      source:
        'aws.amazon.com/about-aws/whats-new/2023/11/aws-fargate-amazon-ecs-tasks-selectively-leverage-soci',
      evidence: 'documentation',
      note: 'each image of a task is loaded as it can be',
    },
  ],
  indexVersions: [
    {
      from: '2023-07-18',
      value: ['v1'],
      source: LAUNCH,
      evidence: 'documentation',
      note: 'found by the referrers of the digest of the image',
    },
    {
      from: '2025-07',
      value: ['v2'],
      source:
        'aws.amazon.com/about-aws/whats-new/2025/07/aws-fargate-soci-index-manifest-v2-deployment-consistency',
      evidence: 'documentation',
      note: 'v1 goes on where it was used before; new accounts have had no v1 since early 2025 (issue 1575 of soci-snapshotter)',
    },
  ],
  v1Follows: [
    {
      from: '2023-07-18',
      value: ['retag'],
      source: MANIFEST_V2,
      evidence: 'inferred',
      note: 'found by the digest, which another tag does not change; copies between registries leave it behind',
    },
    {
      from: '2024-06-27',
      value: ['replication', 'retag'],
      source: 'aws.amazon.com/about-aws/whats-new/2024/06/amazon-ecr-oci-image-distribution-version-1-1',
      evidence: 'documentation',
      note: 'replication of ECR copies what refers to an image',
    },
    {
      from: '2026-04',
      value: ['replication', 'pull-through-cache', 'retag'],
      source: 'bitslovers.com/amazon-ecr-pull-through-cache-referrer-discovery-sync (2026-04)',
      evidence: 'inferred',
      note: 'the pull-through cache finds and copies referrers of upstream; what it does for SOCI is not told',
    },
  ],
  v2Follows: [
    {
      from: '2023-07-18',
      value: ['replication', 'pull-through-cache', 'retag'],
      source: MANIFEST_V2,
      evidence: 'documentation',
      note: 'the index is part of the image, and goes where it goes; a tool that copies one platform alone loses it',
    },
  ],
};

/** The rules of a day; before Fargate had SOCI, those of its first day. */
export function sociRulesOn(isoDate: string): SociRuleValues {
  return {
    architectures: sociRuleOn('architectures', isoDate).value,
    spotArchitectures: sociRuleOn('spotArchitectures', isoDate).value,
    allOrNothing: sociRuleOn('allOrNothing', isoDate).value,
    indexVersions: sociRuleOn('indexVersions', isoDate).value,
    v1Follows: sociRuleOn('v1Follows', isoDate).value,
    v2Follows: sociRuleOn('v2Follows', isoDate).value,
  };
}

/** The row that a rule has on a day. */
export function sociRuleOn<Rule extends keyof SociRuleValues>(
  rule: Rule,
  isoDate: string,
): SociRule<SociRuleValues[Rule]> {
  return newestBy(sociRules[rule], ({ from }) => from, isoDate)!;
}

/** What an index of a version follows by itself on a day. */
export function sociFollows(version: SociIndexVersion, isoDate: string): readonly SociCopy[] {
  return sociRuleOn(version === 'v1' ? 'v1Follows' : 'v2Follows', isoDate).value;
}

/** Who may load lazily on a platform. */
export interface SociPlatformRules {
  readonly privateEcrOnly: boolean;
  readonly allOrNothing: boolean;
  readonly operatingSystems: readonly ('LINUX' | 'WINDOWS')[];
  readonly platformVersions: readonly string[] | null;
  readonly architectures: readonly Architecture[];
  readonly spotArchitectures: readonly Architecture[];
}

/** Fargate's rules of a day; null before it had SOCI. Source: the rows above, and the guide for what never changed. */
export function fargateSociRules(isoDate: string): SociPlatformRules | null {
  if (isoDate < sociOnFargateSince) return null;
  const { allOrNothing, architectures, spotArchitectures } = sociRulesOn(isoDate);
  return {
    privateEcrOnly: true,
    allOrNothing,
    operatingSystems: ['LINUX'],
    platformVersions: ['1.4.0'],
    architectures,
    spotArchitectures,
  };
}

/** A snapshotter of one's own: any registry, any host that runs Linux. Source: soci-snapshotter `docs/registry.md`, 2026-08. */
export const instanceSociRules: SociPlatformRules = {
  privateEcrOnly: false,
  allOrNothing: false,
  operatingSystems: ['LINUX'],
  platformVersions: null,
  architectures: ['X86_64', 'ARM64'],
  spotArchitectures: ['X86_64', 'ARM64'],
};
