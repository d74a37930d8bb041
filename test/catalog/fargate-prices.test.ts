import { describe, expect, it } from 'vitest';
import { fargateBilling, fargateStoragePrice, findFargatePrice } from '../../src/catalog/fargate-prices.js';
import type { FargateOffer } from '../../src/catalog/fargate-prices.js';

const linux: FargateOffer = {
  region: 'us-east-1',
  operatingSystem: 'LINUX',
  architecture: 'X86_64',
  spot: false,
};

describe('Fargate prices', () => {
  it.each([
    [linux, 0.04048, 0.004445],
    [{ ...linux, architecture: 'ARM64' as const }, 0.03238, 0.00356],
    [{ ...linux, spot: true }, 0.01288871, 0.00141527],
    [{ ...linux, region: 'sa-east-1' }, 0.0696, 0.0076],
  ])('of $region, $architecture, spot $spot are known', (offer, vcpu, memory) => {
    expect(findFargatePrice(offer)).toMatchObject({
      usdPerVcpuHour: vcpu,
      usdPerGBHour: memory,
      osUsdPerVcpuHour: 0,
    });
  });

  it('name source and date', () => {
    expect(findFargatePrice(linux)).toMatchObject({ asOf: '2026-09-11', retrieved: '2026-11-21' });
    expect(findFargatePrice(linux)?.source).toContain('Price List');
    expect(fargateBilling).toMatchObject({
      linuxMinimumSeconds: 60,
      windowsMinimumSeconds: 300,
      asOf: '2026-09-28',
    });
    expect(fargateStoragePrice).toMatchObject({ aboveGiB: 20, asOf: '2026-09-11' });
  });

  it('of Windows are those of the day that is asked for', () => {
    const windows: FargateOffer = { ...linux, operatingSystem: 'WINDOWS' };
    expect(findFargatePrice(windows, '2023-01-01')?.usdPerVcpuHour).toBe(0.09148);
    expect(findFargatePrice(windows, '2026-10-01')?.usdPerVcpuHour).toBe(0.046552);
    expect(findFargatePrice(windows)?.osUsdPerVcpuHour).toBe(0.046);
  });

  it('are undefined where none is known or nothing is sold', () => {
    expect(findFargatePrice({ ...linux, region: 'cn-north-1' })).toBeUndefined();
    expect(findFargatePrice({ ...linux, operatingSystem: 'WINDOWS', spot: true })).toBeUndefined();
    expect(findFargatePrice({ ...linux, operatingSystem: 'WINDOWS', architecture: 'ARM64' })).toBeUndefined();
  });
});
