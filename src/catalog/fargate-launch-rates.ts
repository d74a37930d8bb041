/**
 * How fast Fargate tasks may be launched by default: a token bucket for an account and Region, one for on-demand and one
 * for Spot, and a rate for each service. AWS gives new Regions lower rates than established ones and does not publish
 * which those are. The rule here: established is what every account has without opting in, which are the Regions up to
 * 2019 and Osaka; us-east-1 and eu-west-1 are confirmed, the others inferred. All can be raised on request; the
 * developer guide shows the rates of established Regions only.
 */
import type { Evidence } from './cost.js';
import { findQuota, type Quota } from './quotas.js';

/** Structurally the model's `LaunchRate`, with where it comes from. */
export interface FargateLaunchRate {
  /** Tasks that can be launched at once. */
  readonly burst: number;
  readonly perSecond: number;
  /** Of one service. */
  readonly servicePerSecond: number;
  readonly isEstablished: boolean;
  readonly source: string;
  readonly asOf: string;
  readonly evidence: Evidence;
  readonly note: string;
}

const CONFIRMED: readonly string[] = ['us-east-1', 'eu-west-1'];

/** Enabled in every account: AWS account management guide, manage-acct-regions.html (2025). */
const WITHOUT_OPT_IN: readonly string[] = [
  ...CONFIRMED,
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
];

const SECONDS_A_MINUTE = 60;

/** The default launch rates of a Region; the same for on-demand and Spot, each of which has a bucket of its own. */
export function fargateLaunchRate(region: string): FargateLaunchRate {
  const isEstablished = WITHOUT_OPT_IN.includes(region);
  const suffix = isEstablished ? '' : '.otherRegions';
  const launch = quotaOf(`fargate.launch${suffix}`);
  const service = quotaOf(`service.launchFargate${suffix}`);
  const isConfirmed = CONFIRMED.includes(region);
  return {
    burst: launch.burst ?? launch.value,
    perSecond: launch.value,
    servicePerSecond: service.value / SECONDS_A_MINUTE,
    isEstablished,
    source: launch.source,
    asOf: launch.asOf ?? launch.retrieved,
    evidence: isConfirmed ? 'documentation' : 'inferred',
    note: isConfirmed
      ? 'confirmed for this Region'
      : `AWS does not publish which Regions have it: ${region} counts as ${isEstablished ? 'established, as it needs no opt-in' : 'one of the others'}`,
  };
}

function quotaOf(id: string): Quota & { readonly value: number } {
  const quota = findQuota(id);
  if (quota === undefined || quota.value === null) throw new Error(`the catalogue lacks ${id}`);
  return { ...quota, value: quota.value };
}
