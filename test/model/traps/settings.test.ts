/** Traps of the agent's settings, read as the agent reads them: values that it takes otherwise than they are written. */
import { describe, expect, it } from 'vitest';
import { agentTable } from '../../../src/scenario/agent-table.js';
import { hostOf, linesOf } from '../../scenario/reading.js';
import { small } from '../../scenario/small-scenario.js';

const withSettings = (settings: string) => small('{ ECS_IMAGE_PULL_BEHAVIOR: default }', `{ ${settings} }`);
const read = (settings: string) => hostOf(withSettings(settings)).agent;

describe('a setting below its minimum', () => {
  it.each([
    ['5m', 1800],
    ['9m59s', 1800],
    ['10m', 600],
    ['11m', 660],
  ])('trap 24: a cleanup interval of %s is %d s', (written, seconds) => {
    expect(read(`ECS_IMAGE_CLEANUP_INTERVAL: ${written}`).imageCleanupIntervalSeconds).toBe(seconds);
  });

  it.each([
    ['30s', 60],
    ['-1m', 60],
    ['0s', 60],
    ['90s', 90],
  ])('trap 24: an inactivity timeout of %s is %d s', (written, seconds) => {
    const setting = `ECS_IMAGE_PULL_INACTIVITY_TIMEOUT: ${written}`;
    expect(read(setting).imagePullInactivityTimeoutSeconds).toBe(seconds);
  });
});

describe('an inactivity timeout on Windows', () => {
  const setting = agentTable('WINDOWS').ECS_IMAGE_PULL_INACTIVITY_TIMEOUT;

  it('trap 24: becomes a minute below a minute there too, where three are the default', () => {
    expect(setting.fallback).toBe(180);
    expect(setting.read('30s').value).toBe(60);
  });
});

describe('the pull behavior', () => {
  it.each(['Always', 'ALWAYS', '"always "', 'Once', 'prefer_cached', '""'])(
    'trap 39: %s means default, and the scenario says so where the agent says nothing',
    (written) => {
      const setting = `ECS_IMAGE_PULL_BEHAVIOR: ${written}`;
      expect(read(setting).pullBehavior).toBe('default');
      expect(linesOf(withSettings(setting), 'warning').join()).toContain('ECS_IMAGE_PULL_BEHAVIOR');
    },
  );

  it.each(['always', 'once', 'prefer-cached', 'default'] as const)(
    'trap 39: %s means what it says',
    (written) => {
      expect(read(`ECS_IMAGE_PULL_BEHAVIOR: ${written}`).pullBehavior).toBe(written);
    },
  );
});
