/** `launchType: FARGATE`: a host of its own for each task, and what-ifs that AWS does not offer. */
import * as z from 'zod';
import { fargatePlatformVersions } from '../../catalog/fargate-platforms.js';
import { operatingSystemFamilies } from '../../catalog/operating-systems.js';
import { subnets } from './ec2.js';
import { hostBases } from './host-bases.js';
import { lazyRules } from './lazy-rules.js';
import { byteRate, contentSize, eventRate, positiveDuration, randomDuration } from './quantities.js';
import { runtime } from './runtime.js';
import { count, repeat, section, text } from './section.js';

const launchRate = z.union([
  z.literal('none'),
  section({
    burst: count(1).optional().describe('Launches at once, after a pause. Default: by Region'),
    rate: eventRate('Launches, of all tasks in the Region. Default: by Region').optional(),
    serviceRate: eventRate('Launches of one service. Default: by Region').optional(),
  }),
]);

const imageCache = z.union([
  z.literal('none'),
  section({
    scope: z
      .enum(['host', 'fleet'])
      .optional()
      .describe(
        'host: a task gets the host of one that has ended, with its images. fleet: new hosts find the layers that any task has pulled. Default: host',
      ),
    keep: positiveDuration(
      'How long an idle host, or an unused layer, is kept. Default: 30m',
      'write a longer time, or "imageCache: none"',
    ).optional(),
    maximumHosts: count(1).optional().describe('Idle hosts at most. Default: unlimited'),
    maximumSize: contentSize('Layers at most. Default: unlimited').optional(),
  }),
]);

export const fargate = section({
  launchType: z.literal('FARGATE').describe('A host of its own for each task, without a cache'),
  repeat: repeat(),
  region: text().optional().describe('AWS Region. Default: us-east-1'),
  architecture: z
    .enum(['X86_64', 'ARM64'])
    .optional()
    .describe('Default: that of the task definitions, else X86_64'),
  operatingSystemFamily: z
    .enum(operatingSystemFamilies('FARGATE'))
    .optional()
    .describe('Default: that of the task definitions, else LINUX'),
  platformVersion: z
    .enum(['LATEST', ...fargatePlatformVersions()])
    .optional()
    .describe('Default: LATEST, which is 1.4.0 for Linux and 1.0.0 for Windows'),
  capacityProvider: z.enum(['FARGATE', 'FARGATE_SPOT']).optional().describe('Default: FARGATE'),
  launchRate: launchRate
    .optional()
    .describe('How fast ECS launches tasks, shared by all capacities of the Region and provider, or none: nobody waits. Default: the quotas of AWS'),
  runtime: runtime.optional().describe('Container runtime: a preset, or a section. Default: that of the platform version'),
  subnets,
  nic: byteRate('Network bandwidth of a task, whatever its size. Default: measured, by size').optional(),
  disk: byteRate('Disk throughput of a task, whatever its size. Default: by size').optional(),
  provisionTime: randomDuration('From creation of a task until its pull starts').optional(),
  createTime: randomDuration('From the end of the pull until containers have started').optional(),
  efsProvisionTime: randomDuration('On top of provisionTime, for each EFS volume').optional(),
  efsCreateTime: randomDuration('On top of createTime, for each EFS volume').optional(),
  serviceConnectProvisionTime: randomDuration('On top of provisionTime, with Service Connect').optional(),
  serviceConnectCreateTime: randomDuration('On top of createTime, with Service Connect').optional(),
  secretsProvisionTime: randomDuration('On top of provisionTime, where containers get secrets').optional(),
  sidecarCreateTime: randomDuration('On top of createTime, for each container but the first').optional(),
  imageCache: imageCache
    .optional()
    .describe('What if Fargate kept images? AWS offers nothing of the kind. Default: none'),
  soci: lazyRules,
  hostBases: hostBases.optional(),
}).describe('AWS Fargate');

export type FargateInput = z.output<typeof fargate>;
