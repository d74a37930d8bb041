import { expect, it } from 'vitest';
import { Fluid } from '../../../src/kernel/fluid/fluid.js';
import { Simulation } from '../../../src/kernel/simulation.js';

it('shows the rates of a site as they were last set', () => {
  const site = new Fluid(new Simulation()).site([10, 20], 'host');
  expect(site.name).toBe('host');
  site.setRate(1, 5);
  site.setRate(0, 3);
  expect(site.rates).toEqual([3, 5]);
});
