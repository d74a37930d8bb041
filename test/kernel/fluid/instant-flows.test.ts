import { expect, it } from 'vitest';
import { InstantFlows } from '../../../src/kernel/fluid/instant-flows.js';

it('keeps flows without work in the order in which they began', () => {
  const flows = new InstantFlows();
  for (const slot of [4, 2, 9]) flows.add(slot);
  expect(flows.first).toBe(4);
  expect(flows.remove(2)).toBe(true);
  expect(flows.remove(2)).toBe(false);
  flows.remove(4);
  expect(flows.first).toBe(9);
  flows.remove(9);
  expect(flows.first).toBeUndefined();
});
