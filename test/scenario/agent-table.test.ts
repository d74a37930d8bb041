import { describe, expect, it } from 'vitest';
import { AGENT_SETTINGS, OTHER_SETTINGS, agentTable } from '../../src/scenario/agent-table.js';
import { compareReleases, parseRelease } from '../../src/units/release.js';

describe('the table of the agent', () => {
  it.each(['LINUX', 'WINDOWS'] as const)('says of each setting on %s what it is and since when', (system) => {
    const table = agentTable(system);
    for (const name of AGENT_SETTINGS) {
      expect(table[name].what).not.toBe('');
      expect(compareReleases(parseRelease(table[name].since), '1.105.1')).toBeLessThan(0);
    }
  });

  it('names no setting both as one of images and as another', () => {
    expect(OTHER_SETTINGS.filter((name) => (AGENT_SETTINGS as readonly string[]).includes(name))).toEqual([]);
  });

  it('has longer timeouts on Windows, and the same lower limit of silence', () => {
    const windows = agentTable('WINDOWS');
    expect(windows.ECS_IMAGE_PULL_INACTIVITY_TIMEOUT.fallback).toBe(180);
    expect(windows.ECS_IMAGE_PULL_INACTIVITY_TIMEOUT.read('30s').value).toBe(60);
    expect(windows.ECS_CONTAINER_START_TIMEOUT.fallback).toBe(480);
    expect(windows.ECS_CONTAINER_START_TIMEOUT.read('1m').value).toBe(120);
    expect(windows.ECS_CONTAINER_CREATE_TIMEOUT).toBe(agentTable('LINUX').ECS_CONTAINER_CREATE_TIMEOUT);
  });
});
