/** Where the documentation of the agent and its code differ, played in worlds that tell them apart. */
import { describe, expect, it } from 'vitest';
import { playWorld } from '../../../src/experiment/play-world.js';
import type { PullBehavior } from '../../../src/model/policy/types.js';
import type { AgentSettings, TimelineEntry } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { agent, at, container, ec2, runTask, taskDefinition, world } from '../tiny-world.js';

interface Setting {
  readonly pullBehavior: PullBehavior;
  readonly policy: string;
  readonly timeline: readonly TimelineEntry[];
  readonly settings?: Partial<AgentSettings>;
}

const SOURCE = 'amazon-ecs-agent';
const DOCUMENTED = 'documented';

const DIGEST = playWorld(world()).starts[0]!.containers[0]!.digestRan!;

function play({ pullBehavior, policy, timeline, settings }: Setting) {
  const host = ec2({ policy, agent: agent({ pullBehavior, ...settings }) });
  const other = { ...host, name: 'baked', initialImages: [baked] };
  const short = { lifetime: constant(10) };
  return playWorld(
    world({
      durationSeconds: 40_000,
      capacities: [host, other],
      taskDefinitions: [
        taskDefinition(short),
        taskDefinition({
          ...short,
          family: 'by digest',
          containers: [container({ image: `api@${DIGEST}` })],
        }),
      ],
      timeline,
    }),
  );
}

const baked = { image: 'api:live', pulledByAgent: false, ageSeconds: 60 };
const outage = at(1, {
  kind: 'outage',
  registry: 'ecr',
  fault: 'throttled',
  forSeconds: 900,
  share: 1,
});

describe('documentation against source', () => {
  it.each([
    [SOURCE, 0],
    [DOCUMENTED, 100e6],
  ])('always, second start: %s downloads %d bytes again', (policy, bytes) => {
    const { starts } = play({ pullBehavior: 'always', policy, timeline: [runTask(0), runTask(100)] });
    const { starts: first } = play({ pullBehavior: 'always', policy, timeline: [runTask(0)] });
    expect(first).toHaveLength(1);
    const layers = starts[1]!.containers[0]!.layers.filter(({ origin }) => origin === 'own');
    expect(layers.reduce((sum, { compressedBytes }) => sum + compressedBytes, 0)).toBe(bytes);
  });

  it.each([
    [SOURCE, [true, true]],
    [DOCUMENTED, [true, false]],
  ])('once, the same image by its digest instead of its tag: %s pulls %j', (policy, pulls) => {
    const timeline = [runTask(0), runTask(50, { taskDefinition: 'by digest' })];
    const { starts } = play({ pullBehavior: 'once', policy, timeline });
    expect(starts.map(({ containers }) => containers[0]!.pullAttempts > 0)).toEqual(pulls);
    expect(starts.map(({ containers }) => containers[0]!.digestRan)).toEqual([DIGEST, DIGEST]);
  });

  it.each([
    [SOURCE, 9, 5],
    [DOCUMENTED, 1, 1],
  ])('default, registry out: %s makes %d manifest and %d pull attempts', (policy, manifests, pulls) => {
    const { starts } = play({
      pullBehavior: 'default',
      policy,
      timeline: [outage, runTask(10, { capacity: 'baked' })],
    });
    expect(starts[0]).toMatchObject({ outcome: 'started' });
    expect(starts[0]!.containers[0]).toMatchObject({ manifestAttempts: manifests, pullAttempts: pulls });
  });

  it.each([
    [SOURCE, 0],
    [DOCUMENTED, 1],
  ])('prefer-cached, an image that no task used: %s removes %d', (policy, removed) => {
    const { result } = play({
      pullBehavior: 'prefer-cached',
      policy,
      settings: { enableUntrackedImageCleanup: true },
      timeline: [],
    });
    expect(result.totals.imagesRemoved).toBe(removed);
  });
});
