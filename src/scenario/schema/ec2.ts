/** `launchType: EC2`: container instances of one's own, their machine, volumes, runtime and agent. */
import * as z from 'zod';
import { operatingSystemFamilies } from '../../catalog/operating-systems.js';
import { volumeTypeNames } from '../../catalog/volume-types.js';
import { LIMITS } from '../limits.js';
import { agent } from './agent.js';
import { hostBases } from './host-bases.js';
import { lazyRules } from './lazy-rules.js';
import { peerToPeer } from './peers.js';
import { byteRate, randomDuration, size, sizeOrNone } from './quantities.js';
import { runtime } from './runtime.js';
import { count, repeat, section, text } from './section.js';

const architecture = z.enum(['X86_64', 'ARM64']);

const machine = section({
  cores: count(1, LIMITS.cores).describe('Hardware threads'),
  memory: size('Memory'),
  coreCapacity: z
    .number()
    .positive()
    .max(LIMITS.cores)
    .optional()
    .describe('Work of all threads together, in threads that run alone. Default: their number'),
  nic: byteRate('Network bandwidth, while there are credits where there are any'),
  nicBaseline: byteRate('Network bandwidth without credits. Default: there are none').optional(),
  flow: byteRate('The most that one connection carries. Default: 5 Gbps, as on EC2').optional(),
  disk: byteRate('Disk throughput. Default: that of the volume').optional(),
  architecture: architecture.optional().describe('Default: X86_64'),
}).describe('A host outside the catalogue, instead of `instanceType`');

const volumeKeys = {
  type: z
    .enum(['instance-store', ...volumeTypeNames()])
    .optional()
    .describe('EBS volume type, or instance-store for the disks of the instance. Default: gp3'),
  size: size('Size. Default: 30 GiB').optional(),
  iops: count(100, 256_000)
    .optional()
    .describe('Provisioned IOPS (gp3, io1, io2): a limit of 256 KiB each. Default: what the type gives'),
  throughput: byteRate('Provisioned throughput (gp3). Default: what the type gives').optional(),
};

export const subnets = text()
  .optional()
  .describe('Name under `network`, or none: public addresses. Default: the only one; where there is none or several, none');

const fromSnapshot = z.enum(['fresh', 'initialised']).optional();

export const volume = section({
  ...volumeKeys,
  fromSnapshot: fromSnapshot.describe(
    'Whether blocks of baked images are loaded from the snapshot of the AMI at their first read. Default: fresh',
  ),
}).describe('Root volume, which holds the images unless there is a dataVolume');

const dataVolume = section({
  ...volumeKeys,
  fromSnapshot: fromSnapshot.describe('The same for a volume made from a snapshot. Default: initialised, as it is empty'),
  outlivesHost: z
    .boolean()
    .optional()
    .describe('Whether it stays, with its images, when its host goes, and the next host gets it. Default: false'),
}).describe('A volume of its own for the images, instead of the root volume');

export const ec2 = section({
  launchType: z.literal('EC2').describe('Container instances of your own'),
  repeat: repeat(),
  region: text().optional().describe('AWS Region. Default: us-east-1'),
  instanceType: text().optional().describe('EC2 instance type. Default: m6i.large'),
  machine: machine.optional(),
  count: count(0).optional().describe('Instances at time zero. Default: 1'),
  launchTime: randomDuration('From the decision to scale out until an instance is registered').optional(),
  volume: volume.optional(),
  dataVolume: dataVolume.optional(),
  network: z
    .enum(['credits', 'burst', 'baseline'])
    .optional()
    .describe('Burst while credits last, or one of the two rates for ever. Default: credits'),
  subnets,
  peerToPeer: peerToPeer
    .optional()
    .describe('Whether hosts fetch layers from each other: none, a preset, or a section. Default: none'),
  pageCache: sizeOrNone('Unwritten bytes that memory holds at most, or none. Default: by memory').optional(),
  runtime: runtime.optional().describe('Container runtime: a preset, or a section. Default: docker-25'),
  soci: lazyRules,
  agent: agent.optional(),
  operatingSystemFamily: z
    .enum(operatingSystemFamilies('EC2'))
    .optional()
    .describe('Default: that of the task definitions, else LINUX'),
  hostBases: hostBases.optional(),
  policy: text()
    .optional()
    .describe(
      'Rules for images: amazon-ecs-agent, documented, or a module of your own beside the scenario, such as "./mine.mjs". Default: as model.semantics says',
    ),
}).describe('EC2 container instances');

export type Ec2Input = z.output<typeof ec2>;
/** What decides the machine of an instance. */
export type MachineInput = Pick<
  Ec2Input,
  'instanceType' | 'machine' | 'volume' | 'dataVolume' | 'network' | 'pageCache'
>;
