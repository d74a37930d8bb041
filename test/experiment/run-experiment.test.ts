import { describe, expect, it } from 'vitest';
import { type Progress, runExperiment, withOptions } from '../../src/experiment/run-experiment.js';
import { tinyScenario } from './tiny-scenario.js';

describe('runExperiment', () => {
  it('plays every run of every variant', async () => {
    const result = await runExperiment(tinyScenario());
    expect(result.complete).toBe(true);
    expect(result.variants.map(({ name, runs }) => [name, runs.length])).toEqual([
      ['default', 3],
      ['once', 3],
    ]);
  });

  it('lets options replace the runs and the seed of the scenario, and says which were used', async () => {
    const result = await runExperiment(tinyScenario(), { runs: 1, seed: 'other' });
    expect(result.variants[0]?.runs).toHaveLength(1);
    expect(result.scenario).toMatchObject({ runs: 1, seed: 'other' });
    const asWritten = await runExperiment(tinyScenario(), { runs: 1 });
    expect(result.variants[0]?.runs[0]?.starts.number.readyAt).not.toEqual(
      asWritten.variants[0]?.runs[0]?.starts.number.readyAt,
    );
  });

  it('tells its progress after each trial', async () => {
    const seen: Progress[] = [];
    await runExperiment(tinyScenario({ runs: 2 }), { onProgress: (progress) => void seen.push(progress) });
    expect(seen.map(({ finished, total }) => `${finished}/${total}`)).toEqual(['1/4', '2/4', '3/4', '4/4']);
    expect(seen.at(-1)).toMatchObject({ variant: 'once', run: 1 });
  });

  it('stops between two trials when it is aborted, and keeps what is finished', async () => {
    const controller = new AbortController();
    const result = await runExperiment(tinyScenario(), {
      signal: controller.signal,
      onProgress: ({ finished }) => (finished === 3 ? controller.abort() : undefined),
    });
    expect(result.complete).toBe(false);
    expect(result.variants.map(({ runs }) => runs.length)).toEqual([2, 1]);
  });

  it('waits for a progress listener that returns a promise, so that a page can breathe', async () => {
    let waiting = 0;
    let most = 0;
    await runExperiment(tinyScenario({ runs: 2 }), {
      onProgress: async () => {
        most = Math.max(most, ++waiting);
        await Promise.resolve();
        waiting -= 1;
      },
    });
    expect(most).toBe(1);
  });
});

describe('withOptions', () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d runs of an experiment', (runs) => {
    expect(() => withOptions(tinyScenario(), { runs })).toThrow(RangeError);
  });

  it('leaves the scenario as it is where nothing is asked for', () => {
    expect(withOptions(tinyScenario(), {})).toEqual(tinyScenario());
  });
});
