/** Tasks of several containers on EC2: what waits for what, and who takes the task down. */
import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../src/model/record.js';
import type { AgentSettings, ContainerSpec, TimelineEntry } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import {
  agent,
  at,
  container,
  ec2,
  image,
  layer,
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
    expect(start({ ready: constant(7) }, on('HEALTHY')).readyAt).toBeCloseTo(3 + 7 + 3, 9);
    expect(start({ ready: constant(7) }, on('HEALTHY'), UPFRONT).readyAt).toBeCloseTo(3 + 7, 9);
    const ends = { runs: constant(5), essential: false };
    expect(start(ends, on('COMPLETE')).readyAt).toBeCloseTo(3 + 5 + 3, 9);
  });

  it('account for all of the time of the one that is ready last', () => {
    const row = start({ ready: constant(7) }, { ...on('HEALTHY'), ready: constant(2) });
    expect(sum(row, PHASES)).toBeCloseTo(row.readyAt, 9);
    expect(row.ready).toBeCloseTo(2, 9);
    expect(row.wait).toBeCloseTo(10, 9);
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
      cause: 'EssentialContainerExited',
    });
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
