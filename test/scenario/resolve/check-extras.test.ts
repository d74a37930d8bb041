import { describe, expect, it } from 'vitest';
import { linesOf } from '../reading.js';
import { small } from '../small-scenario.js';

const FARGATE = `images: { api: { layers: [{ size: 30 MiB }] } }
capacity: { web: { launchType: FARGATE } }
taskDefinitions:
  api:
    cpu: 256
    memory: 512
    volumes: [{ name: x, efsVolumeConfiguration: { fileSystemId: fs-1 } }]
    containers: [{ name: app, image: "api:latest", secrets: [{ name: A, valueFrom: b }] }]
timeline: [{ createService: api, serviceConnect: true }]
`;

describe('parts of a task that take time on Fargate', () => {
  it('are not warned about there', () => {
    expect(linesOf(FARGATE)).toEqual([]);
  });

  it.each([
    [
      'EFS volumes',
      small(
        'memory: 384',
        'memory: 384\n    volumes: [{ name: x, efsVolumeConfiguration: { fileSystemId: fs-1 } }]',
      ),
      'taskDefinitions.api.volumes[0].efsVolumeConfiguration: EFS volumes take no time on EC2 ("web")',
    ],
    [
      'secrets',
      small('ready: 4s', 'ready: 4s, secrets: [{ name: A, valueFrom: b }]'),
      'taskDefinitions.api.containers[0].secrets: secrets take no time on EC2 ("web")',
    ],
    [
      'Service Connect',
      small('desiredCount: 4', 'desiredCount: 4, serviceConnect: true'),
      'timeline[0].serviceConnect: the proxy of Service Connect takes no time on EC2 ("web")',
    ],
  ])('are warned about on instances: %s', (_, text, message) => {
    expect(linesOf(text)).toEqual([expect.stringContaining(message)]);
  });
});
