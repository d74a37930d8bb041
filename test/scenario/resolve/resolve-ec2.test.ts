import { describe, expect, it } from 'vitest';
import { hostDefaults, windowsDefaults } from '../../../src/catalog/costs.js';
import { findRuntime } from '../../../src/catalog/runtimes.js';
import { hostOf, linesOf, rowsOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';

const windows = (lines = ''): string =>
  small('count: 2', `count: 2\n    operatingSystemFamily: WINDOWS_SERVER_2022_CORE${lines}`).replace(
    'tags: [live]',
    'tags: [live]\n    base: {}',
  );

describe('EC2 capacity', () => {
  it('has the runtime of the ECS AMI and launches as measured', () => {
    expect(hostOf(SMALL)).toMatchObject({
      region: 'us-east-1',
      count: 2,
      launchSeconds: hostDefaults.launchSeconds,
      runtime: findRuntime('docker-25')!.runtime,
      initialImages: [],
      operatingSystem: 'LINUX',
      hostBases: null,
      managed: null,
    });
  });
});

describe('EC2 capacity of Windows', () => {
  it('has the runtime, the launch time and the agent of Windows, and one base image in its AMI', () => {
    const host = hostOf(windows());
    expect(host).toMatchObject({
      launchSeconds: windowsDefaults.launchSeconds,
      runtime: { name: 'docker-windows' },
      operatingSystem: 'WINDOWS',
      hostBases: { releasesKept: 1 },
    });
    expect(host.agent.imagePullInactivityTimeoutSeconds).toBe(180);
    expect(host.agent.containerStartTimeoutSeconds).toBe(480);
    expect(hostOf(SMALL).agent.containerStartTimeoutSeconds).toBe(180);
  });

  it('tells what hosts import, and where that is from', () => {
    expect(rowsOf(windows()).get('capacity.web.runtime.importRate')?.value).toBe('20 MB/s');
    expect(rowsOf(SMALL).has('capacity.web.runtime.importRate')).toBe(false);
    expect(hostOf(windows('\n    runtime: { importRate: 40 MB/s }')).runtime.importBytesPerSecond).toBe(4e7);
  });

  it('is not for ARM64', () => {
    expect(linesOf(windows().replace('m6i.large', 'm7g.large'), 'error')[0]).toMatch(
      /^14:\d+ capacity.web.instanceType: is ARM64, for which there is no Windows Server \(use x86/,
    );
  });
});
