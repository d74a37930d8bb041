import { describe, expect, it } from 'vitest';
import { windowsReleases } from '../../src/catalog/windows-bases.js';
import { findRuntime } from '../../src/catalog/runtimes.js';
import { windowsRuntimes } from '../../src/catalog/windows-runtimes.js';

const onDisk = windowsReleases('servercore', 'ltsc2019')
  .find(({ date }) => date === '2025-09-09')!
  .layers.reduce((bytes, { uncompressedBytes }) => bytes + uncompressedBytes, 0);

describe('runtimes on Windows', () => {
  it('are found by name, have a rate at which a host imports layers, and unpack in order', () => {
    for (const { runtime } of windowsRuntimes) {
      expect(findRuntime(runtime.name)?.runtime).toBe(runtime);
      expect(runtime.importBytesPerSecond).toBeLessThan(100e6);
      expect(runtime.unpackSlotsPerPull).toBe(1);
      expect(runtime.lazy).toBeNull();
    }
  });

  it('fetch the configuration before the layers, Docker too', () => {
    for (const { runtime } of windowsRuntimes) expect(runtime.layersWaitForConfig).toBe(true);
    expect(findRuntime('docker-25')?.runtime.layersWaitForConfig).toBe(false);
  });

  it('share what another pull has in hand in Docker alone', () => {
    const duplicates = windowsRuntimes.map(({ runtime }) => [runtime.name, runtime.duplicates]);
    expect(duplicates).toEqual([
      ['docker-windows', 'shared'],
      ['containerd-windows', 'polled'],
      ['fargate-windows', 'none'],
    ]);
  });

  it('import Server Core in minutes, containerd in four times as many as Docker', () => {
    const minutes = (name: string) => onDisk / findRuntime(name)!.runtime.importBytesPerSecond / 60;
    expect(minutes('docker-windows')).toBeCloseTo(4.2, 1);
    expect(minutes('containerd-windows')).toBeCloseTo(16.7, 1);
  });
});
