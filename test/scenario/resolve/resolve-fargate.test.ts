import { describe, expect, it } from 'vitest';
import { fargateDefaults, windowsDefaults } from '../../../src/catalog/costs.js';
import { findRuntime } from '../../../src/catalog/runtimes.js';
import { linesOf, rowsOf } from '../reading.js';
import { fargateOf, onFargate, onWindows } from './fargate-scenario.js';

const ARM = 'cpu: 1024\n    memory: 2048\n    runtimePlatform: { cpuArchitecture: ARM64 }';
const forArm = (text: string): string =>
  text.replace('tags: [live]', 'tags: [live]\n    platforms: [linux/arm64]');

describe('Fargate capacity', () => {
  it('names the source of what is inferred, and not that of a limit which does not bind', () => {
    const rows = rowsOf(onFargate());
    const sourceOf = (path: string) => rows.get(path)?.source;
    expect(sourceOf('capacity.web.disk')).toContain('inferred');
    expect(sourceOf('capacity.web.runtime.gzip')).toContain('unpigz');
    expect(sourceOf('capacity.web.runtime.zstd')).toContain('containerd/pull/6957');
  });

  it('is the newest platform of Linux, on demand, with measured times and the quotas of AWS', () => {
    expect(fargateOf(onFargate())).toMatchObject({
      launchType: 'FARGATE',
      name: 'web',
      region: 'us-east-1',
      architecture: 'X86_64',
      operatingSystem: 'LINUX',
      operatingSystemFamily: 'LINUX',
      platformVersion: '1.4.0',
      spot: false,
      network: null,
      runtime: { name: 'fargate-1.4' },
      launchRate: { burst: 100, perSecond: 20 },
      provisionSeconds: fargateDefaults.provisionSeconds,
      createSeconds: fargateDefaults.createSeconds,
      extras: { sidecarCreateSeconds: fargateDefaults.sidecarCreateSeconds },
      layerStorageBytes: null,
      minimumBilledSeconds: 60,
      imageCache: null,
      hostBases: null,
    });
  });

  it('follows what is said', () => {
    const text = onFargate(
      '    region: eu-west-1\n    capacityProvider: FARGATE_SPOT\n    provisionTime: 5s\n    createTime: 1s\n    efsCreateTime: 2s\n    sidecarCreateTime: 3s\n',
    );
    expect(fargateOf(text)).toMatchObject({
      region: 'eu-west-1',
      spot: true,
      provisionSeconds: { kind: 'constant', value: 5 },
      createSeconds: { kind: 'constant', value: 1 },
      extras: {
        efsCreateSeconds: { kind: 'constant', value: 2 },
        sidecarCreateSeconds: { kind: 'constant', value: 3 },
      },
    });
  });

  it('has the architecture of its tasks', () => {
    const text = forArm(onFargate('', ARM));
    expect(fargateOf(text).architecture).toBe('ARM64');
    expect(linesOf(text)).toEqual([]);
  });

  it('on platform version 1.3.0 has Docker, and storage of its own for layers', () => {
    expect(fargateOf(onFargate('    platformVersion: 1.3.0\n'))).toMatchObject({
      platformVersion: '1.3.0',
      layerStorageBytes: 10e9,
      runtime: findRuntime('fargate-1.3')!.runtime,
    });
    expect(fargateOf(onFargate('    platformVersion: LATEST\n')).platformVersion).toBe('1.4.0');
  });

  it('for Windows has its own platform, times and bill', () => {
    expect(fargateOf(onWindows())).toMatchObject({
      operatingSystem: 'WINDOWS',
      platformVersion: '1.0.0',
      runtime: { name: 'fargate-windows' },
      provisionSeconds: windowsDefaults.fargateProvisionSeconds,
      createSeconds: windowsDefaults.fargateCreateSeconds,
      minimumBilledSeconds: 300,
      hostBases: { releasesKept: 2 },
    });
  });
});

describe('what Fargate does not have', () => {
  it.each([
    [
      onWindows('    capacityProvider: FARGATE_SPOT\n'),
      '15:23 capacity.web.capacityProvider: AWS does not sell Fargate Spot for Windows',
    ],
    [
      onWindows('    platformVersion: 1.4.0\n'),
      '15:22 capacity.web.platformVersion: Fargate has no platform version 1.4.0 for Windows (write "1.0.0" or "LATEST")',
    ],
    [
      onFargate('    platformVersion: 1.0.0\n'),
      'no platform version 1.0.0 for Linux (write "1.4.0" or "LATEST")',
    ],
    [onWindows('    architecture: ARM64\n'), 'its tasks are ARM64, for which Fargate has no Windows'],
    [
      forArm(onFargate('    platformVersion: 1.3.0\n', ARM)),
      'ARM64, which platform version 1.3.0 does not run',
    ],
    [
      forArm(onFargate('    capacityProvider: FARGATE_SPOT\n', ARM)).replace(
        'duration:',
        'epoch: 2024-09-05\nduration:',
      ),
      'Fargate Spot for ARM64 is sold since 2024-09-06, and the scenario begins before',
    ],
  ])('is an error: %#', (text, words) => {
    expect(linesOf(text, 'error').join('\n')).toContain(words);
  });

  it('came on a day', () => {
    const spot = forArm(onFargate('    capacityProvider: FARGATE_SPOT\n', ARM));
    expect(linesOf(spot.replace('duration:', 'epoch: 2024-09-06\nduration:'), 'error')).toEqual([]);
  });

  it('has a nearest name where a key is misspelled', () => {
    expect(linesOf(onFargate('    launchRates: none\n'), 'error')[0]).toContain('did you mean "launchRate"?');
  });
});
