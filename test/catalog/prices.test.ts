import { describe, expect, it } from 'vitest';
import { interRegionRates, internetOutRates, prices } from '../../src/catalog/data/prices.js';
import { findInterRegionRate, findInternetOutRate, findPrice, priceIds } from '../../src/catalog/prices.js';
import { findRegion } from '../../src/catalog/regions.js';

describe('prices', () => {
  it.each([
    ['ecr.storage', 'us-east-1', 0.1, 'GB-month'],
    ['nat.data', 'us-east-1', 0.045, 'GB'],
    ['nat.hour', 'ap-northeast-1', 0.062, 'hour'],
    ['endpoint.interface.hour', 'us-east-1', 0.01, 'hour'],
    ['endpoint.gateway.s3.data', 'eu-west-1', 0, 'GB'],
    ['ecr.transferSameRegion', 'eu-west-1', 0, 'GB'],
    ['transfer.interZone', 'eu-west-1', 0.01, 'GB'],
    ['ebs.gp3.storage', 'us-east-1', 0.08, 'GB-month'],
    ['ecs.managedInstances.fee', 'us-east-1', 0.12, 'share of the on-demand price'],
    ['publicIpv4.hour', 'us-east-1', 0.005, 'hour'],
  ])('%s in %s is %d USD per %s', (id, region, usd, per) => {
    expect(findPrice(id, region)).toMatchObject({ usd, per });
  });

  it('are undefined, never those of another Region, where none is known', () => {
    expect(findPrice('nat.data', 'eu-west-1')).toBeUndefined();
    expect(findPrice('no.such.price', 'us-east-1')).toBeUndefined();
  });

  it('name source and date, of the reading or of its retrieval', () => {
    for (const [id, region] of prices) {
      const price = findPrice(id, region);
      expect(price?.source.length, id).toBeGreaterThan(10);
      expect(price?.asOf ?? price?.retrieved, id).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(price?.per, id).not.toBe('');
    }
  });

  it('keep tiers and free parts', () => {
    expect(findPrice('endpoint.interface.data', 'us-east-1')?.tiers).toEqual([
      [1e6, 0.01],
      [5e6, 0.006],
      [null, 0.004],
    ]);
    expect(findPrice('ebs.gp3.throughput', 'us-east-1')?.above).toBe(125);
  });

  it('list each id once', () => {
    expect(new Set(priceIds()).size).toBe(priceIds().length);
    expect(priceIds()).toContain('ebs.snapshot');
  });
});

describe('transfer', () => {
  it('costs what the sending Region charges, but for the pairs with a rate of their own', () => {
    expect(findInterRegionRate('us-east-1', 'eu-west-1')?.usdPerGB).toBe(0.02);
    expect(findInterRegionRate('us-east-1', 'us-east-2')?.usdPerGB).toBe(0.01);
    expect(findInterRegionRate('sa-east-1', 'us-east-1')?.usdPerGB).toBe(0.138);
    expect(findInterRegionRate('cn-north-1', 'us-east-1')).toBeUndefined();
    expect(findInterRegionRate('us-east-1', 'eu-west-1')?.asOf).toBe('2024-09-25');
  });

  it('to the internet falls with the month’s volume', () => {
    const rate = findInternetOutRate('us-east-1');
    expect(rate?.tiers).toEqual([
      [10, 0.09],
      [50, 0.085],
      [150, 0.07],
      [null, 0.05],
    ]);
    expect(rate?.freeGBPerMonth).toBe(100);
    expect(findInternetOutRate('mars-1')).toBeUndefined();
    for (const tiers of Object.values(internetOutRates))
      expect([...tiers].sort((a, b) => b - a)).toEqual(tiers);
  });

  it('names only Regions that exist', () => {
    for (const code of [...Object.keys(interRegionRates), ...Object.keys(internetOutRates)]) {
      expect(findRegion(code), code).toBeDefined();
    }
  });
});
