/** Runs a script of the oracle on the engine, with a process per chain. */
import { Fluid } from '../../../src/kernel/fluid/fluid.js';
import type { Body } from '../../../src/kernel/process.js';
import { Simulation } from '../../../src/kernel/simulation.js';
import type { Looks, Outcomes, Script } from './oracle.js';

export function play(script: Script): { outcomes: Outcomes; looks: Looks } {
  const simulation = new Simulation();
  const fluid = new Fluid(simulation);
  const capacities = script.capacities.map((rate, i) => fluid.capacity(`capacity ${i}`, rate));
  const sites = script.sites.map((rates, i) => fluid.site(rates, `site ${i}`));
  const types = script.types.map(({ shared, ...rest }) =>
    fluid.flowType({
      ...rest,
      shared: shared.map(({ capacity, use }) => ({ capacity: capacities[capacity]!, use })),
    }),
  );
  const outcomes: Outcomes = new Map();
  const looks: Looks = new Map();
  for (const site of sites) fluid.meter(site);
  for (const at of script.looks) {
    const look = (): void => {
      looks.set(
        at,
        sites.flatMap((site) => site.rates.map((_, index) => fluid.consumed(site, index))),
      );
    };
    simulation.scheduleAt(at, { handle: look });
  }
  for (const { at, site, capacity, rate } of script.changes) {
    const change = (): void =>
      site === undefined ? capacities[capacity]!.setRate(rate) : sites[site]!.setRate(capacity, rate);
    simulation.scheduleCapacityChange(at, { handle: change });
  }
  script.chains.forEach(({ at, site, steps }, chain) => {
    simulation.start(
      (function* (): Body<void> {
        yield* simulation.delay(at);
        for (const [step, { type, work }] of steps.entries()) {
          const { boundSeconds } = yield* fluid.transfer(sites[site]!, types[type]!, work);
          outcomes.set(`${chain}/${step}`, { end: simulation.now, boundSeconds });
        }
      })(),
    );
  });
  simulation.run();
  return { outcomes, looks };
}
