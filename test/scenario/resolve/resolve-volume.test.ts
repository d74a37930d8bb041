import { beforeAll, describe, expect, it } from 'vitest';
import { loadInstanceTypes } from '../../../src/catalog/instance-types.js';
import { hostOf, linesOf, rowsOf } from '../reading.js';
import { small } from '../small-scenario.js';

const GIB = 2 ** 30;
const MIB = 2 ** 20;
const textOf = (lines: string) => small('    instanceType: m6i.large\n', `    ${lines}\n`);
const host = (lines: string) => hostOf(textOf(lines)).machine;

beforeAll(() => loadInstanceTypes());

describe('the volume with the images', () => {
  it.each([
    ['volume: { fromSnapshot: initialised }', { snapshotBytesPerSecond: null }],
    ['volume: { iops: 3000 }', { diskBytesPerSecond: 125 * MIB, snapshotBytesPerSecond: 57.4e6 }],
    ['volume: { type: io1, iops: 400 }', { diskBytesPerSecond: 100 * MIB }],
    [
      'instanceType: m5d.4xlarge\n    volume: { type: instance-store }',
      { diskBytes: 600e9, diskBytesPerSecond: 696e6, diskCredits: [], snapshotBytesPerSecond: null },
    ],
    [
      'dataVolume: { type: gp2, size: 200 GiB, outlivesHost: true }',
      {
        diskBytes: 200 * GIB,
        diskUsedBytes: 0,
        diskBytesPerSecond: 250 * MIB,
        snapshotBytesPerSecond: null,
        diskOutlivesHost: true,
      },
    ],
    ['dataVolume: { fromSnapshot: fresh }', { snapshotBytesPerSecond: 57.4e6, diskOutlivesHost: false }],
  ])('follows what is said: %s', (lines, expected) => {
    expect(host(lines)).toMatchObject(expected);
  });

  it.each([
    ['volume: {}', { type: 'gp3', sizeBytes: 30 * GIB, iops: null, throughputBytesPerSecond: null }],
    [
      'dataVolume: { size: 100 GiB, iops: 4000, throughput: 250 MiB/s }',
      { type: 'gp3', sizeBytes: 100 * GIB, iops: 4000, throughputBytesPerSecond: 250 * MIB },
    ],
    [
      'instanceType: m5d.large\n    volume: { type: instance-store }',
      { type: 'instance-store', sizeBytes: 75e9, iops: null, throughputBytesPerSecond: null },
    ],
    ['machine: { cores: 2, memory: 1 GiB, nic: 1 Gbps }', null],
    ['machine: { cores: 2, memory: 1 GiB, nic: 1 Gbps }\n    volume: { size: 30 GiB }', { type: 'gp3' }],
  ])('is billed by what it is: %s', (lines, expected) => {
    const { volume } = hostOf(textOf(lines));
    if (expected === null) expect(volume).toBeNull();
    else expect(volume).toMatchObject(expected);
  });

  it('says where rates come from', () => {
    const rows = rowsOf(textOf('instanceType: m5d.large\n    dataVolume: { type: instance-store }'));
    expect(rows.get('capacity.web.dataVolume.throughput')?.source).toContain('inferred');
    expect(rows.get('capacity.web.dataVolume.size')?.value).toBe('75 GB');
  });

  it('warns where its IOPS hold back its throughput', () => {
    const text = textOf('volume: { throughput: 800 MiB/s }');
    expect(linesOf(text, 'warning').join()).toContain('takes 3200 IOPS, and the volume has 3000');
    expect(hostOf(text).machine.diskBytesPerSecond).toBe(750 * MIB);
  });

  it.each([
    ['volume: { type: instance-store }', 'm6i.large has no instance store'],
    [
      'machine: { cores: 2, memory: 1 GiB, nic: 1 Gbps }\n    volume: { type: instance-store }',
      'of your own',
    ],
    ['instanceType: m5d.large\n    volume: { type: instance-store, size: 5 GB }', '"size" is not for'],
    [
      'instanceType: m5d.large\n    dataVolume: { type: instance-store, outlivesHost: true }',
      'goes with its',
    ],
    ['volume: { type: gp2, iops: 3000 }', 'follow from their size'],
    ['volume: { type: io1, iops: 100000 }', 'more than io1 volumes can have'],
    ['volume: { fromSnapshot: perhaps }', 'initialised'],
    ['volume: { outlivesHost: true }', 'outlivesHost'],
  ])('is refused where it cannot be: %s', (lines, words) => {
    expect(linesOf(textOf(lines), 'error').join()).toContain(words);
  });
});
