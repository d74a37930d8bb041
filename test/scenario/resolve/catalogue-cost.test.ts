import { expect, it } from 'vitest';
import { catalogueCost } from '../../../src/scenario/resolve/catalogue-cost.js';

it('says where a cost comes from, with date and evidence', () => {
  const fallback = catalogueCost('model.tcpRoundTrips', 1);
  expect(fallback).toMatchObject({ value: 1, origin: 'catalogue' });
  expect(fallback.source).toMatch(/RFC 9293.*\(2022-08\), documentation/);
});
