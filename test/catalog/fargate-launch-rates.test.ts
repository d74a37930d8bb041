import { describe, expect, it } from 'vitest';
import { fargateLaunchRate } from '../../src/catalog/fargate-launch-rates.js';
import { findRegion, regionCodes } from '../../src/catalog/regions.js';

describe('launch rates of Fargate', () => {
  it('are 100 tasks and 20 a second in established Regions, 500 a minute for a service', () => {
    expect(fargateLaunchRate('eu-west-1')).toMatchObject({
      burst: 100,
      perSecond: 20,
      servicePerSecond: 500 / 60,
    });
  });

  it('are a quarter of that in the others', () => {
    expect(fargateLaunchRate('af-south-1')).toMatchObject({
      burst: 25,
      perSecond: 5,
      servicePerSecond: 125 / 60,
    });
  });

  it('say which Regions are confirmed and which follow the rule', () => {
    const confirmed = regionCodes().filter((code) => fargateLaunchRate(code).evidence === 'documentation');
    expect(confirmed.sort()).toEqual(['eu-west-1', 'us-east-1']);
    expect(fargateLaunchRate('eu-central-1').note).toContain('does not publish');
    expect(fargateLaunchRate('mx-central-1').note).toContain('one of the others');
  });

  it('count 17 Regions as established, all of the commercial partition', () => {
    const established = regionCodes().filter((code) => fargateLaunchRate(code).isEstablished);
    expect(established).toHaveLength(17);
    expect(established.every((code) => findRegion(code)?.partition === 'aws')).toBe(true);
  });

  it('name source and date', () => {
    for (const code of regionCodes()) {
      expect(fargateLaunchRate(code).source.length).toBeGreaterThan(10);
      expect(fargateLaunchRate(code).asOf).toMatch(/^20\d\d/);
    }
  });
});
