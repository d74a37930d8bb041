/** Tasks of several containers on EC2: what waits for what, and who takes the task down. */
import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../src/model/record.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type { StartStory } from '../../../src/model/story.js';
import type { AgentSettings, ContainerSpec, TimelineEntry, WorldSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import {
  agent,
  at,
  container,
  ec2,
  image,
  layer,
  MB,
  parameters,
  play,
  registry,
  runTask,
  sum,
  taskDefinition,
  world,
} from '../tiny-world.js';

const images = [
  image({ name: 'side', repository: 'side', layers: [layer({ digest: 'sha256:side' })] }),
  image(),
];

function start(
  side: Partial<ContainerSpec>,
  app: Partial<ContainerSpec>,
  settings: Partial<AgentSettings> = {},
  more: readonly TimelineEntry[] = [],
) {
  const containers = [container({ name: 'side', image: 'side:live', ...side }), container(app)];
  const spec = world({
    images,
    capacities: [ec2({ agent: agent(settings) })],
    taskDefinitions: [taskDefinition({ containers })],
    timeline: [...more, runTask(0)],
  });
  return play(spec)[0]!;
}

function stories(spec: WorldSpec): StartStory[] {
  const told: StartStory[] = [];
  simulateRun(spec, 'seed', 0, { onStart: (story) => void told.push(story) });
  return told;
}

const on = (condition: 'START' | 'HEALTHY' | 'COMPLETE') => ({
  dependsOn: [{ container: 'side', condition }],
});
const UPFRONT = { pullDependentContainersUpfront: true };

describe('the containers of a task', () => {
  it('go each by itself', () => {
    expect(start({}, {}).readyAt).toBeCloseTo(3, 9);
  });

  it('pull one after the other where one depends on the other', () => {
    const row = start({}, on('START'));
    expect(row.readyAt).toBeCloseTo(3 + 3, 9);
    expect(row.bound.dependency).toBeCloseTo(3, 9);
    expect([row.pullStartedAt, row.pullStoppedAt]).toEqual([0, expect.closeTo(6, 9)]);
  });

  it('pull at once where images are pulled upfront', () => {
    expect(start({}, on('START'), UPFRONT).readyAt).toBeCloseTo(3, 9);
  });

  it('wait for health, and for the end of a container that ends', () => {
    // Healthy at 10 s; the agent looks 5 and 10 s after the start at 3 s.
    expect(start({ ready: constant(7) }, on('HEALTHY')).readyAt).toBeCloseTo(3 + 10 + 3, 9);
    expect(start({ ready: constant(7) }, on('HEALTHY'), UPFRONT).readyAt).toBeCloseTo(3 + 10, 9);
    const ends = { runs: constant(5), essential: false };
    expect(start(ends, on('COMPLETE')).readyAt).toBeCloseTo(3 + 5 + 3, 9);
  });

  it('account for all of the time of the one that is ready last', () => {
    const row = start({ ready: constant(7) }, { ...on('HEALTHY'), ready: constant(2) });
    expect(sum(row, PHASES)).toBeCloseTo(row.readyAt, 9);
    expect(row.ready).toBeCloseTo(2, 9);
    expect(row.wait).toBeCloseTo(3 + 10, 9);
  });
});

describe('a container whose image cannot be had', () => {
  const lost = { image: 'side:none' };

  it.each(['default', 'prefer-cached'] as const)(
    'takes the task down under %s where it is essential',
    (pullBehavior) => {
      expect(start(lost, {}, { pullBehavior })).toMatchObject({
        outcome: 'failed',
        cause: 'CannotPullImageManifestError',
      });
    },
  );

  it.each(['default', 'prefer-cached'] as const)(
    'is done without under %s where it is not',
    (pullBehavior) => {
      const row = start({ ...lost, essential: false }, {}, { pullBehavior });
      expect(row).toMatchObject({ outcome: 'started', cause: '' });
    },
  );

  it.each(['always', 'once'] as const)('takes the task down under %s, essential or not', (pullBehavior) => {
    for (const essential of [true, false]) {
      expect(start({ ...lost, essential }, {}, { pullBehavior }).outcome).toBe('failed');
    }
  });

  it('leaves what depends on it unable to start', () => {
    expect(start({ ...lost, essential: false }, on('START'))).toMatchObject({
      outcome: 'failed',
      cause: 'CannotStartContainerError',
    });
  });
});

it('pulls nothing when the agent runs again, where its task was stopped meanwhile', () => {
  const service = {
    kind: 'createService',
    name: 'api',
    taskDefinition: 'api',
    capacity: 'web',
    desiredCount: 1,
    minimumHealthyPercent: 0,
    maximumPercent: 100,
    placementStrategy: 'spread',
  } as const;
  const timeline = [
    at(0, service),
    at(0.5, { kind: 'restartAgent', capacity: 'web', forSeconds: 100 }),
    at(50, { kind: 'updateService', service: 'api', forceNewDeployment: false, desiredCount: 0 }),
  ];
  const [start] = play(world({ timeline }));
  // The agent hears of the stop when it runs again; the pull ended with its process.
  expect(start).toMatchObject({ outcome: 'stopped', stoppedAt: 100.5, pullStartedAt: 0, pullStoppedAt: 0.5 });
});

describe('a container of an instance that ends', () => {
  it('does not do again what was under way', () => {
    const timeline = [runTask(0), at(2.5, { kind: 'terminate' as const, capacity: 'web', count: 1 })];
    const spec = world({ registries: [registry({ requestLatency: constant(1) })], timeline });
    // Token, ping, HEAD and GET of the manifest, the last two of which nobody waits for any more.
    expect(simulateRun(spec, 'seed', 0).totals.registryRequests).toBe(4);
  });
});

describe('a container that others wait for', () => {
  it('is noticed at once while another container of the task is in transition', () => {
    const slow = image({
      name: 'slow',
      repository: 'slow',
      layers: [layer({ digest: 'sha256:slow', compressedBytes: 2000 * MB })],
    });
    const containers = [
      container({ name: 'side', image: 'side:live', ready: constant(7) }),
      container(on('HEALTHY')),
      container({ name: 'slow', image: 'slow:live' }),
    ];
    const [story] = stories(
      world({ images: [...images, slow], taskDefinitions: [taskDefinition({ containers })] }),
    );
    const [side, app, pulling] = story!.containers;
    expect(app!.pullStartedAt).toBeCloseTo(side!.readyAt, 9);
    expect(pulling!.pullStoppedAt).toBeGreaterThan(side!.readyAt);
  });

  it('is noticed at the end of the five seconds in which the agent only handles events, unless that is switched off', () => {
    for (const [without, readyAt] of [
      [[], 3 + 10 + 3],
      [['event-window'], 3 + 7 + 3],
    ] as const) {
      const containers = [
        container({ name: 'side', image: 'side:live', ready: constant(7) }),
        container(on('HEALTHY')),
      ];
      const spec = world({
        images,
        taskDefinitions: [taskDefinition({ containers })],
        model: parameters({ without }),
      });
      expect(play(spec)[0]!.readyAt).toBeCloseTo(readyAt, 9);
    }
  });

  it('stops its dependents when it fails under SUCCESS, with exit code 143', () => {
    const side = { runs: constant(5), essential: false, exitCode: 1 };
    const row = start(side, { dependsOn: [{ container: 'side', condition: 'SUCCESS' }] });
    expect(row).toMatchObject({
      outcome: 'failed',
      cause: 'CannotStartContainerError',
      stopCode: 'TaskFailedToStart',
    });
    expect(row.stoppedAt).toBeCloseTo(3 + 5, 9);
  });

  it('may take no longer than its start timeout; noticed five seconds at a time', () => {
    const side = { ready: constant(60), startTimeoutSeconds: 22 };
    expect(start(side, on('HEALTHY')).stoppedAt).toBeCloseTo(3 + 25, 9);
  });
});

describe('a registry that fails between the manifest and the pull', () => {
  /** The old image is cached, the tag has moved; token, ping, HEAD and GET take 1.2 s, and then it throttles. */
  function row(settings: Partial<AgentSettings>) {
    const outage = {
      kind: 'outage',
      registry: 'ecr',
      fault: 'throttled',
      forSeconds: 900,
      share: 1,
    } as const;
    const initialImages = [{ image: 'api:live', pulledByAgent: true, ageSeconds: 0 }];
    return play(
      world({
        registries: [registry({ roundTripSeconds: 0.1 })],
        capacities: [ec2({ agent: agent(settings), initialImages })],
        timeline: [
          at(1, { kind: 'push', image: 'api', tag: 'live', sameDigest: false }),
          runTask(100),
          at(101.1, outage),
        ],
      }),
    )[0]!;
  }

  it('leaves default with the old image, though the new digest was resolved', () => {
    const old = play(world())[0]!.image;
    expect(row({})).toMatchObject({ outcome: 'started', image: old });
  });

  it('fails under default with images pulled upfront, as the new digest is not on disk', () => {
    expect(row(UPFRONT)).toMatchObject({ outcome: 'failed', cause: 'CannotPullContainerError' });
  });
});

describe('an agent that is restarted while the network of a task is made', () => {
  it('pulls once, as if it had not been', () => {
    const restart = at(5, { kind: 'restartAgent', capacity: 'web', forSeconds: 1 });
    const requests = (timeline: TimelineEntry[]) =>
      play(
        world({
          taskDefinitions: [taskDefinition({ networkMode: 'awsvpc' })],
          timeline,
          model: parameters({ ec2AwsvpcProvision: constant(10) }),
        }),
      ).map((row) => [row.requests, row.readyAt]);
    expect(requests([runTask(0), restart])).toEqual(requests([runTask(0)]));
  });
});
