import { describe, expect, it } from 'vitest';
import type { FargateCapacitySpec } from '../../../src/model/spec.js';
import { definitionOf } from '../../../src/report/cost/fargate-lines.js';
import { findFargatePrice } from '../../../src/catalog/fargate-prices.js';
import type { Row } from '../fixture.js';
import { worldSpec } from '../fixture.js';
import { amounts, bill, FARGATE, SECONDS } from './bill-fixture.js';

const base = worldSpec();

/** One vCPU and 2 GB unless it says else. */
function world(
  more: Partial<(typeof base.taskDefinitions)[number]> = {},
  capacity: Partial<FargateCapacitySpec> = {},
) {
  return worldSpec({
    durationSeconds: SECONDS,
    capacities: [{ ...FARGATE, ...capacity }],
    taskDefinitions: [{ ...base.taskDefinitions[0]!, cpuUnits: 1024, memoryMiB: 2048, ...more }],
  });
}

/** A pull of 60 s and 30 s until it is ready, from second 10 on. */
const start = (more: Row = {}): Row => ({
  capacity: 'far',
  requestedAt: 10,
  phases: { fetch: 60, ready: 30 },
  billedPullSeconds: 90,
  ...more,
});

function round(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

describe('what Fargate bills', () => {
  it('is pull cost from the start of the pull until the task is ready, and capacity cost from then on', () => {
    const lines = bill(world(), [start({ stoppedAt: 10 + 3600 })]);
    expect(amounts(lines)).toEqual({
      'Fargate vCPU from pull to ready, us-east-1 X86_64': [0.025, 0.001012],
      'Fargate memory from pull to ready, us-east-1 X86_64': [0.05, 0.00022225],
    });
    // 3600 s in all, 90 of them above.
    expect(amounts(lines, 'capacity')).toEqual({
      'Fargate vCPU once ready, us-east-1 X86_64': [0.975, 0.039468],
      'Fargate memory once ready, us-east-1 X86_64': [1.95, 0.00866775],
    });
  });

  it('runs until the end of the run for a task that was not stopped', () => {
    const lines = amounts(bill(world(), [start()]), 'capacity');
    expect(lines['Fargate vCPU once ready, us-east-1 X86_64']![0]).toBeCloseTo((SECONDS - 10 - 90) / 3600, 8);
  });

  it('is a minute at least', () => {
    const short = start({ phases: { fetch: 10, ready: 5 }, billedPullSeconds: 15, stoppedAt: 30 });
    const lines = bill(world(), [short]);
    const hours = [...lines]
      .filter(({ unit }) => unit === 'vCPU-h')
      .reduce((sum, line) => sum + line.quantity, 0);
    expect(hours).toBeCloseTo(60 / 3600, 12);
  });

  it('is not more for a start that failed than the pull, but a minute', () => {
    const failed = start({ outcome: 'failed', billedPullSeconds: 90 });
    expect(amounts(bill(world(), [failed]), 'capacity')).toEqual({});
  });

  it('is pull cost to the end for a start that was never ready', () => {
    const never = { outcome: 'failed', readyAt: NaN, billedPullSeconds: 0, stoppedAt: 10 + 1800 } as const;
    const lines = bill(world(), [start(never)]);
    expect(amounts(lines)['Fargate vCPU from pull to ready, us-east-1 X86_64']![0]).toBe(0.5);
    expect(amounts(lines, 'capacity')).toEqual({});
  });

  it('is nothing for a start whose pull never began', () => {
    expect(bill(world(), [{ capacity: 'far', outcome: 'failed', billedPullSeconds: 0 }])).toEqual([]);
  });

  it('goes by the size of the task', () => {
    // A quarter of a vCPU with half a GB: 90 s are 22.5 vCPU-seconds.
    const small = bill(world({ cpuUnits: 256, memoryMiB: 512 }), [start({ billedPullSeconds: 22.5 })]);
    expect(amounts(small)).toEqual({
      'Fargate vCPU from pull to ready, us-east-1 X86_64': [0.00625, 0.000253],
      'Fargate memory from pull to ready, us-east-1 X86_64': [0.0125, 0.000055563],
    });
  });

  it('holds storage above the 20 GiB that are free', () => {
    const lines = bill(world({ ephemeralStorageBytes: 120 * 2 ** 30 }), [start({ stoppedAt: 3610 })]);
    expect(amounts(lines, 'capacity')['Fargate storage above 20 GiB, us-east-1']).toEqual([100, 0.0111]);
  });

  it('has no amount in a Region that the catalogue has no price of', () => {
    expect(amounts(bill(world({}, { region: 'mx-central-1' }), [start()]))).toEqual({
      'Fargate vCPU from pull to ready, mx-central-1 X86_64': [0.025, NaN],
      'Fargate memory from pull to ready, mx-central-1 X86_64': [0.05, NaN],
    });
  });

  it('is less for ARM64, and for Spot by the price that was read, which floats', () => {
    // 90 s of one vCPU and 2 GB.
    expect(amounts(bill(world({}, { architecture: 'ARM64' }), [start()]))).toEqual({
      'Fargate vCPU from pull to ready, us-east-1 ARM64': [0.025, 0.0008095],
      'Fargate memory from pull to ready, us-east-1 ARM64': [0.05, 0.000178],
    });
    expect(amounts(bill(world({}, { spot: true }), [start()]))).toEqual({
      'Fargate vCPU from pull to ready, us-east-1 X86_64 Spot (floats)': [0.025, 0.000322218],
      'Fargate memory from pull to ready, us-east-1 X86_64 Spot (floats)': [0.05, 0.000070764],
    });
  });

  it('has no amount for Spot where no price of Spot is known, be the one on demand known or not', () => {
    const lines = bill(world({}, { spot: true, region: 'eu-central-1' }), [start()]);
    expect(lines.map(({ price }) => price)).toEqual([null, null, null, null]);
    expect(findFargatePrice({ ...FARGATE, region: 'eu-central-1' })?.usdPerVcpuHour).toBe(0.04656);
  });

  it('has the licence of Windows in a line of its own, by the vCPU, and five minutes at least', () => {
    const windows = { operatingSystem: 'WINDOWS', minimumBilledSeconds: 300 } as const;
    const lines = bill(world({ cpuUnits: 2048, memoryMiB: 4096 }, windows), [
      start({ billedPullSeconds: 180, stoppedAt: 130 }),
    ]);
    // 90 s of two vCPU and 4 GB until it is ready, then 210 s, of which it ran 30.
    expect(amounts(lines)).toEqual({
      'Fargate vCPU from pull to ready, us-east-1 Windows': [0.05, 0.0023276],
      'Fargate memory from pull to ready, us-east-1 Windows': [0.1, 0.000511175],
      'Fargate Windows licence from pull to ready, us-east-1 Windows': [0.05, 0.0023],
    });
    expect(amounts(lines, 'capacity')['Fargate Windows licence once ready, us-east-1 Windows']).toEqual([
      round((2 * 210) / 3600),
      round((2 * 210 * 0.046) / 3600),
    ]);
  });

  it('is told size by size where tasks of several sizes run on one capacity', () => {
    const small = { ...base.taskDefinitions[0]!, family: 'small', cpuUnits: 256, memoryMiB: 512 };
    const large = { ...small, family: 'large', cpuUnits: 4096, memoryMiB: 8192 };
    const spec = worldSpec({
      durationSeconds: SECONDS,
      capacities: [FARGATE],
      taskDefinitions: [small, large],
      timeline: [small, large].map(({ family }) => ({
        id: family,
        schedule: { kind: 'at', atSeconds: 0 },
        action: { kind: 'runTask', taskDefinition: family, capacity: 'far', count: 1 },
      })),
    });
    // 90 s of a quarter of a vCPU, and of four.
    const lines = bill(spec, [
      start({ service: 'small', billedPullSeconds: 22.5 }),
      start({ service: 'large', billedPullSeconds: 360 }),
    ]);
    expect(amounts(lines)).toEqual({
      'Fargate vCPU from pull to ready, us-east-1 X86_64': [0.10625, 0.004301],
      'Fargate memory from pull to ready, us-east-1 X86_64': [0.2125, 0.000944563],
    });
  });

  it('costs so much a month as ten hours like these would', () => {
    const lines = bill(world(), [start({ stoppedAt: 10 + 3600 })]);
    const month = lines.reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0);
    // One vCPU and 2 GB for one of ten hours, so for 73 of 730.
    expect(month).toBeCloseTo(73 * (0.04048 + 2 * 0.004445), 9);
  });

  it('counts for 1 000 starts by the measured ones', () => {
    const lines = bill(world(), [start(), start({ billedPullSeconds: 450 })], {}, [0]);
    const vcpu = lines.find(({ part, unit }) => part === 'pull' && unit === 'vCPU-h')!;
    expect(vcpu.quantity).toBeCloseTo(0.15, 12);
    expect(vcpu.usdPer1000).toBeCloseTo(0.025 * 0.04048 * 1000, 9);
  });
});

describe('the task definition behind a row', () => {
  it('is found by service and by RunTask entry', () => {
    const timeline = [
      ...base.timeline,
      {
        id: 'batch',
        schedule: { kind: 'at', atSeconds: 0 },
        action: { kind: 'runTask', taskDefinition: 'api', capacity: 'web', count: 2 },
      } as const,
    ];
    const spec = worldSpec({ timeline });
    expect(definitionOf(spec, 'api')?.family).toBe('api');
    expect(definitionOf(spec, 'batch')?.family).toBe('api');
    expect(definitionOf(spec, 'nobody')).toBeUndefined();
  });
});
