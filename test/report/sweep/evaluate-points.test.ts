import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../../src/experiment/run-experiment.js';
import { evaluatePoints, type PointPlayer } from '../../../src/report/sweep/evaluate-points.js';
import { sweepMetric } from '../../../src/report/sweep/sweep-metric.js';
import { summarize } from '../../../src/report/summarize.js';
import { parseScenario } from '../../../src/scenario/parse-scenario.js';
import { SMALL } from '../../cli/scenario-files.js';

function player(changes: Partial<PointPlayer> = {}): PointPlayer {
  return {
    paths: [{ path: 'timeline[0].desiredCount', option: '--vary' }],
    metric: sweepMetric('start p50'),
    parse: (sweep) => parseScenario(SMALL, { variants: { sweep } }),
    play: (scenario) => runExperiment(scenario),
    ...changes,
  };
}

describe('points of a sweep', () => {
  it('give the metric of each variant, run by run, as the scenario itself would', async () => {
    const [one, two] = await evaluatePoints(player(), [['1'], ['2']]);
    const asWritten = summarize(await runExperiment(parseScenario(SMALL)));
    expect(two).toEqual(asWritten.variants.map(({ metrics }) => metrics['start.p50'].perRun));
    expect(one).toHaveLength(2);
    expect(one).not.toEqual(two);
  });

  it('are variants of one experiment', async () => {
    const sizes: number[] = [];
    await evaluatePoints(
      player({
        play: (scenario) => {
          sizes.push(scenario.variants.length);
          return runExperiment(scenario);
        },
      }),
      [['1'], ['2'], ['3']],
    );
    expect(sizes).toEqual([6]);
  });

  it('are several experiments where one would hold too much', async () => {
    const sizes: number[] = [];
    const parse: PointPlayer['parse'] = (sweep) => ({
      ...parseScenario(SMALL, { variants: { sweep } }),
      runs: 4000,
    });
    await evaluatePoints(
      player({
        parse,
        play: (scenario) => {
          sizes.push(scenario.variants.length);
          return runExperiment(scenario, { runs: 1 });
        },
      }),
      [['4'], ['4'], ['4'], ['5']].map(([count], index) => [String(Number(count) * 1 + index)]),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(8);
    expect(sizes.length).toBeGreaterThan(1);
  });

  it('can be times until tasks run, which only a threshold asks for', async () => {
    const [[first] = []] = (await evaluatePoints(player({ metric: sweepMetric('time to 2 running') }), [
      ['2'],
    ])) as [readonly (readonly number[])[]];
    expect(first?.every((seconds) => seconds > 0)).toBe(true);
  });

  it('are kept as far as an interruption lets them', async () => {
    let played = 0;
    const controller = new AbortController();
    const play: PointPlayer['play'] = (scenario) =>
      runExperiment(scenario, {
        signal: controller.signal,
        onProgress: () => ((played += 1) === 5 ? controller.abort() : undefined),
      });
    const points = await evaluatePoints(player({ play }), [['1'], ['2'], ['3']]);
    expect(points.map((point) => point?.map(({ length }) => length) ?? null)).toEqual([[1, 1], [1, 1], null]);
  });

  it('ask for nothing where there are none', async () => {
    expect(await evaluatePoints(player(), [])).toEqual([]);
  });
});
