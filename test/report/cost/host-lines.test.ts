import { describe, expect, it } from 'vitest';
import type { Ec2CapacitySpec } from '../../../src/model/spec.js';
import { webCapacity, worldSpec } from '../fixture.js';
import { amounts, bill, SECONDS } from './bill-fixture.js';

const GP3 = { type: 'gp3', sizeBytes: 100 * 2 ** 30, iops: null, throughputBytesPerSecond: null };
/** Ten hosts for 73 h are one month of a host. */
const MONTH = { hostSecondsByCapacity: { web: 730 * 3600 } };

function capacityCost(more: Partial<Ec2CapacitySpec>) {
  const capacities = [{ ...webCapacity(), volume: GP3, ...more }];
  return amounts(bill(worldSpec({ durationSeconds: SECONDS, capacities }), [{}], MONTH), 'capacity');
}

describe('what hosts cost', () => {
  it('is the hours of their instances and the months of their volumes', () => {
    expect(capacityCost({})).toEqual({
      // 730 h at 0.096 USD, 100 GB-months at 0.08.
      'instances m6i.large, us-east-1': [730, 70.08],
      'gp3 volumes, us-east-1': [100, 8],
    });
  });

  it('holds operations and throughput above what gp3 gives', () => {
    const volume = { ...GP3, iops: 5000, throughputBytesPerSecond: 225 * 2 ** 20 };
    expect(capacityCost({ volume })).toMatchObject({
      // 2000 above 3000 at 0.005, 100 MiB/s above 125 at 0.04.
      'gp3 operations, us-east-1': [2000, 10],
      'gp3 throughput, us-east-1': [100, 4],
    });
  });

  it('holds all operations of io2, which gives none', () => {
    const volume = { ...GP3, type: 'io2', iops: 1000 };
    expect(capacityCost({ volume })).toMatchObject({
      'io2 volumes, us-east-1': [100, 12.5],
      'io2 operations, us-east-1': [1000, 65],
    });
  });

  it('holds nothing for disks of the instance itself', () => {
    const volume = { ...GP3, type: 'instance-store' };
    expect(Object.keys(capacityCost({ volume }))).toEqual(['instances m6i.large, us-east-1']);
  });

  it('tells machines, volumes and Regions without a price by name', () => {
    const machine = { ...webCapacity().machine, instanceType: null };
    expect(capacityCost({ machine, volume: null, region: 'eu-west-1' })).toEqual({
      'instances of web, eu-west-1': [730, NaN],
      'volumes of web': [730, NaN],
    });
  });

  it('holds the licence of Windows for each vCPU, and says so where it is not known', () => {
    // Two vCPU for 730 h at 0.046 USD.
    expect(capacityCost({ operatingSystem: 'WINDOWS' })).toMatchObject({
      'Windows licence of m6i.large, us-east-1': [1460, 67.16],
    });
    const licence = (instanceType: string | null, region = 'us-east-1') =>
      Object.entries(
        capacityCost({
          operatingSystem: 'WINDOWS',
          region,
          machine: { ...webCapacity().machine, instanceType },
        }),
      ).find(([what]) => what.startsWith('Windows'));
    expect(licence('t3.large')).toEqual(['Windows licence of t3.large, us-east-1', [1460, NaN]]);
    expect(licence(null)).toEqual(['Windows licence of instances, us-east-1', [730, NaN]]);
    expect(licence('m6i.large', 'eu-west-1')).toEqual([
      'Windows licence of m6i.large, eu-west-1',
      [1460, NaN],
    ]);
  });

  it('holds the fee of Managed Instances, a share of the price on demand', () => {
    const managed = {
      unusedImageSeconds: 900,
      usesCachedImages: true,
      firstTaskAlone: true,
      maximumCount: 4,
      idleInstanceSeconds: 3600,
    };
    // 730 h at 12 % of 0.096 USD.
    const fee = 'management of instances m6i.large, us-east-1';
    expect(capacityCost({ managed })[fee]).toEqual([730, 8.4096]);
    const abroad = capacityCost({ managed, region: 'eu-west-1' });
    expect(abroad['management of instances m6i.large, eu-west-1']).toEqual([730, NaN]);
    expect(Object.keys(capacityCost({}))).not.toContain(fee);
  });

  it('holds the snapshot of images that are baked in, each layer once', () => {
    const baked = { image: 'api:live', pulledByAgent: false, ageSeconds: 0 };
    const cost = capacityCost({
      initialImages: [baked, baked, { ...baked, image: 'other', pulledByAgent: true }],
    });
    // 231 MiB, unpacked 2.4 times that, for 10 of 730 h at 0.05 USD a GB-month.
    const gigabytes = (231 * 2.4) / 1024;
    expect(cost['snapshot of baked images, us-east-1']![0]).toBeCloseTo((gigabytes * 10) / 730, 8);
    expect(cost['snapshot of baked images, us-east-1']![1]).toBeCloseTo((gigabytes * 10 * 0.05) / 730, 8);
  });
});
