import { describe, expect, it } from 'vitest';
import { type AskedSweep, readSweep, type SweepOptions } from '../../src/cli/read-sweep.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { SMALL } from './scenario-files.js';

function asked(options: Partial<SweepOptions>): AskedSweep {
  return readSweep(
    { color: false, vary: [], metric: 'start p50', ...options },
    parseScenario(SMALL),
    (variants) => parseScenario(SMALL, { variants }),
  );
}

describe('the options of a sweep', () => {
  it('are a grid of all variants, or of some', () => {
    const vary = ['timeline[0].desiredCount=1,2'];
    expect(asked({ vary })).toMatchObject({
      axes: [{ path: 'timeline[0].desiredCount', values: ['1', '2'] }],
      search: null,
      variants: ['default', 'once'],
      between: undefined,
    });
    expect(asked({ vary, between: 'once' })).toMatchObject({ variants: ['once'], between: ['once'] });
  });

  it('are a search between the first two variants, or others', () => {
    const crossover = 'images.api.layers[0].size=1 MiB..1 GiB';
    expect(asked({ crossover })).toMatchObject({
      search: { path: 'images.api.layers[0].size' },
      between: ['default', 'once'],
    });
    expect(asked({ crossover, between: 'once, default' }).variants).toEqual(['once', 'default']);
  });

  it('search in fractions where the key takes them', () => {
    expect(asked({ crossover: 'timeline[0].desiredCount=1..9' }).search?.range.whole).toBe(true);
    expect(asked({ crossover: 'model.tcpRoundTrips=1..9' }).search?.range).toBeDefined();
  });
});
