import { describe, expect, it } from 'vitest';
import type { TaskDefinitionSpec } from '../../../src/model/spec.js';
import { taskNeeds } from '../../../src/scenario/resolve/resolve-task-definitions.js';
import { linesOf, rowsOf, worldOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';

const task = (lines: string): TaskDefinitionSpec =>
  worldOf(small('    cpu: 256\n    memory: 384\n', lines)).taskDefinitions[0]!;

describe('a task definition', () => {
  it('has the defaults of Amazon ECS', () => {
    expect(task('')).toEqual({
      family: 'api',
      networkMode: 'bridge',
      cpuUnits: 256,
      memoryMiB: 512,
      cpuArchitecture: 'X86_64',
      ephemeralStorageBytes: 20 * 2 ** 30,
      containers: [
        {
          name: 'app',
          image: 'api:live',
          essential: true,
          dependsOn: [],
          ready: { kind: 'constant', value: 4 },
          runs: null,
          exitCode: 0,
          restarts: false,
          startTimeoutSeconds: null,
          versionConsistency: true,
          reads: expect.anything() as unknown,
          healthSeconds: null,
        },
      ],
      lifetime: null,
      stopTimeoutSeconds: 30,
      handlesSigterm: true,
      executionRole: false,
      cpuUse: 0,
      operatingSystem: 'LINUX',
      efsVolumes: 0,
      secrets: false,
      serviceConnect: false,
    });
  });

  it.each([
    ['    cpu: 1 vCPU\n    memory: 2 GB\n', { cpuUnits: 1024, memoryMiB: 2048 }],
    ['    networkMode: host\n', { networkMode: 'host' }],
    ['    lifetime: exponential(mean 10m)\n', { lifetime: { kind: 'exponential', mean: 600 } }],
    ['    executionRoleArn: "arn:aws:iam::123456789012:role/x"\n', { executionRole: true }],
    ['    handlesSigterm: false\n', { handlesSigterm: false }],
    ['    cpuUse: 40 %\n', { cpuUse: 0.4 }],
  ])('follows what is said: %s', (lines, expected) => {
    expect(task(lines)).toMatchObject(expected);
  });

  it('is as large as its containers where it does not say', () => {
    const size = (containers: readonly object[]) =>
      taskNeeds({ containers: containers.map((each) => ({ name: 'a', image: 'b', ...each })) });
    expect(
      size([
        { cpu: 128, memory: 300 },
        { cpu: 64, memoryReservation: 100 },
      ]),
    ).toEqual({ cpuUnits: 192, memoryMiB: 400, architecture: null, operatingSystemFamily: null });
    expect(size([{}])).toEqual({
      cpuUnits: 256,
      memoryMiB: 512,
      architecture: null,
      operatingSystemFamily: null,
    });
  });

  it('stops as slowly as its slowest container', () => {
    const text = small('ready: 4s', 'ready: 4s, stopTimeout: 90, versionConsistency: disabled');
    expect(worldOf(text).taskDefinitions[0]).toMatchObject({
      stopTimeoutSeconds: 90,
      containers: [{ versionConsistency: false }],
    });
  });

  it('stops by the setting of the agent where its containers do not say', () => {
    const setting = 'ECS_CONTAINER_STOP_TIMEOUT: 2m';
    const text = small('ECS_IMAGE_PULL_BEHAVIOR: default', setting);
    const stops = (each: string) => worldOf(each).taskDefinitions[0]!.stopTimeoutSeconds;
    expect(stops(text)).toBe(120);
    expect(stops(text.replace('ready: 4s', 'ready: 4s, stopTimeout: 5'))).toBe(5);
    expect(rowsOf(text).get('taskDefinitions.api.containers[0].stopTimeout')).toMatchObject({
      value: '120',
      source: 'ECS_CONTAINER_STOP_TIMEOUT',
    });
  });

  it.each([
    ['memory: 384', 'memory: 384\n    ephemeralStorage: { sizeInGiB: 50 }', 'counts on Fargate only'],
  ])('has a warning for what has no effect: %s → %s', (piece, replacement, words) => {
    expect(linesOf(small(piece, replacement), 'warning')[0]).toContain(words);
    expect(linesOf(small(piece, replacement), 'error')).toEqual([]);
  });

  it('counts volumes of EFS, and knows whether its containers have secrets', () => {
    const text = small(
      'memory: 384',
      'memory: 384\n    volumes: [{ name: a, efsVolumeConfiguration: { fileSystemId: fs-1 } }, { name: scratch }, { name: b, efsVolumeConfiguration: { fileSystemId: fs-1, rootDirectory: /b } }]',
    ).replace('ready: 4s', 'ready: 4s, secrets: [{ name: KEY, valueFrom: "arn:aws:ssm:x" }]');
    expect(worldOf(text).taskDefinitions[0]).toMatchObject({ efsVolumes: 2, secrets: true });
    expect(linesOf(text, 'error')).toEqual([]);
    expect(linesOf(text.replace('name: b,', 'name: a,'), 'error')[0]).toContain(
      'the volume "a" is there twice',
    );
  });

  it('must be for the hosts that it runs on', () => {
    const text = small('memory: 384', 'memory: 384\n    runtimePlatform: { cpuArchitecture: ARM64 }');
    expect(linesOf(text, 'error')[0]).toContain('runs on ARM64 only');
    const linux = small('count: 2', 'count: 2\n    operatingSystemFamily: LINUX').replace(
      'memory: 384',
      'memory: 384\n    runtimePlatform: { operatingSystemFamily: WINDOWS_SERVER_2022_CORE }',
    );
    expect(linesOf(linux, 'error')).toEqual([
      expect.stringContaining('runs on WINDOWS_SERVER_2022_CORE only, and the capacity "web" is LINUX'),
    ]);
  });

  it('takes the architecture of its hosts, and warns of an image that lacks it', () => {
    const text = SMALL.replace('m6i.large', 'm7g.large');
    expect(worldOf(text).taskDefinitions[0]!.cpuArchitecture).toBe('ARM64');
    expect(linesOf(text)).toEqual([
      expect.stringMatching(/^21:29 .*is for linux\/amd64, and "web" is linux\/arm64: its tasks will fail/),
    ]);
  });
});
