import { describe, expect, it } from 'vitest';
import { findInstanceType } from '../../../src/catalog/instance-types.js';
import { findMachine, pageCacheOf, pageCacheWith } from '../../../src/catalog/machines.js';
import { hostOf, linesOf, rowsOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const host = (lines: string) => hostOf(small('    instanceType: m6i.large\n', lines)).machine;

describe('the machine of an instance type', () => {
  it('has its vCPUs, memory and burst rates, behind a gp3 volume of 30 GiB', () => {
    expect(hostOf(SMALL).machine).toEqual(findMachine('m6i.large'));
    expect(hostOf(SMALL).machine).toMatchObject({
      instanceType: 'm6i.large',
      cores: 2,
      memoryBytes: 8 * GIB,
      nicBytesPerSecond: 12.5e9 / 8,
      diskBytesPerSecond: 125 * MIB,
      diskBytes: 30 * GIB,
    });
  });

  it.each([
    ['    instanceType: m7g.large\n', { architecture: 'ARM64' }],
    [
      '    instanceType: m6i.large\n    network: baseline\n',
      { nicBytesPerSecond: findInstanceType('m6i.large')!.networkBytesPerSecond, nicCredits: null },
    ],
    ['    network: burst\n', { nicBytesPerSecond: 12.5e9 / 8, nicCredits: null }],
    ['    pageCache: none\n', { pageCache: null }],
    ['    pageCache: 2 GB\n', { pageCache: pageCacheWith(2e9) }],
    [
      '    volume: { size: 100 GiB, throughput: 500 MiB/s }\n',
      { diskBytes: 100 * GIB, diskBytesPerSecond: 500 * MIB },
    ],
    // The EBS limit of the instance is below what the volume could give.
    [
      '    instanceType: t3.medium\n    volume: { throughput: 1000 MiB/s, iops: 4000 }\n',
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
      coreCapacity: 8,
      nicCredits: null,
      flowBytesPerSecond: 625e6,
      diskCredits: [],
      pageCache: pageCacheOf(32 * GIB),
    });
  });

  it('can be one of your own with credits, fewer cores than threads and a volume that sets its rate', () => {
    const machine =
      'cores: 4, coreCapacity: 2.6, memory: 1 GiB, nic: 8 Gbps, nicBaseline: 2 Gbps, flow: 1 Gbps';
    const lines = `    machine: { ${machine} }\n    pageCache: none\n    volume: { type: gp2, size: 40 GiB }\n`;
    expect(host(lines)).toMatchObject({
      coreCapacity: 2.6,
      nicCredits: { baselineBytesPerSecond: 250e6, capacityBytes: 300 * 750e6, initialShare: 1 },
      flowBytesPerSecond: 125e6,
      diskBytesPerSecond: 128 * MIB,
      diskCredits: [{ baselineBytesPerSecond: 30 * MIB, initialShare: 1 }],
      pageCache: null,
    });
  });

  it('has as many credits as the scenario says', () => {
    const text = `${SMALL}initial: { capacity: { web: { credits: 25 % } } }\n`;
    expect(hostOf(text).machine.nicCredits?.initialShare).toBe(0.25);
    expect(hostOf(text).machine.diskCredits.map(({ initialShare }) => initialShare)).toEqual([0.25]);
  });

  it('says where credits, page cache and first reads come from', () => {
    const rows = rowsOf(SMALL);
    const source = (path: string) => rows.get(`capacity.web.${path}`)?.source;
    expect(source('instanceType.networkCredits')).toContain('5 to 60 minutes');
    expect(source('instanceType.diskCredits[0]')).toContain('30 minutes');
    expect(source('instanceType.coreCapacity')).toContain('Hyper-Threading');
    expect(source('pageCache')).toContain('dirty_ratio');
    expect(source('volume.snapshot')).toContain('measured');
  });

  it('says what bounds the disk', () => {
    const rows = rowsOf(
      small('    count: 2', '    volume: { throughput: 1900 MiB/s, iops: 7600 }\n    count: 2'),
    );
    expect(rows.get('capacity.web.instanceType.disk')).toMatchObject({
      origin: 'derived',
      source: expect.stringContaining('EBS limit of m6i.large') as string,
    });
  });

  it.each([
    ['machine: { cores: 2, memory: 1 GiB, nic: 1 Gbps }\n    instanceType: m6i.large', 'both there'],
    ['volume: { throughput: 3000 MiB/s }', 'more than gp3 volumes can have'],
    ['volume: { size: 2 GB }', '3 GB are used of a disk of 2 GB (use a larger volume.size)'],
    ['machine: { cores: 2, memory: 1 GiB }', '"nic" is missing'],
    ['machine: { cores: 2, memory: 1 GiB, nic: 1 Gbps, nicBaseline: 2 Gbps }', 'the baseline is above'],
    ['pageCache: much', 'a size'],
  ])('is refused where it cannot be: %s', (lines, words) => {
    expect(linesOf(small('    instanceType: m6i.large\n', `    ${lines}\n`), 'error').join()).toContain(
      words,
    );
  });
});
