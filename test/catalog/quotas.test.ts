import { describe, expect, it } from 'vitest';
import { quotas } from '../../src/catalog/data/quotas.js';
import { findQuota, quotaIds } from '../../src/catalog/quotas.js';

describe('quotas', () => {
  it.each([
    ['ecr.GetDownloadUrlForLayer', 3000, 'request/s'],
    ['ecr.BatchGetImage', 2000, 'request/s'],
    ['ecrPublic.pull.anonymous', 1, 'image pull/s'],
    ['fargate.launch', 20, 'task/s'],
    ['fargate.launch.otherRegions', 5, 'task/s'],
    ['nat.bandwidth', 5, 'Gbit/s'],
    ['ecsApi.clusterResourceModify', 40, 'request/s'],
    ['registry.ghcr', 44000, 'request/min'],
  ])('%s is %d %s', (id, value, unit) => {
    expect(findQuota(id)).toMatchObject({ value, unit });
  });

  it('of Docker Hub are those of the day that is asked for', () => {
    expect(findQuota('hub.anonymous')).toMatchObject({ value: 100, windowHours: 6 });
    expect(findQuota('hub.anonymous', '2026-08-01')).toMatchObject({ value: 100, windowHours: 6 });
    expect(findQuota('hub.anonymous', '2025-04-10')).toMatchObject({ value: 10, windowHours: 1 });
    expect(findQuota('hub.anonymous', '2020-08-01')).toMatchObject({ value: 20000 });
    expect(findQuota('hub.anonymous', '2019-01-01')).toBeUndefined();
  });

  it('have one value for each id and day', () => {
    for (const id of quotaIds()) {
      for (const date of ['2020-08-01', '2021-08-01', '2025-04-10', '2025-05-05', '2026-08-01']) {
        const holding = quotas.filter(
          (row) => row.id === id && (row.from ?? '') <= date && date < (row.to ?? '9999'),
        );
        expect(holding.length, `${id} on ${date}`).toBeLessThanOrEqual(1);
      }
    }
  });

  it('give null where nothing is published', () => {
    expect(findQuota('hub.pro')).toMatchObject({ value: null, note: 'unlimited, fair use' });
    expect(findQuota('endpoint.gateway.bandwidth')?.value).toBeNull();
  });

  it('give the bucket where it is published', () => {
    expect(findQuota('fargate.launch')?.burst).toBe(100);
    expect(findQuota('ecr.BatchGetImage')?.burst).toBeNull();
  });

  it('name source and date, of the page or of its retrieval', () => {
    for (const id of quotaIds()) {
      const quota = findQuota(id) ?? findQuota(id, '2025-04-10');
      expect(quota?.source.length, id).toBeGreaterThan(10);
      expect(quota?.asOf ?? quota?.retrieved, id).toMatch(/^20\d\d/);
      expect(quota?.unit, id).not.toBe('');
    }
    expect(findQuota('no.such.quota')).toBeUndefined();
  });
});
