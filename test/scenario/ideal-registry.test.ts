/** A scenario with nothing but the agent's own waits: they can be read off a record to the millisecond. */
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/model/record.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import { linesOf, worldOf } from './reading.js';

interface Parts {
  readonly agent?: string;
  readonly outage?: string;
}

const scenario = ({ agent = '', outage = '' }: Parts): string => `name: ideal
duration: 1h
images: { api: { layers: [{ size: 100 MB, uncompressed: 200 MB, files: 0 }], tags: [live] } }
registries: { ideal: { type: ideal } }
capacity:
  web:
    launchType: EC2
    machine: { cores: 2, memory: 8 GiB, nic: unlimited, disk: unlimited }
    agent: { ${agent} }
taskDefinitions: { api: { cpu: 256, memory: 512, containers: [{ name: app, image: 'api:live' }] } }
timeline:
  - { at: 10m, runTask: api }
${outage === '' ? '' : `  - { at: 0s, outage: { for: 1h, ${outage} } }\n`}
model: { jitter: none, runTaskDelay: 0s, ec2BridgeProvision: 0s, containerCreate: 0s, imageInspect: 0s, imageTag: 0s }
`;

const run = (parts: Parts): RunResult => simulateRun(worldOf(scenario(parts)), '1', 0);
const instant = ({ starts }: RunResult, name: 'pullStartedAt' | 'pullStoppedAt' | 'stoppedAt'): number =>
  Math.round((starts.number[name][0]! - 600) * 1000);
const causeOf = ({ starts }: RunResult): string => starts.labels.cause[starts.text.cause[0]!]!;

/** 10, 30, 90, 270, 810, 2430, 5000 and 5000 ms, and 1.1, 2.2, 4.4 and 5 s. */
const MANIFEST_MS = 13_640;
const PULL_MS = 12_700;

describe('with an ideal registry and no jitter', () => {
  it('nothing is waited for where nothing fails', () => {
    expect(linesOf(scenario({}))).toEqual([]);
    expect(instant(run({}), 'pullStartedAt')).toBe(0);
  });

  it('a manifest that cannot be had costs the nine attempts of the agent, and no pull under always', () => {
    const result = run({ agent: 'ECS_IMAGE_PULL_BEHAVIOR: always', outage: 'state: not-found' });
    expect(instant(result, 'stoppedAt')).toBe(MANIFEST_MS);
    expect(instant(result, 'pullStartedAt')).toBeNaN();
    expect(causeOf(result)).toBe('CannotPullImageManifestError');
  });

  it('default goes on to five attempts of a pull', () => {
    const result = run({ outage: 'state: not-found' });
    expect(instant(result, 'pullStartedAt')).toBe(MANIFEST_MS);
    expect(instant(result, 'pullStoppedAt')).toBe(MANIFEST_MS + PULL_MS);
    expect(causeOf(result)).toBe('CannotPullImageManifestError');
  });

  it.each([
    ['state: not-found, stage: manifest', MANIFEST_MS, 0],
    ['state: not-found, stage: manifest, attempt: 1', 10, 0],
    ['state: not-found, stage: manifest, attempt: 2', 0, 0],
    ['state: not-found, stage: pull, attempt: 1', 0, 1100],
    ['state: not-found, attempt: 1', 10, 1100],
    ['state: not-found, image: api, stage: pull, attempt: 1', 0, 1100],
  ])('a fault that is aimed delays what it is aimed at: %s', (outage, manifestMs, pullMs) => {
    const untouched = run({});
    const duration = (result: RunResult): number =>
      instant(result, 'pullStoppedAt') - instant(result, 'pullStartedAt');
    const struck = run({ outage });
    expect(instant(struck, 'pullStartedAt')).toBe(manifestMs);
    expect(duration(struck) - duration(untouched)).toBe(pullMs);
    expect(causeOf(struck)).toBe('');
  });

  it('retries that are turned off cost nothing', () => {
    const text = scenario({ outage: 'state: not-found' }).replace(
      'jitter: none',
      'jitter: none, agentManifestAttempts: 1, agentPullAttempts: 1',
    );
    expect(instant(simulateRun(worldOf(text), '1', 0), 'pullStoppedAt')).toBe(0);
  });
});
