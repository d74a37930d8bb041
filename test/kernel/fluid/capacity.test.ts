import { describe, expect, it } from 'vitest';
import { Capacity } from '../../../src/kernel/fluid/capacity.js';

function capacityOf(rate: number) {
  const changed: Capacity[] = [];
  const capacity = new Capacity({ capacityChanged: (one) => void changed.push(one) }, 0, 'registry', rate);
  return { capacity, changed };
}

describe('a shared capacity', () => {
  it('could bind once its sites want as much as there is', () => {
    const { capacity } = capacityOf(100);
    capacity.addSites(3, 30);
    expect(capacity.mayBind).toBe(false);
    capacity.addSites(1, 10);
    expect(capacity.mayBind).toBe(true);
  });

  it('could bind while a site wants without limit, unless it is infinite itself', () => {
    const { capacity } = capacityOf(100);
    capacity.addSites(1, Infinity);
    expect(capacity.mayBind).toBe(true);
    capacity.addSites(-1, Infinity);
    expect(capacity.mayBind).toBe(false);
    const { capacity: infinite } = capacityOf(Infinity);
    infinite.addSites(1, Infinity);
    expect(infinite.mayBind).toBe(false);
  });

  it('tells its owner of a new rate, and refuses a negative one', () => {
    const { capacity, changed } = capacityOf(100);
    capacity.setRate(20);
    expect(capacity.rate).toBe(20);
    expect(changed).toEqual([capacity]);
    expect(() => capacity.setRate(-1)).toThrow(RangeError);
    expect(() => capacityOf(NaN)).toThrow(RangeError);
  });
});
