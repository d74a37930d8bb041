import { describe, expect, it } from 'vitest';
import { cleanupCycle } from '../../../src/model/agent/image-cleanup.js';
import {
  removeUntrackedContainers,
  removeUntrackedImages,
} from '../../../src/model/agent/untracked-cleanup.js';
import type { Inference } from '../../../src/model/inferences.js';
import { ecsAgentPolicy } from '../../../src/model/policy/ecs-agent-policy.js';
import type { AgentSettings } from '../../../src/model/spec.js';
import { ecsAgent, environment, finish, only, registries, task } from '../tiny-parts.js';
import { agent, image, layer, MB } from '../tiny-world.js';

const NAMES = ['small', 'middle', 'large'];
const images = NAMES.map((name, index) =>
  image({
    name,
    repository: name,
    layers: [layer({ digest: `sha256:${name}`, uncompressedBytes: (index + 1) * 100 * MB })],
    builtSecondsBefore: 10_000,
  }),
);

/** A host with three images that nobody has used. */
function setUp(settings: Partial<AgentSettings> = {}, without: readonly Inference[] = []) {
  const env = environment({ without });
  const all = registries(env, images);
  const it = ecsAgent(env, all, { agent: agent({ enableUntrackedImageCleanup: true, ...settings }) });
  const { store } = it.instance;
  for (const name of [...NAMES].reverse()) store.preload(all.resolve(`${name}:live`)!, `${name}:live`);
  const left = () => NAMES.filter((name) => store.image(all.resolve(`${name}:live`)!.imageId) !== undefined);
  return { env, all, it, store, left };
}

describe('the cleanup of images that no task has used', () => {
  it('takes the smallest first, as many as tracked images have left of the quota', () => {
    const { env, it, left } = setUp({ imagesDeletePerCycle: 3 });
    finish(env, removeUntrackedImages(it, 1));
    expect(left()).toEqual(['large']);
    expect(it.imagesRemoved).toBe(2);
  });

  it('takes place only where it is enabled', () => {
    const { env, it, left } = setUp({ enableUntrackedImageCleanup: false });
    finish(env, cleanupCycle(it));
    expect(left()).toEqual(NAMES);
  });

  it('spares images that a task has used, and those with an excluded tag', () => {
    const { env, all, it, left } = setUp({ excludeUntrackedImages: ['middle:live'] });
    it.images.record(all.resolve('small:live')!.imageId, 'small:live', 1, 0, false);
    finish(env, cleanupCycle(it));
    expect(left()).toEqual(['small', 'middle']);
  });

  it('spares what was built less than the minimum age ago, since the release that has one', () => {
    const settings = { nonEcsImageMinimumAgeSeconds: 10_000 };
    const young = setUp(settings);
    finish(young.env, cleanupCycle(young.it));
    expect(young.left()).toEqual(NAMES);
    young.env.simulation.run(1);
    finish(young.env, cleanupCycle(young.it));
    expect(young.left()).toEqual([]);
    const before = setUp({ ...settings, version: '1.32.1' });
    finish(before.env, cleanupCycle(before.it));
    expect(before.left()).toEqual([]);
  });

  it('does not count what Docker refuses', () => {
    const { env, all, it, store, left } = setUp({ imagesDeletePerCycle: 1 });
    store.createContainer(store.inspect('small:live')!, 'somebody/else');
    finish(env, removeUntrackedImages(it, 0));
    expect(left()).toEqual(['small', 'large']);
    expect(all.resolve('small:live')).toBeDefined();
  });

  it('is asked of the policy, whose answers about unknown images are ignored', () => {
    const policy = {
      ...ecsAgentPolicy,
      selectUntracked: (question: Parameters<typeof ecsAgentPolicy.selectUntracked>[0]) => [
        'sha256:nothing',
        ...question.images.filter(({ bytes }) => bytes > 250 * MB).map(({ imageId }) => imageId),
      ],
    };
    const { env, it, left } = setUp();
    finish(env, removeUntrackedImages(Object.assign(it, { policy }), 0));
    expect(left()).toEqual(['small', 'middle']);
  });
});

describe('the cleanup of containers that the agent does not know', () => {
  it('removes those that ended longer ago than the task cleanup wait, so many a cycle', () => {
    const { env, it, store } = setUp({ taskCleanupWaitSeconds: 1000, nonEcsContainersDeletePerCycle: 2 });
    const from = store.inspect('small:live')!;
    const ended = [0, 0, 0, 500, NaN];
    ended.forEach((at, index) => (store.createContainer(from, `old/${index}`).finishedAt = at));
    env.simulation.run(1200);
    const names = () => store.containers().map(({ name }) => name);
    removeUntrackedContainers(it);
    expect(names()).toEqual(['old/2', 'old/3', 'old/4']);
    removeUntrackedContainers(it);
    expect(names()).toEqual(['old/3', 'old/4']);
  });

  it('leaves the containers of tasks that it knows to their sweep', () => {
    const { env, it, store } = setUp({ taskCleanupWaitSeconds: 1000 });
    const known = task(env);
    const container = store.createContainer(store.inspect('small:live')!, 'task/app');
    container.finishedAt = 0;
    only(known).localContainer = container;
    it.tasks.add(known);
    env.simulation.run(5000);
    removeUntrackedContainers(it);
    expect(store.containers()).toEqual([container]);
    it.tasks.delete(known);
    removeUntrackedContainers(it);
    expect(store.containers()).toEqual([]);
  });
});
