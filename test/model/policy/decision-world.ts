/**
 * A world in which one start meets a host in a given state and a registry that gives a given answer: what decision
 * tables are played in. The host holds release D1, or has held it; the start comes late enough that the agent's
 * token has expired, so that a registry without tokens is met by all.
 */
import { simulateRun } from '../../../src/model/simulate-run.js';
import { ecsAgentPolicy } from '../../../src/model/policy/ecs-agent-policy.js';
import type { PullBehavior, PullQuestion } from '../../../src/model/policy/types.js';
import type { ContainerSpec, FaultAim, InitialImage, RegistryFault } from '../../../src/model/spec.js';
import type { StartStory } from '../../../src/model/story.js';
import { constant } from '../../../src/units/distribution.js';
import {
  agent,
  at,
  container,
  ec2,
  image,
  layer,
  registry,
  runTask,
  taskDefinition,
  world,
} from '../tiny-world.js';

/** What the agent has recorded (tracked, flagged) and what is on disk. */
export const HOSTS = {
  nothing: { tracked: false, flagged: false, onDisk: false },
  baked: { tracked: false, flagged: false, onDisk: true },
  used: { tracked: true, flagged: false, onDisk: true }, // baked, then used by a task that could not pull
  pulled: { tracked: true, flagged: true, onDisk: true },
  'used, pruned': { tracked: true, flagged: false, onDisk: false },
  'pulled, pruned': { tracked: true, flagged: true, onDisk: false },
} as const;
export type Host = keyof typeof HOSTS;

/** The reference of the container: a tag that names what it named, one that has moved to D2, or D1 by its digest. */
export const REFERENCES = ['same tag', 'moved tag', 'digest'] as const;
export type ReferenceKind = (typeof REFERENCES)[number];

/** What the registry answers: all, nothing in one of the stages of the agent, nothing in both, or no token. */
export const ANSWERS = ['all', 'no manifest', 'no pull', 'neither', 'no token'] as const;
export type Answers = (typeof ANSWERS)[number];

export interface Situation {
  readonly behavior: PullBehavior;
  readonly host: Host;
  readonly reference: ReferenceKind;
  readonly registry: Answers;
  readonly essential?: boolean;
  readonly upfront?: boolean;
}

/** By then the container of the earlier task is swept: a stopped one keeps its image. */
const PRUNED_AT = 20_000;
const PUSHED_AT = 21_000;
/** Tokens of ECR last 12 hours. */
const FAULT_AT = 46_000;
const START_AT = 46_100;

const FAULTS: Readonly<Record<Answers, readonly [RegistryFault, FaultAim['stage']] | null>> = {
  all: null,
  'no manifest': ['throttled', 'manifest'],
  'no pull': ['throttled', 'pull'],
  neither: ['throttled', null],
  'no token': ['auth-failing', null],
};

function fault(atSeconds: number, kind: RegistryFault, stage: FaultAim['stage']) {
  const aim: FaultAim = { image: 'api', stage, attempt: null };
  return at(atSeconds, { kind: 'outage', registry: 'ecr', fault: kind, forSeconds: 900, share: 1, aim });
}

/** Always starts: the essential container of a task whose other one is not essential. */
const companion = container({ name: 'companion', image: 'tool:1' });

function worldOf(situation: Situation, digest: string) {
  const { behavior, host, reference, registry: answers, essential = true, upfront = false } = situation;
  const named = reference === 'digest' ? `api@${digest}` : 'api:live';
  const app: ContainerSpec = container({ image: named, essential });
  const { tracked, flagged, onDisk } = HOSTS[host];
  const initial: InitialImage = { image: named, pulledByAgent: flagged, ageSeconds: 60 };
  const meets = FAULTS[answers];
  const wasUsed = tracked && !flagged;
  return world({
    durationSeconds: START_AT + 1000,
    images: [
      image(),
      image({
        name: 'tool',
        registry: 'hub',
        repository: 'tool',
        layers: [layer({ digest: 'sha256:tool' })],
        tags: ['1'],
      }),
    ],
    registries: [registry(), registry({ name: 'hub', type: 'ideal' })],
    capacities: [
      ec2({
        agent: agent({
          pullBehavior: behavior,
          pullDependentContainersUpfront: upfront,
          disableImageCleanup: true,
        }),
        initialImages: host === 'nothing' ? [] : [initial],
      }),
    ],
    taskDefinitions: [
      taskDefinition({
        family: 'earlier',
        containers: [container({ image: named })],
        lifetime: constant(10),
      }),
      taskDefinition({ containers: essential ? [app] : [app, companion] }),
    ],
    timeline: [
      ...(wasUsed ? [fault(0, 'throttled', 'pull'), runTask(1, { taskDefinition: 'earlier' })] : []),
      ...(tracked && !onDisk ? [at(PRUNED_AT, { kind: 'pruneImages', capacity: 'web' })] : []),
      ...(reference === 'moved tag'
        ? [at(PUSHED_AT, { kind: 'push', image: 'api', tag: 'live', sameDigest: false })]
        : []),
      ...(meets === null ? [] : [fault(FAULT_AT, ...meets)]),
      { ...runTask(START_AT), id: 'start' },
    ],
  });
}

export interface Played {
  readonly story: StartStory;
  /** What the policy was asked about the container in question. */
  readonly asked: readonly PullQuestion[];
}

/** Plays the start; `digest` is that of release D1. */
export function playSituation(situation: Situation, digest: string): Played {
  const stories: StartStory[] = [];
  const asked: PullQuestion[] = [];
  const policy = {
    ...ecsAgentPolicy,
    decidePull(question: PullQuestion) {
      if ((question.nowSeconds ?? 0) >= START_AT && question.reference?.startsWith('api') === true)
        asked.push(question);
      return ecsAgentPolicy.decidePull(question);
    },
  };
  simulateRun(worldOf(situation, digest), 'seed', 0, { policy, onStart: (story) => stories.push(story) });
  const story = stories.find(({ service }) => service === 'start');
  if (story === undefined) throw new Error('the start has left no story');
  return { story, asked };
}

/** The digests of the two releases, as a host without images runs them. */
export function releases(): { readonly D1: string; readonly D2: string } {
  const runs = (reference: ReferenceKind): string =>
    playSituation({ behavior: 'always', host: 'nothing', reference, registry: 'all' }, '').story.containers[0]
      ?.digestRan ?? '';
  return { D1: runs('same tag'), D2: runs('moved tag') };
}
