import { expect, it } from 'vitest';
import { AGENT_SETTINGS } from '../../../src/scenario/agent-table.js';
import { agent } from '../../../src/scenario/schema/agent.js';

it('takes every setting as text, number or truth value, and others of the agent too', () => {
  for (const name of ['version', 'ECS_CLUSTER', ...AGENT_SETTINGS])
    for (const value of ['x', 1, true]) expect(agent.safeParse({ [name]: value }).success).toBe(true);
  expect(agent.safeParse({ ECS_IMAGE_PULL_BEHAVIOR: ['once'] }).success).toBe(false);
});

it('names the settings of images where a key is unknown', () => {
  const [issue] = agent.safeParse({ ECS_IMAGE_PULL: 1 }).error?.issues ?? [];
  expect(issue?.message.split(' ')).toEqual(['version', ...AGENT_SETTINGS]);
});
