import { describe, expect, it } from 'vitest';
import { runTrial } from '../../src/experiment/run-trial.js';
import { tinyScenario, tinyWorld } from './tiny-scenario.js';

describe('runTrial', () => {
  const { variants } = tinyScenario();

  it('plays the world of the variant that is asked for', () => {
    const result = runTrial(variants, { variant: 0, run: 0, seed: '1' });
    // Two tasks, and two redeployments of them.
    expect(result.starts.rows).toBe(6);
  });

  it('gives the same bytes for the same trial', () => {
    const trial = { variant: 1, run: 2, seed: 'x' };
    expect(runTrial(variants, trial)).toEqual(runTrial(variants, trial));
  });

  it('gives other numbers for another run, and for another seed', () => {
    const ready = (run: number, seed: string): Float64Array =>
      runTrial(variants, { variant: 0, run, seed }).starts.number.readyAt;
    expect(ready(1, '1')).not.toEqual(ready(0, '1'));
    expect(ready(0, '2')).not.toEqual(ready(0, '1'));
  });

  it('names the variant, the run and the seed when a simulation fails, since these replay it', () => {
    const broken = [{ name: 'odd', world: { ...tinyWorld(), capacities: [] } }];
    expect(() => runTrial(broken, { variant: 0, run: 4, seed: 's' })).toThrow(
      /variant "odd", run 5, seed "s": ./,
    );
  });

  it('refuses a variant that does not exist', () => {
    expect(() => runTrial(variants, { variant: 9, run: 0, seed: '1' })).toThrow('unknown variant: 9 of 2');
  });
});
