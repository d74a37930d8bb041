import { describe, expect, it } from 'vitest';
import { Ec2Instance } from '../../../src/model/launch/ec2-instance.js';
import { environment } from '../tiny-parts.js';
import { ec2, taskDefinition } from '../tiny-world.js';

function instance(overrides: Partial<ReturnType<typeof ec2>['machine']> = {}): Ec2Instance {
  return new Ec2Instance(ec2({ machine: { ...ec2().machine, ...overrides } }), 1, environment());
}

describe('a container instance', () => {
  it('has room for as many tasks as fit by CPU and by memory', () => {
    const byCpu = instance({ cores: 1, memoryBytes: 2 ** 40 });
    const byMemory = instance({ cores: 64, memoryBytes: 1024 * 2 ** 20 });
    const definition = taskDefinition({ cpuUnits: 400, memoryMiB: 512 });
    for (const host of [byCpu, byMemory]) {
      host.reserve(definition);
      expect(host.hasRoomFor(definition)).toBe(true);
      host.reserve(definition);
      expect(host.hasRoomFor(definition)).toBe(false);
      host.release(definition);
      expect(host.hasRoomFor(definition)).toBe(true);
      expect(host.tasks).toBe(1);
    }
  });

  it('has none while it drains', () => {
    const host = instance();
    host.draining = true;
    expect(host.hasRoomFor(taskDefinition())).toBe(false);
  });

  it('pulls for its own architecture', () => {
    expect([instance().platform, instance({ architecture: 'ARM64' }).platform]).toEqual([
      'linux/amd64',
      'linux/arm64',
    ]);
  });

  it('holds what its disk held before', () => {
    expect(instance({ diskUsedBytes: 7 }).store.disk.usedBytes).toBe(7);
  });

  it('tells its machine how many cores its tasks use together', () => {
    const host = instance();
    const busy: number[] = [];
    host.machine.setBusyCores = (cores) => void busy.push(cores);
    for (const cores of [1, 0.5, -1]) host.addBusyCores(cores);
    expect(busy).toEqual([1, 1.5, 0.5]);
  });
});
