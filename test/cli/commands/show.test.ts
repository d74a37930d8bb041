import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { pullcast } from '../recording-session.js';
import { SMALL, scenarioFolder } from '../scenario-files.js';

const inFolder = scenarioFolder({ 'small.yaml': SMALL });

describe('pullcast show', () => {
  it('prints what the file says and the defaults that it leaves in use', async () => {
    const { code, output } = await pullcast(['show', inFolder('small.yaml')]);
    expect(code).toBe(EXIT.fine);
    expect(output).toContain('ECS_IMAGE_PULL_BEHAVIOR');
    expect(output).toContain('default');
  });

  it('prints the constants of the agent with the source of each', async () => {
    const { output } = await pullcast(['show', inFolder('small.yaml')]);
    for (const name of ['agentPullAttempts', 'agentRetryLongestSeconds', 'ecrTokenLifetimeSeconds'])
      expect(output).toContain(`model.${name}`);
    expect(output).toContain('ECS_IMAGE_PULL_INACTIVITY_TIMEOUT');
    expect(output).toContain('agent.version');
    expect(output).toMatch(/capacity\.\w+\.policy +amazon-ecs-agent/);
  });

  it('prints the resolved scenario as JSON, with "no limit" as a word', async () => {
    const { output } = await pullcast(['show', inFolder('small.yaml'), '--json']);
    const scenario = JSON.parse(output) as { name: string; variants: unknown[] };
    expect(scenario.name).toBe('small');
    expect(scenario.variants).toHaveLength(2);
    expect(output).not.toContain('"aggregateBytesPerSecond": null');
  });
});
