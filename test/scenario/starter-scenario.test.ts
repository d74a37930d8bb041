import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { starterScenario } from '../../src/scenario/starter-scenario.js';

describe.each(['EC2', 'FARGATE'] as const)('the starter for %s', (launchType) => {
  const text = starterScenario({ launchType, name: 'mine' });

  it('checks clean, strictly', () => {
    const scenario = parseScenario(text, { strict: true });
    expect(scenario.name).toBe('mine');
    expect(scenario.variants.length).toBeGreaterThan(2);
    expect(scenario.variants[0]!.world.capacities[0]!.launchType).toBe(launchType);
  });

  it('explains itself', () => {
    expect(text.split('\n').filter((line) => line.includes('#')).length).toBeGreaterThan(10);
  });
});
