import { describe, expect, it } from 'vitest';
import { findInstanceType } from '../../../src/catalog/instance-types.js';
import { hostOf, linesOf, rowsOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const host = (lines: string) => hostOf(small('    instanceType: m6i.large\n', lines)).machine;

describe('the machine of an instance type', () => {
  it('has its vCPUs, memory and burst rates, behind a gp3 volume of 30 GiB', () => {
    expect(hostOf(SMALL).machine).toEqual({
      instanceType: 'm6i.large',
      cores: 2,
      memoryBytes: 8 * GIB,
      nicBytesPerSecond: 12.5e9 / 8,
      diskBytesPerSecond: 125 * MIB,
      diskBytes: 30 * GIB,
      diskUsedBytes: expect.any(Number) as number,
      architecture: 'X86_64',
    });
  });

  it.each([
    ['    instanceType: m7g.large\n', { architecture: 'ARM64' }],
    [
      '    instanceType: m6i.large\n    network: baseline\n',
      { nicBytesPerSecond: findInstanceType('m6i.large')!.networkBytesPerSecond },
    ],
    [
      '    volume: { size: 100 GiB, throughput: 500 MiB/s }\n',
      { diskBytes: 100 * GIB, diskBytesPerSecond: 500 * MIB },
    ],
    // The EBS limit of the instance is below what the volume could give.
    [
      '    instanceType: t3.medium\n    volume: { throughput: 1000 MiB/s }\n',
      { diskBytesPerSecond: 260.625e6 },
    ],
    ['    volume: { type: gp2, size: 100 GiB }\n', { diskBytesPerSecond: 128 * MIB }],
  ])('follows what is said: %s', (lines, expected) => {
    expect(host(lines)).toMatchObject(expected);
  });

  it('can be one of your own', () => {
    const lines = '    machine: { cores: 8, memory: 32 GiB, nic: 10 Gbps, disk: 1 GB/s }\n';
    expect(host(lines)).toMatchObject({
      instanceType: null,
      cores: 8,
      memoryBytes: 32 * GIB,
      nicBytesPerSecond: 1.25e9,
      diskBytesPerSecond: 1e9,
      architecture: 'X86_64',
    });
  });

  it('says what bounds the disk', () => {
    const rows = rowsOf(small('    count: 2', '    volume: { throughput: 1900 MiB/s }\n    count: 2'));
    expect(rows.get('capacity.web.instanceType.disk')).toMatchObject({
      origin: 'derived',
      source: expect.stringContaining('EBS limit of m6i.large') as string,
    });
  });

  it.each([
    ['machine: { cores: 2, memory: 1 GiB, nic: 1 Gbps }\n    instanceType: m6i.large', 'both there'],
    ['volume: { throughput: 3000 MiB/s }', 'more than a gp3 volume can have'],
    ['volume: { size: 2 GB }', '3 GB are used of a disk of 2 GB'],
    ['machine: { cores: 2, memory: 1 GiB }', '"nic" is missing'],
  ])('is refused where it cannot be: %s', (lines, words) => {
    expect(linesOf(small('    instanceType: m6i.large\n', `    ${lines}\n`), 'error').join()).toContain(
      words,
    );
  });
});
