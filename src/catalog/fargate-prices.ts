/**
 * What a Fargate task costs: USD per vCPU-hour and per GB-hour of its memory, on demand and Spot, by Region.
 * Billing runs from the start of the image pull. Spot floats: one reading a Region. Left out: savings plans.
 */
import { billing, ephemeralStoragePrice, fargatePrices, retrieved, sources } from './data/fargate-prices.js';
import { newestBy } from './newest-by.js';

export interface FargateOffer {
  readonly region: string;
  readonly operatingSystem: 'LINUX' | 'WINDOWS';
  readonly architecture: 'X86_64' | 'ARM64';
  readonly spot: boolean;
}

export interface FargatePrice {
  readonly region: string;
  readonly usdPerVcpuHour: number;
  readonly usdPerGBHour: number;
  /** Windows licence, added for each vCPU; 0 on Linux. */
  readonly osUsdPerVcpuHour: number;
  readonly note: string | null;
  readonly source: string;
  readonly asOf: string;
  readonly retrieved: string;
}

/** Least time that is billed, and when billing begins. Source: AWS price list, read 2026-09-28. */
export const fargateBilling = {
  linuxMinimumSeconds: billing.linuxMinimumSeconds,
  windowsMinimumSeconds: billing.windowsMinimumSeconds,
  from: billing.from,
  to: billing.to,
  source: sources[billing.source],
  asOf: billing.asOf,
} as const;

/** USD per GB-hour of ephemeral storage above the free part, us-east-1. Source: AWS price list, 2026-09-11. */
export const fargateStoragePrice = {
  ...ephemeralStoragePrice,
  source: sources[ephemeralStoragePrice.source],
} as const;

/** The price of an offer on a day (`YYYY-MM-DD`, default: the newest), or undefined where none is known. */
export function findFargatePrice(offer: FargateOffer, date = '9999'): FargatePrice | undefined {
  const id = offerId(offer);
  const rows = fargatePrices.filter((row) => row[0] === id && row[1] === offer.region);
  const row = newestBy(rows, ([, , , , , asOf]) => asOf, date);
  if (row === undefined) return undefined;
  const [, region, usdPerVcpuHour, usdPerGBHour, osUsdPerVcpuHour, asOf, source, note] = row;
  return {
    region,
    usdPerVcpuHour,
    usdPerGBHour,
    osUsdPerVcpuHour: osUsdPerVcpuHour ?? 0,
    note,
    source: sources[source],
    asOf,
    retrieved,
  };
}

/** Spot is not sold for Windows, nor Windows on ARM; no price is found for those. */
function offerId({ operatingSystem, architecture, spot }: FargateOffer): string {
  const processor = architecture === 'ARM64' ? 'arm' : 'x86';
  if (operatingSystem === 'WINDOWS') return spot || architecture === 'ARM64' ? 'not sold' : 'windows';
  return `${spot ? 'spot' : 'linux'}.${processor}`;
}
