import { describe, expect, it } from 'vitest';
import { MicroHost } from '../../../src/model/launch/fargate-host.js';
import type { FargateCapacitySpec, TaskDefinitionSpec } from '../../../src/model/spec.js';
import { environment, registries, release, task } from '../tiny-parts.js';
import { container, fargate, fargateRates, MB, runtime } from '../tiny-world.js';

function host(spec: Partial<FargateCapacitySpec> = {}, definition: Partial<TaskDefinitionSpec> = {}) {
  const env = environment();
  return new MicroHost(task(env, definition), fargate(spec), registries(env), env);
}

describe('the host of a Fargate task', () => {
  it('has the rates of the exact size of its task', () => {
    const rates = [
      fargateRates({ cpuUnits: 256, memoryMiB: 512, nicBytesPerSecond: 1 * MB }),
      fargateRates({ cpuUnits: 256, memoryMiB: 1024, nicBytesPerSecond: 2 * MB, flowBytesPerSecond: 7 * MB }),
      fargateRates({ cpuUnits: 512, memoryMiB: 1024, nicBytesPerSecond: 3 * MB }),
    ];
    const { machine } = host({ rates }, { cpuUnits: 256, memoryMiB: 1024 });
    expect(machine.site.rates[0]).toBe(2 * MB);
    expect(machine.flowBytesPerSecond).toBe(7 * MB);
  });

  it('has those of the first size where there are none for its own, and none without any', () => {
    const rates = [fargateRates({ nicBytesPerSecond: 5 * MB })];
    expect(host({ rates }, { cpuUnits: 4096 }).machine.site.rates[0]).toBe(5 * MB);
    expect(() => host({ rates: [] })).toThrow('no rates');
  });

  it.each([
    [256, 0.25],
    [1024, 1],
    [16_384, 16],
  ])('with %d CPU units has %d cores for everything', (cpuUnits, cores) => {
    expect(host({}, { cpuUnits }).machine).toMatchObject({ cores, coreCapacity: cores });
  });

  it('has the ephemeral storage of the task, or the layer storage of an older platform', () => {
    expect(host({}, { ephemeralStorageBytes: 50e9 }).disk.sizeBytes).toBe(50e9);
    expect(host({ layerStorageBytes: 10e9 }, { ephemeralStorageBytes: 50e9 }).disk.sizeBytes).toBe(10e9);
  });

  it('gives each container a store of its own on that disk', () => {
    const made = host({ runtime: runtime({ blobs: 'kept' }) });
    expect(made.imagesOf('app').store).not.toBe(made.imagesOf('side').store);
    expect(made.imagesOf('app').store).toBe(made.imagesOf('app').store);
    made.imagesOf('app').store.preload(release(), 'api:live');
    made.imagesOf('side').store.preload(release(), 'api:live');
    expect(made.disk.usedBytes).toBe(2 * (100 + 200) * MB);
  });

  it('keeps only what the containers of the next task pull into', () => {
    const made = host();
    made.imagesOf('app').store.preload(release(), 'api:live');
    made.imagesOf('side').store.preload(release(), 'api:live');
    made.handTo(task(environment(), { containers: [container({ name: 'app' })] }));
    expect(made.disk.usedBytes).toBe(200 * MB);
  });

  it('lets go of the release before, layers that both have stay', () => {
    const made = host();
    const { store } = made.imagesOf('app');
    store.preload(release(), 'api:live');
    const next = release({}, 1);
    store.preload(next, 'api:v2');
    made.pulled('app', next);
    expect([...store.images()].map(({ release: { number } }) => number)).toEqual([1]);
    expect(made.disk.usedBytes).toBe(200 * MB);
  });

  it('asks for tokens past the network of the customer on platform version 1.3.0, and through it since', () => {
    expect(host({ network: 'private' }).tokenOrigin.network).toBe('private');
    const old = host({ network: 'private', platformVersion: '1.3.0' });
    expect(old.tokenOrigin.network).toBeNull();
    expect(old.origin.network).toBe('private');
    const windows = host({ network: 'private', platformVersion: '1.0.0', operatingSystem: 'WINDOWS' });
    expect(windows.tokenOrigin.network).toBe('private');
  });
});
