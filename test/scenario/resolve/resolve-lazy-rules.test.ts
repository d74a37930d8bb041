import { describe, expect, it } from 'vitest';
import { fargateSociRules, instanceSociRules } from '../../../src/catalog/soci-rules.js';
import type { FargateCapacitySpec } from '../../../src/model/spec.js';
import { linesOf, rowsOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const EC2 =
  '    launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }\n';
const SIZE = '    cpu: 256\n    memory: 384\n';

/** The small scenario on other capacity, on a day. */
function on(capacity: string, date = '2026-08-01'): string {
  return `epoch: ${date}T00:00Z\n${small(EC2, `    ${capacity}\n`).replace(SIZE, '    cpu: 1024\n    memory: 2048\n')}`;
}

const fargate = (soci = '', date?: string): string =>
  on(`launchType: FARGATE${soci === '' ? '' : `\n    soci: ${soci}`}`, date);
const capacityOf = (text: string) => worldOf(text).capacities[0]!;
const about = (text: string) => linesOf(text).filter((line) => line.includes('soci'));

describe('the rules of lazy loading', () => {
  it('are those of AWS on Fargate, without being asked for', () => {
    expect(capacityOf(fargate()).lazyRules).toEqual(fargateSociRules('2026-08-01'));
    expect(rowsOf(fargate()).get('capacity.web.soci.allOrNothing')).toMatchObject({
      value: 'false',
      origin: 'catalogue',
    });
  });

  it('are those of the day', () => {
    expect(capacityOf(fargate('', '2023-08-01')).lazyRules).toMatchObject({
      allOrNothing: true,
      architectures: ['X86_64'],
    });
    expect(capacityOf(fargate('', '2023-01-01'))).toMatchObject({
      lazyRules: { notYet: true },
      runtime: { lazy: null },
    });
    expect(capacityOf(fargate('{ enabled: false }', '2023-01-01')).lazyRules).toBeNull();
    expect(about(fargate('{ enabled: true }', '2023-01-01'))).toEqual([
      expect.stringContaining('Fargate has no SOCI on 2023-01-01'),
    ]);
  });

  it('can be all or nothing, or nothing at all', () => {
    expect(capacityOf(fargate('{ allOrNothing: true }')).lazyRules).toMatchObject({ allOrNothing: true });
    expect(capacityOf(fargate('{ enabled: false }'))).toMatchObject({
      lazyRules: null,
      runtime: { lazy: null },
    });
  });

  it('let an account go on with indexes of version 1', () => {
    const versions = (text: string) => capacityOf(text).runtime.lazy?.indexVersions;
    expect(versions(fargate())).toEqual(['v2']);
    expect(versions(fargate('', '2024-01-01'))).toEqual(['v1']);
    expect(versions(fargate('{ indexVersions: [v1, v2] }'))).toEqual(['v1', 'v2']);
  });

  it('are there for Windows on Fargate too, as the reason why nothing is loaded lazily', () => {
    const text = on('launchType: FARGATE\n    operatingSystemFamily: WINDOWS_SERVER_2022_CORE\n    soci: {}');
    const capacity = capacityOf(text) as FargateCapacitySpec;
    expect(capacity.lazyRules?.operatingSystems).toEqual(['LINUX']);
    expect(about(text)).toEqual([expect.stringContaining('nothing loads images of Windows lazily')]);
  });

  it('ask for nothing where instances have a snapshotter of their own', () => {
    expect(capacityOf(on('launchType: EC2\n    runtime: soci')).lazyRules).toEqual(instanceSociRules);
    const off = capacityOf(on('launchType: EC2\n    runtime: soci\n    soci: { enabled: false }'));
    expect(off).toMatchObject({ lazyRules: null, runtime: { name: 'soci', lazy: null } });
  });

  it('have no effect on instances without one', () => {
    expect(capacityOf(on('launchType: EC2')).lazyRules).toBeNull();
    expect(about(on('launchType: EC2\n    soci: {}'))).toEqual([
      expect.stringContaining('docker-25 loads nothing lazily, so this has no effect'),
    ]);
  });

  it('have no effect on an old platform version of Fargate, where a newer one is the remedy', () => {
    const [line] = about(on('launchType: FARGATE\n    platformVersion: 1.3.0\n    soci: {}'));
    expect(line).toContain('loads nothing lazily, so this has no effect');
    expect(line).toContain('write "platformVersion: 1.4.0"');
  });
});
