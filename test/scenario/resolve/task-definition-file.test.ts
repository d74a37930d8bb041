import { describe, expect, it } from 'vitest';
import { files, linesOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const YAML =
  '    cpu: 256\n    memory: 384\n    containers:\n      - { name: app, image: "api:live", ready: 4s }\n';
const URI = '123456789012.dkr.ecr.us-east-1.amazonaws.com/api:live';
const DEFINITION = {
  taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/api:7',
  family: 'api',
  networkMode: 'bridge',
  cpu: '512',
  memory: '1024',
  executionRoleArn: 'arn:aws:iam::123456789012:role/x',
  volumes: [],
  placementConstraints: null,
  runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
  containerDefinitions: [
    {
      name: 'app',
      image: URI,
      cpu: 0,
      essential: true,
      portMappings: [{ containerPort: 80 }],
      environment: [],
      dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }],
    },
    {
      name: 'init',
      image: 'api:live',
      essential: false,
      stopTimeout: 60,
      logConfiguration: { logDriver: 'awslogs' },
    },
  ],
};
const from = (lines: string): string => small(YAML, `    file: td.json\n${lines}`);
const withFile = (value: unknown) => files({ 'td.json': JSON.stringify(value) });
const INIT = '    containers:\n      - { name: init, lifetime: 3s }\n      - { name: app, ready: 9s }\n';

describe('a task definition in the JSON of AWS', () => {
  it('brings its volumes of EFS, its secrets and its operating system', () => {
    const [app, init] = DEFINITION.containerDefinitions;
    const value = {
      ...DEFINITION,
      volumes: [
        {
          name: 'data',
          efsVolumeConfiguration: {
            fileSystemId: 'fs-1',
            transitEncryption: 'ENABLED',
            authorizationConfig: { accessPointId: 'fsap-1', iam: 'ENABLED' },
          },
        },
        { name: 'scratch', host: {}, configuredAtLaunch: false },
      ],
      containerDefinitions: [
        { ...app, secrets: [{ name: 'KEY', valueFrom: 'arn:aws:ssm:us-east-1:1:parameter/x' }] },
        init,
      ],
    };
    expect(worldOf(from(INIT), withFile(value)).taskDefinitions[0]).toMatchObject({
      efsVolumes: 1,
      secrets: true,
      operatingSystem: 'LINUX',
    });
  });

  it.each([
    ['described', { taskDefinition: DEFINITION, tags: [] }],
    ['registered', DEFINITION],
  ])('is taken as it was %s', (_, value) => {
    const world = worldOf(from(INIT), withFile(value));
    expect(world.taskDefinitions[0]).toMatchObject({
      family: 'api',
      networkMode: 'bridge',
      cpuUnits: 512,
      memoryMiB: 1024,
      executionRole: true,
      stopTimeoutSeconds: 60,
      containers: [
        {
          name: 'app',
          image: URI,
          dependsOn: [{ container: 'init', condition: 'SUCCESS' }],
          ready: { kind: 'constant', value: 9 },
        },
        { name: 'init', essential: false, runs: { kind: 'constant', value: 3 } },
      ],
    });
    expect(world.images[0]!.names.map(({ name }) => name)).toEqual([URI.replace(':live', '')]);
  });

  it('gives way to what the scenario says beside it', () => {
    const world = worldOf(from(`${INIT}    cpu: 1024\n`), withFile(DEFINITION));
    expect(world.taskDefinitions[0]!.cpuUnits).toBe(1024);
  });

  it('has its problems told at the name of the file', () => {
    expect(linesOf(from(''), 'error', withFile(DEFINITION))).toEqual([
      expect.stringMatching(
        /^18:11 .*containers\[0\]\.dependsOn\[0\]\.condition: in td\.json: waits until "init" has ended, which it never does/,
      ),
    ]);
  });

  it('has the problems of what is written beside it told there', () => {
    expect(linesOf(from(`${INIT}    cpu: much\n`), 'error', withFile(DEFINITION))[0]).toMatch(
      /^22:10 .*cpu: "much" is not a number of CPU units/,
    );
    const extra = from(`${INIT}      - { name: ap, ready: 1s }\n`);
    expect(linesOf(extra, 'error', withFile(DEFINITION))[0]).toMatch(/^22:9 .*"image" is missing/);
  });

  it.each([
    ['{', 'is not JSON'],
    ['{"a":1}', 'holds no task definition'],
    ['[]', 'holds no task definition'],
  ])('is refused where it is none: %s', (text, words) => {
    const found = linesOf(from(''), 'error', files({ 'td.json': text }));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`18:11 taskDefinitions.api.file: td.json ${words}`);
  });
});
