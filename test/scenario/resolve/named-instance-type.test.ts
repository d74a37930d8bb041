import { describe, expect, it } from 'vitest';
import { loadInstanceTypes } from '../../../src/catalog/instance-types.js';
import { parseScenario } from '../../../src/scenario/parse-scenario.js';
import { ScenarioError } from '../../../src/scenario/scenario-error.js';

const scenarioOn = (instanceType: string): string => `
images: { app: { layers: [{ size: 1 MB }] } }
capacity: { hosts: { launchType: EC2, instanceType: ${instanceType}, count: 1 } }
taskDefinitions: { app: { cpu: 256, memory: 512, containers: [{ name: app, image: 'app:latest' }] } }
timeline: [{ createService: app }]
`;

const remedyFor = (instanceType: string): string => {
  try {
    parseScenario(scenarioOn(instanceType));
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems[0]?.remedy ?? '';
    throw error;
  }
  return 'it is fine';
};

describe('the instance type that a scenario names', () => {
  it('may be a common one without more', () => {
    expect(remedyFor('m6i.large')).toBe('it is fine');
  });

  it('is told how to load where it is not a common one, and then found', async () => {
    expect(remedyFor('c6i.24xlarge')).toContain('await loadInstanceTypes()');
    await loadInstanceTypes();
    expect(remedyFor('c6i.24xlarge')).toBe('it is fine');
    expect(remedyFor('m6i.lage')).toBe('did you mean "m6i.large"?');
  });
});
