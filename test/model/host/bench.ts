/** A clock with fluid resources, for tests of one host. */
import { Fluid } from '../../../src/kernel/fluid/fluid.js';
import type { Body } from '../../../src/kernel/process.js';
import { Simulation } from '../../../src/kernel/simulation.js';

export class Bench {
  readonly simulation = new Simulation();
  readonly fluid = new Fluid(this.simulation);

  get now(): number {
    return this.simulation.now;
  }

  /** Runs until the body has ended, and no further. */
  finish<T>(body: Body<T>): T {
    const process = this.simulation.start(body);
    while (!process.done) this.simulation.step();
    return process.result;
  }
}
