/**
 * AWS prices around image pulls, by id and Region: `ecr.storage`, `nat.data`, `endpoint.interface.hour`,
 * `ebs.gp3.storage`, `transfer.interZone` … The sums are done in report/. us-east-1 is complete; where a Region has
 * no row the answer is undefined, never the price of another Region.
 */
import {
  interRegion,
  interRegionExceptions,
  interRegionRates,
  internetOut,
  internetOutRates,
  type PriceRow,
  prices,
  retrieved,
  sources,
} from './data/prices.js';
import { newestBy } from './newest-by.js';

export interface Price {
  readonly id: string;
  /** AWS code, or `*` where the price is the same in all. */
  readonly region: string;
  readonly usd: number;
  /** What the price is per: `GB` (10^9 bytes), `GB-month`, `hour`, `IOPS-month` … */
  readonly per: string;
  /** Charged only above this much of that unit, or null. */
  readonly above: number | null;
  /** Where the price falls with use: [up to, USD], the last without end; else null. */
  readonly tiers: PriceRow[8];
  readonly note: string | null;
  readonly source: string;
  /** Date of the price list, or null where the copy that was read has none. */
  readonly asOf: string | null;
  readonly retrieved: string;
}

export interface TransferRate {
  readonly usdPerGB: number;
  readonly source: string;
  readonly asOf: string;
}

/** The price of an id in a Region on a day (`YYYY-MM-DD`, default: the newest), or undefined. */
export function findPrice(id: string, region: string, date = '9999'): Price | undefined {
  const ofId = prices.filter((row) => row[0] === id);
  const ofRegion = ofId.filter((row) => row[1] === region);
  const rows = ofRegion.length > 0 ? ofRegion : ofId.filter((row) => row[1] === '*');
  const row = newestBy(rows, ([, , , , asOf]) => asOf ?? retrieved, date);
  return row && describe(row);
}

/** All price ids, each once. */
export function priceIds(): readonly string[] {
  return [...new Set(prices.map(([id]) => id))];
}

/** USD per GB from one Region to another, charged to the sending side, or undefined where it is not known. */
export function findInterRegionRate(from: string, to: string): TransferRate | undefined {
  const exception = interRegionExceptions.find(([a, b]) => a === from && b === to);
  const usdPerGB = exception?.[2] ?? interRegionRates[from];
  return usdPerGB === undefined
    ? undefined
    : { usdPerGB, source: sources[interRegion.source], asOf: interRegion.asOf };
}

/** USD per GB from a Region to the internet: four tiers by TB a month, after the free part, or undefined. */
export function findInternetOutRate(region: string):
  | {
      readonly tiers: readonly (readonly [upToTB: number | null, usdPerGB: number])[];
      readonly freeGBPerMonth: number;
      readonly source: string;
      readonly asOf: string;
    }
  | undefined {
  const rates = internetOutRates[region];
  if (rates === undefined) return undefined;
  return {
    tiers: rates.map((usdPerGB, index) => [internetOut.tiersToTB[index] ?? null, usdPerGB]),
    freeGBPerMonth: internetOut.freeGBPerMonth,
    source: sources[internetOut.source],
    asOf: internetOut.asOf,
  };
}

function describe([id, region, usd, per, asOf, source, note, above, tiers]: PriceRow): Price {
  return { id, region, usd, per, above, tiers, note, source: sources[source], asOf, retrieved };
}
