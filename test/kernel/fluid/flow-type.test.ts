import { describe, expect, it } from 'vitest';
import { Fluid } from '../../../src/kernel/fluid/fluid.js';
import { Simulation } from '../../../src/kernel/simulation.js';

describe('the type of a flow', () => {
  const fluid = new Fluid(new Simulation());
  const capacity = fluid.capacity('registry', 10);

  it('is the same for equal options', () => {
    const options = { shared: [{ capacity }], local: [{ index: 0, use: 2 }], bound: 5 };
    expect(fluid.flowType(options)).toBe(
      fluid.flowType({ ...options, shared: [{ capacity, use: 1 }], weight: 1 }),
    );
  });

  it.each([
    { shared: [{ capacity }] },
    { shared: [{ capacity, use: 2 }] },
    { local: [{ index: 0, use: 1 }] },
    { local: [{ index: 1, use: 1 }] },
    { weight: 2 },
    { bound: 2 },
  ])('is another for other options', (options) => {
    expect(fluid.flowType(options)).not.toBe(fluid.flowType({}));
  });

  it('tells capacities of one name and rate apart', () => {
    const other = fluid.capacity('registry', 10);
    expect(fluid.flowType({ shared: [{ capacity }] })).not.toBe(
      fluid.flowType({ shared: [{ capacity: other }] }),
    );
  });

  it.each([
    { weight: 0 },
    { weight: Infinity },
    { bound: -1 },
    { bound: NaN },
    { shared: [{ capacity, use: -1 }] },
    { local: [{ index: 0, use: Infinity }] },
  ])('refuses numbers that make no sense', (options) => {
    expect(() => fluid.flowType(options)).toThrow(RangeError);
  });

  it('refuses to cross a capacity twice', () => {
    expect(() => fluid.flowType({ shared: [{ capacity }, { capacity }] })).toThrow('twice');
  });
});
