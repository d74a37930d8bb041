/** `launchType: MANAGED_INSTANCES`: EC2 instances that Amazon ECS launches, patches, cleans and ends by itself. */
import * as z from 'zod';
import { subnets, volume } from './ec2.js';
import { lazyRules } from './lazy-rules.js';
import { duration, randomDuration } from './quantities.js';
import { runtime } from './runtime.js';
import { count, repeat, section, text } from './section.js';

export const managedInstances = section({
  launchType: z.literal('MANAGED_INSTANCES').describe('Amazon ECS Managed Instances'),
  repeat: repeat(),
  region: text().optional().describe('AWS Region. Default: us-east-1'),
  instanceType: text()
    .optional()
    .describe('EC2 instance type of all instances; that ECS chooses one by the tasks is left out. Default: m6i.large'),
  count: count(0).optional().describe('Instances at time zero. Default: 0'),
  maximumCount: count(1).optional().describe('Instances at most. Default: 100'),
  launchTime: randomDuration('From the need of an instance until it is registered').optional(),
  volume: volume.optional(),
  runtime: runtime.optional().describe('Container runtime: a preset, or a section. Default: containerd-2.1'),
  soci: lazyRules,
  subnets,
  unusedImageTime: duration('An image that no task uses is removed after this. Default: 15m').optional(),
  usesCachedImages: z
    .boolean()
    .optional()
    .describe('Whether an image that is there, with the digest that is wanted, is used without another pull. Default: true'),
  firstTaskAlone: z
    .boolean()
    .optional()
    .describe('Whether the first task of a deployment starts alone, to resolve the digest for the others. Default: true'),
  idleInstanceTime: z
    .union([z.literal('never'), duration('How long an instance without tasks is kept')])
    .optional()
    .describe('An instance without tasks ends after this, or never (scaleInAfter). Default: 5m'),
}).describe('EC2 instances that Amazon ECS manages');

export type ManagedInstancesInput = z.output<typeof managedInstances>;
