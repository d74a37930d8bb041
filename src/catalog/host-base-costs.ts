/**
 * What is assumed about base images of Windows that hosts have from their beginning, where AWS publishes nothing: how
 * many an AMI brings, and how long after its publication a release is on new hosts.
 */
import type { CostEntry } from './cost.js';

const DAY = 86_400;
const AMI_DATES = 'awsdocs/amazon-ecs-developer-guide, ecs-windows-ami-versions.md: 14 AMIs of Server 2022';

export const hostBaseCosts = {
  fargateReleasesKept: {
    value: 2,
    unit: 'releases',
    source:
      'ECS developer guide, fargate-windows-behavior.html: Server Core of this month and of the month before',
    asOf: '2024-04-09',
    evidence: 'documentation',
    note: 'layers above the base are always pulled; of Nano Server nothing is said',
  },
  fargateDelaySeconds: {
    value: 3 * DAY,
    unit: 's',
    source: `estimate: in the middle of what the AMIs of ECS take; ${AMI_DATES}`,
    asOf: '2023-06-15',
    evidence: 'inferred',
    note: 'AWS does not say when the hosts of Fargate get a release: ask the first tasks after a patch day',
  },
  amiReleasesKept: {
    value: 1,
    unit: 'releases',
    source: 'estimate: an AMI is made with one release of its base image, if it has any',
    asOf: '2026-11-21',
    evidence: 'inferred',
    note: 'whether the ECS-optimized AMI brings base images was not found: "docker images" on a new instance tells; 0 is none',
  },
  amiDelaySeconds: {
    value: DAY,
    unit: 's',
    source: `${AMI_DATES}, eight a day after the second Tuesday, the others up to nine`,
    asOf: '2023-06-15',
    evidence: 'inferred',
    note: 'the median of those dates, for who takes each AMI at once; write the age of yours instead',
  },
} satisfies Record<string, CostEntry>;
