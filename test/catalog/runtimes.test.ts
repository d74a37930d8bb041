import { describe, expect, it } from 'vitest';
import { findCost } from '../../src/catalog/costs.js';
import { findRuntime, runtimeAliases, runtimeNames } from '../../src/catalog/runtimes.js';
import type { RuntimeSpec } from '../../src/model/spec.js';

describe('runtime presets', () => {
  it('are found by name and are what the model takes', () => {
    for (const name of runtimeNames()) {
      const runtime: RuntimeSpec | undefined = findRuntime(name)?.runtime;
      expect(runtime?.name).toBe(name);
      expect(runtime?.gzipBytesPerSecond).toBeGreaterThan(10e6);
      expect(runtime?.zstdBytesPerSecond).toBeGreaterThan(runtime?.gzipBytesPerSecond ?? Infinity);
    }
    expect(findRuntime('docker-3')).toBeUndefined();
  });

  it('name source, date and evidence', () => {
    for (const name of runtimeNames()) {
      expect(findRuntime(name)?.source).toMatch(/moby|containerd|soci/i);
      expect(findRuntime(name)?.asOf).toMatch(/^20\d\d-\d\d/);
      expect(findRuntime(name)?.note.length).toBeGreaterThan(50);
    }
  });

  it('give Docker 25 one set of three slots for the daemon, and Fargate three for each pull', () => {
    expect(findRuntime('docker-25')?.runtime).toMatchObject({
      downloadSlots: 3,
      downloadSlotsPerPull: Infinity,
      keepAlive: false,
    });
    expect(findRuntime('fargate-1.4')?.runtime).toMatchObject({
      downloadSlots: Infinity,
      downloadSlotsPerPull: 3,
      keepAlive: true,
    });
  });

  it('count three downloads by daemon, by pull, by request or not at all, as each release does', () => {
    const limits = (name: string) => {
      const { downloadSlots, downloadSlotsPerPull, slotUnit } = findRuntime(name)!.runtime;
      return [downloadSlots, downloadSlotsPerPull, slotUnit];
    };
    expect(limits('docker-25')).toEqual([3, Infinity, 'layer']);
    expect(limits('docker-29.0')).toEqual([Infinity, Infinity, 'layer']);
    expect(limits('docker-29.7')).toEqual([3, Infinity, 'request']);
    expect(limits('containerd-1.7')).toEqual([Infinity, 3, 'layer']);
    expect(limits('containerd-2.0')).toEqual([Infinity, 3, 'layer']);
    expect(limits('containerd-2.1')).toEqual([3, Infinity, 'request']);
    expect(limits('containerd-2.2')).toEqual([3, Infinity, 'request']);
    expect(limits('soci-parallel-eks')).toEqual([Infinity, 20, 'layer']);
  });

  it('have short names for the newest of a family', () => {
    expect(findRuntime('docker-29')?.runtime.name).toBe('docker-29.7');
    expect(findRuntime('soci-parallel')?.runtime.name).toBe('soci-parallel-eks');
    for (const name of runtimeAliases()) expect(findRuntime(name)).toBeDefined();
  });

  it('say that the settings of Fargate are not published', () => {
    expect(findRuntime('fargate-1.4')?.evidence).toBe('inferred');
    expect(findRuntime('fargate-1.4')?.note).toContain('does not publish');
  });
});

describe('the decoders of a runtime', () => {
  it.each(runtimeNames())('of %s are the costs that they name', (name) => {
    const { runtime, decoders } = findRuntime(name)!;
    for (const key of ['gzipBytesPerSecond', 'zstdBytesPerSecond'] as const) {
      expect(findCost(decoders[key])?.value).toBe(runtime[key]);
    }
  });
});
