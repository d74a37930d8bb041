/** `timeline:`: what happens, when. Each entry has one action, which the presence of its key tells. */
import * as z from 'zod';
import { LIMITS } from '../limits.js';
import { arrivals, duration, share } from './quantities.js';
import { count, repeat, section, text } from './section.js';

const when = {
  id: text().optional().describe('A name for this entry, by which `compare` reaches it'),
  at: duration('Once, at this time. Default: 0s').optional(),
  every: duration('Again and again: first after one period, last before the end').optional(),
  from: duration('First time, instead of after one period').optional(),
  repeat: repeat(),
  until: duration('Not any more from here on. Default: the end').optional(),
};

const createService = section({
  ...when,
  createService: text().describe('Name of the new service'),
  taskDefinition: text().optional().describe('Default: the only one'),
  capacity: text().optional().describe('Default: the only one'),
  desiredCount: count(0).optional().describe('Default: 1'),
  minimumHealthyPercent: count(0, 100).optional().describe('Default: 100'),
  maximumPercent: count(100, 1000).optional().describe('Default: 200'),
  placementStrategy: z.enum(['spread', 'binpack', 'random']).optional().describe('Default: spread'),
  serviceConnect: z.boolean().optional().describe('Whether the proxy of Service Connect runs in its tasks. Default: false'),
  healthCheckGracePeriodSeconds: count(0, 2_147_483_647)
    .optional()
    .describe('Seconds after its start in which an unhealthy task is left alone. Default: 0; given, a load balancer checks tasks without a healthCheck'),
}).describe('Creates a service, which keeps a number of tasks running');

const updateService = section({
  ...when,
  updateService: text().describe('Name of a service'),
  forceNewDeployment: z
    .boolean()
    .optional()
    .describe('The same references, resolved anew. Default: false, which registers a revision with the newest pushed tag'),
  desiredCount: count(0).optional().describe('Changes the number of tasks, and deploys nothing by itself'),
}).describe('Deploys a service anew, or changes its size');

const runTask = section({
  ...when,
  runTask: text().describe('Name of a task definition'),
  capacity: text().optional().describe('Default: the only one'),
  count: count(1).optional().describe('Tasks each time. Default: 1'),
  arrivals: arrivals('At random instants between `from` and `until`, instead of `at` and `every`').optional(),
}).describe('Runs tasks without a service');

const push = section({
  ...when,
  push: section({
    image: text().describe('Name of an image'),
    tag: text().optional().describe('Tag that moves; "{n}" is the number of the push. Default: the first tag of the image'),
    sameDigest: z.boolean().optional().describe('Pushes the content that is there. Default: false'),
    rebase: z
      .boolean()
      .optional()
      .describe('Built on the newest base that is published then. Default: false, on the base of the release before'),
    index: z
      .boolean()
      .optional()
      .describe('Whether the builder of `soci` makes an index of it. Default: true, where the image has one'),
  }),
}).describe('Pushes a release to a registry');

const deleteIndex = section({
  ...when,
  deleteIndex: section({
    image: text().describe('Name of an image with a SOCI index'),
    tag: text().optional().describe('Tag that names what loses it. Default: the first tag of the image'),
  }),
}).describe('Somebody, or a clean-up job, deletes the SOCI index of what a tag names; the image stays');

const scale = section({
  ...when,
  scale: text().describe('Name of a capacity (with count) or of a service (with desiredCount)'),
  count: count(0).optional().describe('Instances wanted; of too many the newest drain, and end without tasks'),
  desiredCount: count(0).optional().describe('Tasks wanted'),
}).describe('Changes the number of instances or tasks');

const outage = section({
  ...when,
  outage: section({
    registry: text().optional().describe('Default: that of the image, else the only one'),
    state: z.enum(['unreachable', 'throttled', 'auth-failing', 'not-found', 'slow', 'corrupted']).describe('What requests meet'),
    for: duration('How long'),
    factor: z
      .number()
      .min(1)
      .max(10_000)
      .optional()
      .describe('How many times as slow, with state slow. Default: 5'),
    share: share('Of the requests. Default: 100 %').optional(),
    image: text().optional().describe('Only what concerns this image. Default: all'),
    stage: z
      .enum(['manifest', 'pull', 'layers'])
      .optional()
      .describe('Only what the agent asks to resolve a tag, only its pulls, or of these only the layers. Default: all'),
    attempt: count(1, 100).optional().describe('Only this attempt of the agent, from 1. Default: all'),
  }),
}).describe('A registry fails');

const startTask = section({
  ...when,
  startTask: text().describe('Name of a task definition'),
  capacity: text().optional().describe('An EC2 capacity. Default: the only one'),
  instance: count(1).optional().describe('Number of the instance, in the order of launches. Default: 1'),
}).describe('Starts a task on a named instance, whatever room ECS sees there: the agent has it wait for room');

const interrupt = section({
  ...when,
  interrupt: text().describe('Name of an EC2 capacity, or of one on FARGATE_SPOT'),
  count: count(1).optional().describe('How many instances (on Fargate: tasks), the oldest first. Default: 1'),
}).describe('Spot interruption notices: instances end two minutes later, with ECS_ENABLE_SPOT_INSTANCE_DRAINING they drain until then; tasks of FARGATE_SPOT are asked to stop at once');

const terminate = section({
  ...when,
  terminate: text().describe('Name of an EC2 capacity'),
  count: count(1).optional().describe('How many instances, the oldest first. Default: 1'),
}).describe('Instances end at once, with their tasks; others are launched in their place');

const restartAgent = section({
  ...when,
  restartAgent: text().describe('Name of an EC2 capacity'),
  for: duration('How long the agents are down. Default: 0s').optional(),
}).describe('The agent of every instance restarts; tasks go on running');

const pruneImages = section({
  ...when,
  pruneImages: text().describe('Name of an EC2 capacity'),
}).describe('docker image prune -a on every host, behind the agent’s back');

/** Options of the union, by the key that tells them; the order is that of the union. */
const actions = {
  createService,
  updateService,
  runTask,
  startTask,
  push,
  deleteIndex,
  scale,
  outage,
  interrupt,
  terminate,
  restartAgent,
  pruneImages,
};
export const ACTIONS = Object.keys(actions) as readonly (keyof typeof actions)[];

const entry = z.union([
  createService,
  updateService,
  runTask,
  startTask,
  push,
  deleteIndex,
  scale,
  outage,
  interrupt,
  terminate,
  restartAgent,
  pruneImages,
]);

export const timeline = z.array(entry).max(LIMITS.timelineEntries).describe('What happens');

export type EntryInput = z.output<typeof entry>;
export type CreateServiceInput = z.output<typeof createService>;
export type UpdateServiceInput = z.output<typeof updateService>;
export type RunTaskInput = z.output<typeof runTask>;
export type PushInput = z.output<typeof push>;
export type DeleteIndexInput = z.output<typeof deleteIndex>;
export type ScaleInput = z.output<typeof scale>;
export type OutageInput = z.output<typeof outage>;
export type StartTaskInput = z.output<typeof startTask>;
export type InterruptInput = z.output<typeof interrupt>;
export type TerminateInput = z.output<typeof terminate>;
export type RestartAgentInput = z.output<typeof restartAgent>;
export type PruneImagesInput = z.output<typeof pruneImages>;

/** The actions that an entry names; it should be one. */
export function actionsOf(value: object): readonly (keyof typeof actions)[] {
  return ACTIONS.filter((action) => Object.hasOwn(value, action));
}
