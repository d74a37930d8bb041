import { describe, expect, it } from 'vitest';
import type { ContainerSpec } from '../../../src/model/spec.js';
import { linesOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const withKeys = (keys: string): string => small('ready: 4s', keys);
const read = (keys: string): ContainerSpec => worldOf(withKeys(keys)).taskDefinitions[0]!.containers[0]!;

describe('a container', () => {
  it.each<[string, Partial<ContainerSpec>]>([
    ['lifetime: 10s', { essential: true, runs: { kind: 'constant', value: 10 }, exitCode: 0 }],
    ['lifetime: 10s, exitCode: 137', { exitCode: 137 }],
    ['healthCheck: { command: [x], interval: 5 }', { healthSeconds: 15 }],
    ['startTimeout: 90', { startTimeoutSeconds: 90 }],
    ['startTimeout: 0', { startTimeoutSeconds: null }],
    ['restartPolicy: { enabled: false }', { restarts: false }],
    ['restartPolicy: { enabled: true }', { restarts: true }],
    ['lifetime: 5m, restartPolicy: { enabled: true }', { restarts: true }],
    ['lifetime: 1m, restartPolicy: { enabled: true, restartAttemptPeriod: 60 }', { restarts: true }],
    [
      'lifetime: 1h, exitCode: 2, restartPolicy: { enabled: true, ignoredExitCodes: [0] }',
      { restarts: true },
    ],
    ['lifetime: 1h, restartPolicy: { enabled: true, ignoredExitCodes: [0] }', { restarts: false }],
  ])('is as AWS and the scenario say: %s', (keys, expected) => {
    expect(read(keys)).toMatchObject(expected);
    expect(linesOf(withKeys(keys))).toEqual([]);
  });

  it.each([
    ['exitCode: 1', 'never ends by itself', {}],
    [
      'lifetime: 4m, restartPolicy: { enabled: true }',
      'ran for less than 5m, which this one never does',
      { restarts: false },
    ],
    [
      'lifetime: exponential(mean 1h), restartPolicy: { enabled: true }',
      'the model restarts it always',
      { restarts: true },
    ],
  ])('has a warning at its key where the model knows less: %s', (keys, words, expected) => {
    expect(read(keys)).toMatchObject(expected);
    expect(linesOf(withKeys(keys))).toEqual([expect.stringMatching(/^21:\d+ /)]);
    expect(linesOf(withKeys(keys))[0]).toContain(words);
  });
});
