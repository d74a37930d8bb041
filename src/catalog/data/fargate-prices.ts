/*
 * AWS Fargate prices: USD per vCPU-hour and per GB-hour of task memory; Spot floats, one reading each.
 * Sources: AWS Price List API (offers of 2026-09-11 and 2022-11-21; Spot feed read 2026-09-28);
 *   github.com/theuves/fgcalc, src/utils/data.js, commit 6e1547cb32ede8af7159e1ce0a58a00ccfd31093, for 21 more Regions.
 * Retrieved 2026-11-21. Not found: Spot and ARM for other Regions; the day on which the Windows price halved.
 */
export const sources = {
  plist0928: 'AWS Price List API, AmazonECS offer of 2026-09-11 and EC2, VPC, data-transfer offers read 2026-09-28',
  plist2211: 'AWS Price List API, AmazonECS offer version 20221121182130',
  regional: 'github.com/theuves/fgcalc 6e1547c, src/utils/data.js (2021-01), stated equal to the price list on 2026-09-29',
} as const;

export const retrieved = '2026-11-21';

export const billing = {
  linuxMinimumSeconds: 60,
  windowsMinimumSeconds: 300,
  from: 'start of the image pull',
  to: 'stop of the task',
  source: 'plist0928',
  asOf: '2026-09-28',
} as const;

/** Ephemeral storage above the free part, USD per GB-hour. */
export const ephemeralStoragePrice = { region: 'us-east-1', usdPerGBHour: 0.000111, aboveGiB: 20, source: 'plist0928', asOf: '2026-09-11' } as const;

/** id, Region, USD per vCPU-hour, USD per GB-hour, operating-system USD per vCPU-hour, date, key of sources, note. */
export const fargatePrices: readonly (readonly [id: string, region: string, usdPerVcpuHour: number, usdPerGBHour: number, osUsdPerVcpuHour: number | null, asOf: string, source: keyof typeof sources, note: string | null])[] = [
  ['linux.x86', 'us-east-1', 0.04048, 0.004445, null, '2026-09-11', 'plist0928', null],
  ['linux.arm', 'us-east-1', 0.03238, 0.00356, null, '2026-09-11', 'plist0928', null],
  ['linux.arm', 'eu-west-1', 0.03238, 0.00356, null, '2026-09-11', 'plist0928', null],
  ['linux.arm', 'ap-south-1', 0.02383, 0.00261, null, '2026-09-11', 'plist0928', null],
  ['spot.x86', 'us-east-1', 0.01288871, 0.00141527, null, '2026-09-28', 'plist0928', 'floats'],
  ['spot.x86', 'eu-west-1', 0.01224056, 0.0013441, null, '2026-09-28', 'plist0928', 'floats'],
  ['spot.x86', 'ap-south-2', 0.012768, 0.0013965, null, '2026-09-28', 'plist0928', 'floats'],
  ['spot.arm', 'us-east-1', 0.01030969, 0.00113349, null, '2026-09-28', 'plist0928', 'floats'],
  ['spot.arm', 'eu-west-1', 0.00979124, 0.00107649, null, '2026-09-28', 'plist0928', 'floats'],
  ['spot.arm', 'ap-south-2', 0.007149, 0.000783, null, '2026-09-28', 'plist0928', 'floats'],
  ['windows', 'us-east-1', 0.046552, 0.00511175, 0.046, '2026-09-11', 'plist0928', 'the worked example on the pricing page still uses about 0.0915 and 0.0100; confirmed for us-east-2 by winUse2'],
  ['windows', 'us-east-1', 0.09148, 0.01005, 0.046, '2022-11-01', 'plist2211', 'earlier price; date of change not found'],
  ['linux.x86', 'af-south-1', 0.0546, 0.006, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'ap-east-1', 0.0556, 0.0061, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'ap-northeast-1', 0.05056, 0.00553, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'ap-northeast-2', 0.04656, 0.00511, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'ap-south-1', 0.04256, 0.004655, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'ap-southeast-1', 0.05056, 0.00553, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'ap-southeast-2', 0.04856, 0.00532, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'ca-central-1', 0.04456, 0.004865, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'eu-central-1', 0.04656, 0.00511, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'eu-north-1', 0.0445, 0.0049, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'eu-south-1', 0.0486, 0.0053, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'eu-west-1', 0.04048, 0.004445, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'eu-west-2', 0.04656, 0.00511, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'eu-west-3', 0.0486, 0.0053, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'me-south-1', 0.0526, 0.0058, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'sa-east-1', 0.0696, 0.0076, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'us-east-2', 0.04048, 0.004445, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'us-gov-east-1', 0.0486, 0.0053, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'us-gov-west-1', 0.0486, 0.0053, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'us-west-1', 0.04656, 0.00511, null, '2026-09-29', 'regional', null],
  ['linux.x86', 'us-west-2', 0.04048, 0.004445, null, '2026-09-29', 'regional', null],
];
