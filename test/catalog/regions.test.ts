import { describe, expect, it } from 'vitest';
import {
  estimatedRoundTripMs,
  estimateOrder,
  roundTripMs,
  roundTripOrder,
} from '../../src/catalog/data/regions.js';
import { findRegion, findRoundTrip, regionCodes, roundTripSeconds } from '../../src/catalog/regions.js';

describe('Regions', () => {
  it('are 39, each with name, partition and zones', () => {
    expect(regionCodes()).toHaveLength(39);
    expect(findRegion('us-east-1')).toMatchObject({
      name: 'US East (N. Virginia)',
      partition: 'aws',
      zones: 6,
    });
    expect(findRegion('us-gov-west-1')).toMatchObject({ partition: 'aws-us-gov', measured: false });
    expect(findRegion('us-east-9')).toBeUndefined();
  });

  it('name source and date', () => {
    for (const code of regionCodes()) expect(findRegion(code)).toMatchObject({ asOf: '2026-08-04' });
  });
});

describe('round trips', () => {
  it('come from a square matrix of 32 Regions that exist', () => {
    expect(roundTripOrder).toHaveLength(32);
    expect(Object.keys(roundTripMs)).toEqual([...roundTripOrder]);
    for (const code of roundTripOrder) {
      expect(roundTripMs[code]).toHaveLength(32);
      expect(findRegion(code)?.measured).toBe(true);
    }
  });

  it('are in seconds, as seen from the first Region', () => {
    expect(roundTripSeconds('us-east-1', 'ap-northeast-1')).toBeCloseTo(0.1494, 10);
    expect(roundTripSeconds('ap-northeast-1', 'us-east-1')).toBeCloseTo(0.1492, 10);
    expect(findRoundTrip('us-east-1', 'eu-west-1')).toMatchObject({ kind: 'measured', asOf: '2025-05-29' });
  });

  it('inside a Region are the diagonal, and shorter than to any other Region', () => {
    expect(roundTripSeconds('us-east-1', 'us-east-1')).toBeCloseTo(0.0053, 10);
    for (const from of roundTripOrder) {
      for (const to of roundTripOrder) {
        if (from !== to) expect(roundTripSeconds(from, from)).toBeLessThan(roundTripSeconds(from, to));
      }
    }
  });

  it('differ little between the two directions', () => {
    for (const from of roundTripOrder) {
      for (const to of roundTripOrder) {
        expect(Math.abs(roundTripSeconds(from, to) - roundTripSeconds(to, from))).toBeLessThan(0.012);
      }
    }
  });

  it('are estimated from the distance for Regions outside the matrix, alike in both directions', () => {
    const estimate = findRoundTrip('eusc-de-east-1', 'eu-central-1');
    expect(estimate?.kind).toBe('estimated');
    expect(estimate?.source).toContain('great circle');
    expect(roundTripSeconds('eu-central-1', 'eusc-de-east-1')).toBe(estimate?.seconds);
    expect(Object.keys(estimatedRoundTripMs)).toHaveLength(5);
    for (const row of Object.values(estimatedRoundTripMs)) expect(row).toHaveLength(estimateOrder.length);
  });

  it('follow the great-circle formula where they are estimated', () => {
    // Auckland (-36.867, 174.767) to Sydney (-33.8688, 151.2093).
    const radians = Math.PI / 180;
    const haversine =
      Math.sin(((36.867 - 33.8688) * radians) / 2) ** 2 +
      Math.cos(36.867 * radians) *
        Math.cos(33.8688 * radians) *
        Math.sin(((174.767 - 151.2093) * radians) / 2) ** 2;
    const kilometres = 2 * 6371.0088 * Math.asin(Math.sqrt(haversine));
    expect(roundTripSeconds('ap-southeast-6', 'ap-southeast-2')).toBeCloseTo(
      (9.02 + 0.01577 * kilometres) / 1000,
      4,
    );
  });

  it('inside a Region that was not measured are the median of the measured ones', () => {
    expect(findRoundTrip('cn-north-1', 'cn-north-1')).toMatchObject({ seconds: 0.003, kind: 'estimated' });
  });

  it('are refused where no figure can be given', () => {
    expect(findRoundTrip('us-east-1', 'cn-north-1')).toBeUndefined();
    expect(() => roundTripSeconds('us-east-1', 'cn-north-1')).toThrow(RangeError);
    expect(() => roundTripSeconds('nowhere', 'nowhere')).toThrow(
      'no round trip is known from nowhere to nowhere',
    );
  });
});
