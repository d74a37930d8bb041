import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowTypeTable } from '../../../src/kernel/fluid/flow-type.js';
import { CEILING, LocalFill } from '../../../src/kernel/fluid/local-fill.js';
import { fill as plainFill } from './oracle.js';

const types = new FlowTypeTable();

describe('the filling of one site', () => {
  it('stops flows at the least of what their capacities, their bound and their ceiling allow', () => {
    const local = [{ index: 0, use: 1 }];
    const [bounded, held, free] = [
      types.intern({ local, bound: 10 }),
      types.intern({ local, weight: 2 }),
      types.intern({ local, weight: 3 }),
    ];
    held.ceiling = 12;
    const fill = new LocalFill();
    const flows = [bounded, held, free].map((type) => ({ type, perSite: 1 }));
    fill.fill([100], flows, true);
    expect([...fill.levels.slice(0, 3)]).toEqual([10, 12, 22]);
    expect([...fill.binders.slice(0, 3)]).toEqual([1, CEILING, 0]);
    fill.fill([100], flows, false);
    expect([...fill.levels.slice(0, 3)]).toEqual([10, 18, 18]);
  });

  it('leaves flows that nothing limits without limit', () => {
    const fill = new LocalFill();
    fill.fill([5], [{ type: types.intern({ local: [{ index: 0, use: 0 }] }), perSite: 3 }], false);
    expect(fill.levels[0]).toBe(Infinity);
  });

  it('finds what plain progressive filling over single flows finds', () => {
    const use = fc.double({ min: 0.1, max: 4, noNaN: true });
    const flow = fc.record({
      uses: fc.tuple(use, use),
      weight: fc.double({ min: 0.2, max: 5, noNaN: true }),
      bound: fc.oneof(fc.constant(Infinity), fc.double({ min: 1, max: 60, noNaN: true })),
      perSite: fc.integer({ min: 1, max: 4 }),
    });
    const rates = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(rates, fc.array(flow, { minLength: 1, maxLength: 9 }), (given, flows) => {
        const plain = plainFill(
          given,
          flows.flatMap(({ uses, perSite, ...rest }) =>
            Array.from({ length: perSite }, () => ({
              ...rest,
              uses: uses.map((one, constraint) => ({ constraint, use: one })),
            })),
          ),
        );
        const fill = new LocalFill();
        fill.fill(
          given,
          flows.map(({ uses, weight, bound, perSite }) => {
            const local = uses.map((one, index) => ({ index, use: one }));
            return { type: new FlowTypeTable().intern({ local, weight, bound }), perSite };
          }),
          false,
        );
        let first = 0;
        flows.forEach(({ weight, perSite }, j) => {
          const expected = plain[first]!.rate;
          expect(Math.abs(fill.levels[j]! * weight - expected)).toBeLessThanOrEqual(1e-9 * expected);
          expect(fill.binders[j]).toBe(plain[first]!.binder);
          first += perSite;
        });
      }),
    );
  });
});
