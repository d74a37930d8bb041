import { describe, expect, it } from 'vitest';
import { runExperiment } from '../../../src/experiment/run-experiment.js';
import { slowStart, slowStartCaption } from '../../../src/report/story/slow-start.js';
import type { WorldSpec } from '../../../src/model/spec.js';
import { parseScenario } from '../../../src/scenario/parse-scenario.js';
import { SMALL } from '../../cli/scenario-files.js';
import { world } from '../../model/tiny-world.js';
import { experiment, run } from '../fixture.js';
import { startStory } from './stories.js';

const ONE = SMALL.replace('runs: 2', 'runs: 1');

describe('the slow start of a report', () => {
  it('is the p95 of the first run of the baseline', async () => {
    const result = await runExperiment(parseScenario(ONE));
    const slow = slowStart(result);
    expect(slow?.variant).toBe('default');
    expect(slow?.story.outcome).toBe('started');
    const slower = result.variants[0]!.runs[0]!.starts;
    const times = [...slower.number.readyAt].map((readyAt, row) => readyAt - slower.number.requestedAt[row]!);
    const own = slow!.story.readyAt - slow!.story.requestedAt;
    expect(times.filter((seconds) => seconds > own + 1e-9).length).toBeLessThanOrEqual(times.length * 0.05);
  });

  it('is none where nothing got ready, or where a policy is not at hand', async () => {
    expect(slowStart(experiment([{ name: 'a', runs: [run([])] }]))).toBeNull();
    expect(slowStart(experiment([{ name: 'a', runs: [] }]))).toBeNull();
    const result = await runExperiment(parseScenario(ONE));
    const [variant, ...others] = result.scenario.variants;
    const capacities = variant!.world.capacities.map((each) => ({ ...each, policy: './mine.mjs' }));
    const own = { ...variant!, world: { ...variant!.world, capacities } as WorldSpec };
    expect(slowStart({ ...result, scenario: { ...result.scenario, variants: [own, ...others] } })).toBeNull();
  });

  it('has a caption that says which start it is and what to see', () => {
    const { title, text } = slowStartCaption({ story: startStory(), world: world(), variant: 'default' });
    expect(title).toBe('One slow start as a waterfall');
    expect(text).toMatch(
      /^Task api\/1\/0\/1, the p95 of the first run of default: ready after 36\.0 s, most of it in wait \(12\.0 s\) and unpack \(10\.0 s\);/,
    );
    expect(text).toMatch(/the longest work was layer 0123456789ab .*unpacked for 10\.0 s/);
    expect(text).toMatch(/\.$/);
  });
});
