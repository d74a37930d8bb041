/**
 * `taskDefinitions:`: the structure of an ECS task definition, in YAML or as the JSON of `describe-task-definition`
 * (`file:`), and what a task definition cannot know. Keys copied from AWS keep AWS units: CPU units, MiB, seconds.
 */
import * as z from 'zod';
import { parseCpuUnits, parseMemoryMiB } from '../../units/task-size.js';
import { UnitError } from '../../units/unit-error.js';
import { operatingSystemFamilies } from '../../catalog/operating-systems.js';
import { LIMITS } from '../limits.js';
import { type IssueParams, randomDuration, share } from './quantities.js';
import { reads } from './reads.js';
import { count, named, repeat, section, text } from './section.js';

/** A number or a text, as AWS takes both. */
function awsSize(
  read: (text: string) => number,
  description: string,
): z.ZodPipe<z.ZodUnion<readonly [z.ZodNumber, z.ZodString]>, z.ZodTransform<number, string | number>> {
  return z
    .union([z.number(), z.string()])
    .transform((value, context) => {
      try {
        return read(String(value));
      } catch (error) {
        if (!(error instanceof UnitError)) throw error;
        const params: IssueParams = { remedy: error.remedy, standIn: '256' };
        context.addIssue({ code: 'custom', message: error.message, params: { ...params } });
        return z.NEVER;
      }
    })
    .describe(description);
}

const cpu = () =>
  awsSize(parseCpuUnits, 'CPU units, 1024 to a vCPU').optional();
const memory = (description: string) =>
  awsSize(parseMemoryMiB, description).optional();

const dependency = section({
  containerName: text().describe('Container of the same task'),
  condition: z
    .enum(['START', 'COMPLETE', 'SUCCESS', 'HEALTHY'])
    .describe('What must have happened to it before this container is pulled and started'),
});

const healthCheck = section({
  command: z.array(z.string()).optional().describe('Not looked at'),
  interval: count(5, 300).optional().describe('Seconds from one check to the next. Default: 30'),
  timeout: count(2, 120).optional().describe('Seconds; adds nothing, as checks of what is not ready fail at once'),
  retries: count(1, 10).optional().describe('Failures in a row that make it unhealthy. Default: 3'),
  startPeriod: count(0, 300).optional().describe('Seconds in which failures do not count. Default: 0'),
}).describe('HEALTHY is when the container is `ready`; where that takes too long it is unhealthy, and a service replaces its task');

const restartPolicy = section({
  enabled: z.boolean().describe('Whether the container is started again when it ends, without a pull'),
  ignoredExitCodes: z.array(count(0, 255)).max(50).optional().describe('Exit codes after which it is not'),
  restartAttemptPeriod: count(60, 1800)
    .optional()
    .describe('Seconds that it must have run before; counts where `lifetime` is not random. Default: 300'),
}).describe('Restart policy of the container');

const volumeFrom = section({
  sourceContainer: text().describe('Container of the same task, which is created first'),
  readOnly: z.boolean().optional(),
});

const secret = section({
  name: text().describe('Environment variable'),
  valueFrom: text().describe('Secret of Secrets Manager or parameter of Systems Manager'),
}).describe('A secret, which Fargate reads before it pulls');

const efsVolume = section({
  fileSystemId: text(),
  rootDirectory: z.string().optional(),
  transitEncryption: z.enum(['ENABLED', 'DISABLED']).optional(),
  transitEncryptionPort: count(0, 65_535).optional(),
  authorizationConfig: section({
    accessPointId: z.string().optional(),
    iam: z.enum(['ENABLED', 'DISABLED']).optional(),
  }).optional(),
}).describe('A file system of EFS: that there is one counts, on Fargate');

const volume = section({
  name: text().describe('Name of the volume'),
  efsVolumeConfiguration: efsVolume.optional(),
}).describe('A volume of the task');

const container = section({
  name: text().describe('Name of the container'),
  image: text().describe('Key of `images` with :tag or @digest, or a full image name'),
  essential: z.boolean().optional().describe('Whether the task stops with it. Default: true'),
  cpu: cpu(),
  memory: memory('Hard limit, MiB'),
  memoryReservation: memory('Soft limit, MiB'),
  dependsOn: z.array(dependency).optional().describe('Other containers that come first'),
  links: z
    .array(z.string().regex(/^[\w-]+(:[\w.-]+)?$/, 'is not a link such as "db" or "db:database"'))
    .optional()
    .describe('Containers that must have started first; only with networkMode bridge'),
  volumesFrom: z.array(volumeFrom).optional().describe('Containers whose volumes it mounts'),
  startTimeout: count(0, 3600)
    .optional()
    .describe('Seconds after its start that others wait for it to be complete or healthy. Default: no limit'),
  stopTimeout: count(0, 3600).optional().describe('Seconds. Default: ECS_CONTAINER_STOP_TIMEOUT, which is 30'),
  healthCheck: healthCheck.optional(),
  restartPolicy: restartPolicy.optional(),
  secrets: z.array(secret).optional().describe('Secrets that become its environment'),
  versionConsistency: z
    .enum(['enabled', 'disabled'])
    .optional()
    .describe('Whether the first task of a deployment fixes the digest for the others. Default: enabled'),
  ready: randomDuration('From container start until the application serves. Default: 0s').optional(),
  lifetime: randomDuration(
    'How long the container runs; an essential one that ends stops its task. Default: as long as its task',
  ).optional(),
  reads: reads.optional().describe('What it reads of its image, where that is loaded lazily: a profile, or a section'),
  exitCode: count(0, 255).optional().describe('With which it ends after its lifetime. Default: 0'),
}).describe('A container');

const platform = section({
  cpuArchitecture: z.enum(['X86_64', 'ARM64']).optional().describe('Default: that of the hosts'),
  operatingSystemFamily: z
    .enum(operatingSystemFamilies('EC2'))
    .optional()
    .describe('Default: that of the hosts'),
}).describe('What the task needs of its host');

const taskDefinition = section({
  repeat: repeat(),
  file: text().optional().describe('JSON of aws ecs describe-task-definition, or of register-task-definition'),
  family: text().optional().describe('Default: the name'),
  networkMode: z
    .enum(['awsvpc', 'bridge', 'host', 'none'])
    .optional()
    .describe('Default: awsvpc on Fargate, bridge on EC2'),
  requiresCompatibilities: z.array(z.string()).optional(),
  executionRoleArn: text()
    .optional()
    .describe('Role with which the images are pulled: its tokens are shared with no other task. Default: that of the instance, whose tokens all tasks share'),
  cpu: cpu(),
  memory: memory('MiB'),
  runtimePlatform: platform.optional(),
  volumes: z.array(volume).optional().describe('Volumes of the task; only those of EFS count'),
  ephemeralStorage: section({ sizeInGiB: count(21, 200) })
    .optional()
    .describe('Fargate only. Default: 20 GiB'),
  containers: z.array(container).min(1).max(LIMITS.containersPerTask).describe('Containers of the task'),
  lifetime: randomDuration('How long a task lives once it is ready. Default: for ever').optional(),
  handlesSigterm: z
    .boolean()
    .optional()
    .describe('Whether it stops when it is asked to, instead of being killed after stopTimeout. Default: true'),
  cpuUse: share('Of its CPU that the task uses while it runs. Default: 0 %').optional(),
}).describe('A task definition');

export const taskDefinitions = named(taskDefinition).describe('Task definitions by name');

/** What is taken over from the JSON of AWS, which has many keys more. */
export const taskDefinitionKeys = Object.keys(taskDefinition.shape);
export const containerKeys = Object.keys(container.shape);
export const dependencyKeys = Object.keys(dependency.shape);
export const healthCheckKeys = Object.keys(healthCheck.shape);
export const volumeFromKeys = Object.keys(volumeFrom.shape);
export const restartPolicyKeys = Object.keys(restartPolicy.shape);
export const secretKeys = Object.keys(secret.shape);
export const volumeKeys = Object.keys(volume.shape);
export const efsVolumeKeys = Object.keys(efsVolume.shape);
export const platformKeys = Object.keys(platform.shape);

export type TaskDefinitionInput = z.output<typeof taskDefinition>;
export type ContainerInput = z.output<typeof container>;
