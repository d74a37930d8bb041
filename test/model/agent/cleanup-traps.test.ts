/** The traps of the agent's image book-keeping and cleanup (docs/fidelity.md), each told as a story of one host. */
import { describe, expect, it } from 'vitest';
import { restoreReferences } from '../../../src/model/agent/agent-restart.js';
import type { EcsAgent } from '../../../src/model/agent/ecs-agent.js';
import { cleanupCycle, startCleanup } from '../../../src/model/agent/image-cleanup.js';
import { restartAgent } from '../../../src/model/agent/agent-restart.js';
import { startTask } from '../../../src/model/agent/start-task.js';
import { sweepTask } from '../../../src/model/agent/sweep-task.js';
import type { Environment } from '../../../src/model/environment.js';
import type { Inference } from '../../../src/model/inferences.js';
import type { AgentSettings } from '../../../src/model/spec.js';
import type { Registries } from '../../../src/model/registry/registries.js';
import { ecsAgent, environment, finish, only, registries, task } from '../tiny-parts.js';
import { agent, container, image, layer, MB } from '../tiny-world.js';

const HOUR = 3600;
const NAMES = ['a', 'b', 'c', 'd'];
const images = NAMES.map((name, index) =>
  image({
    name,
    repository: name,
    layers: [layer({ digest: `sha256:${name}`, uncompressedBytes: (index + 1) * 100 * MB })],
  }),
);

interface Scene {
  readonly env: Environment;
  readonly all: Registries;
  readonly it: EcsAgent;
  readonly idOf: (name: string) => string;
  /** Names of the images that are on disk as they were at time zero. */
  readonly onDisk: () => string[];
}

function scene(settings: Partial<AgentSettings> = {}, without: readonly Inference[] = []): Scene {
  const env = environment({ without });
  const all = registries(env, images);
  const it = ecsAgent(env, all, { agent: agent(settings) });
  const ids = new Map(NAMES.map((name) => [name, all.resolve(`${name}:live`)!.imageId]));
  const onDisk = () => NAMES.filter((name) => it.instance.store.image(ids.get(name)!) !== undefined);
  return { env, all, it, idOf: (name) => ids.get(name)!, onDisk };
}

/** Puts an image on disk; the agent has recorded it at a second, if at any. */
function stored({ all, it }: Scene, name: string, recordedAt?: number): void {
  const local = it.instance.store.preload(all.resolve(`${name}:live`)!, `${name}:live`);
  if (recordedAt !== undefined) it.images.record(local.release.imageId, `${name}:live`, 1, recordedAt, true);
}

/** A task of one container starts; it runs when this returns. */
function started({ env, it }: Scene, name: string, reference: string) {
  const of = task(env, { containers: [container({ image: reference })] }, name);
  finish(env, startTask(it, of));
  return of;
}

function push({ all, env }: Scene, name: string, tag: string): void {
  all.byName('ecr').repository(name).push(tag, false, env.now);
}

describe('what the agent remembers of an image', () => {
  function secondName(without: readonly Inference[]): boolean {
    const of = scene({}, without);
    stored(of, 'a', 0);
    of.it.instance.store.tag(of.it.instance.store.inspect('a:live')!, 'a:other');
    // A pull of the second name has failed, but the name means the flagged image: only a reference is recorded.
    of.it.images.addReference(of.idOf('a'), 'a:other', 1, 0, { task: 'task', container: 'app' });
    return of.it.images.pulled('a:other');
  }

  it('trap 5: the flag belongs to the image, so a second name whose own pull failed counts as pulled', () => {
    expect(secondName([])).toBe(true);
    expect(secondName(['flag-by-image'])).toBe(false);
  });

  it('trap 20: a pull does not make an image younger that was recorded before', () => {
    const of = scene({ taskCleanupWaitSeconds: 60 });
    stored(of, 'a', -2 * HOUR);
    const again = started(of, 'again', 'a:live');
    expect(of.it.images.state(of.idOf('a'))!.pulledAtSeconds).toBe(-2 * HOUR);
    finish(of.env, sweepTask(of.it, again));
    finish(of.env, cleanupCycle(of.it));
    expect(of.onDisk()).toEqual([]);
  });

  it('trap 21: a start is no use, only the sweep of a stopped task is', () => {
    const of = scene({
      taskCleanupWaitSeconds: 60,
      imagesDeletePerCycle: 1,
      imageMinimumCleanupAgeSeconds: 10,
    });
    stored(of, 'a', -2 * HOUR);
    stored(of, 'b', -HOUR);
    const user = started(of, 'user', 'a:live');
    expect(of.it.images.state(of.idOf('a'))!.lastUsedAtSeconds).toBe(-2 * HOUR);
    finish(of.env, sweepTask(of.it, user));
    expect(of.it.images.state(of.idOf('a'))!.lastUsedAtSeconds).toBe(of.env.now);
    finish(of.env, cleanupCycle(of.it));
    expect(of.onDisk()).toEqual(['a']);
  });

  it('trap 22: a stopped task keeps its image for three hours more', () => {
    const of = scene();
    const user = started(of, 'user', 'a:live');
    const stoppedAt = of.env.now;
    of.env.simulation.start(sweepTask(of.it, user));
    const cycleAt = (seconds: number) => {
      of.env.simulation.run(stoppedAt + seconds);
      of.env.simulation.start(cleanupCycle(of.it));
      of.env.simulation.run(stoppedAt + seconds);
      return of.onDisk();
    };
    expect(cycleAt(3 * HOUR - 1)).toEqual(['a']);
    expect(cycleAt(3 * HOUR + 1)).toEqual([]);
  });
});

describe('when cleanup takes place', () => {
  it('trap 23: first one interval after the start of the agent, and a restart begins to count anew', () => {
    const of = scene({ imageCleanupIntervalSeconds: 1800 });
    startCleanup(of.it);
    of.env.simulation.run(1799);
    expect(of.it.cleanupCycles).toBe(0);
    of.env.simulation.run(1801);
    expect(of.it.cleanupCycles).toBe(1);
    of.env.simulation.run(3000);
    of.env.simulation.start(restartAgent(of.it, 10));
    of.env.simulation.run(3010 + 1799);
    expect(of.it.cleanupCycles).toBe(1);
    of.env.simulation.run(3010 + 1801);
    expect(of.it.cleanupCycles).toBe(2);
  });

  it('trap 28: never under prefer-cached, not even for images that no task has used', () => {
    const of = scene({ pullBehavior: 'prefer-cached', enableUntrackedImageCleanup: true });
    stored(of, 'a', -10 * HOUR);
    stored(of, 'b');
    startCleanup(of.it);
    of.env.simulation.run(100 * HOUR);
    expect([of.it.cleanupCycles, of.onDisk()]).toEqual([0, ['a', 'b']]);
  });
});

describe('what a cleanup cycle removes', () => {
  function starved(without: readonly Inference[]): string[] {
    const of = scene({ imagesDeletePerCycle: 2 }, without);
    NAMES.forEach((name, index) => stored(of, name, -10 * HOUR + index));
    const { store } = of.it.instance;
    for (const name of ['a', 'b']) store.createContainer(store.inspect(`${name}:live`)!, `somebody/${name}`);
    for (let cycle = 0; cycle < 3; cycle++) finish(of.env, cleanupCycle(of.it));
    return of.onDisk();
  }

  it('trap 25: removals that fail use the quota up, so that images behind them are never removed', () => {
    expect(starved([])).toEqual(NAMES);
    expect(starved(['failed-removals-count'])).toEqual(['a', 'b']);
  });

  it('trap 26: an image with three names is one of its quota, an untracked one with three tags is three', () => {
    const tracked = scene({ imagesDeletePerCycle: 2 });
    for (const name of ['a', 'b']) stored(tracked, name, -10 * HOUR);
    for (const tag of ['a:1', 'a:2']) {
      tracked.it.instance.store.tag(tracked.it.instance.store.inspect('a:live')!, tag);
      tracked.it.images.record(tracked.idOf('a'), tag, 1, 0, true);
    }
    finish(tracked.env, cleanupCycle(tracked.it));
    expect(tracked.onDisk()).toEqual([]);

    const untracked = scene({ imagesDeletePerCycle: 2, enableUntrackedImageCleanup: true });
    for (const name of ['a', 'b']) stored(untracked, name);
    const { store } = untracked.it.instance;
    for (const tag of ['a:1', 'a:2']) store.tag(store.inspect('a:live')!, tag);
    finish(untracked.env, cleanupCycle(untracked.it));
    // All three tags go, though two would have been enough for the budget; nothing is left for the second image.
    expect(untracked.onDisk()).toEqual(['b']);
  });

  function preloaded(without: readonly Inference[], used: boolean): string[] {
    const of = scene({ enableUntrackedImageCleanup: true, imagesDeletePerCycle: 2 }, without);
    for (const name of ['c', 'a', 'b']) stored(of, name);
    if (used) started(of, 'user', 'a:live');
    finish(of.env, cleanupCycle(of.it));
    return of.onDisk();
  }

  it('trap 27: images that were put on a host ahead go at the first cycle, by their build date, smallest first', () => {
    expect(preloaded([], false)).toEqual(['c']);
    expect(preloaded([], true)).toEqual(['a']);
    expect(preloaded(['untracked-by-build-date'], false)).toEqual(['a', 'b', 'c']);
  });

  it('trap 29: a cycle that has used its quota up removes one untracked image more', () => {
    const of = scene({ imagesDeletePerCycle: 2, enableUntrackedImageCleanup: true });
    for (const name of ['c', 'd']) stored(of, name, -10 * HOUR);
    for (const name of ['a', 'b']) stored(of, name);
    finish(of.env, cleanupCycle(of.it));
    expect(of.onDisk()).toEqual(['b']);
  });
});

describe('names that mean another image by now', () => {
  function afterRestart(without: readonly Inference[]): string | undefined {
    const of = scene({ taskCleanupWaitSeconds: 60 }, without);
    const old = started(of, 'old', 'a:live');
    push(of, 'a', 'live');
    const young = started(of, 'young', 'a:live');
    // The agent looks at the older container last: the name goes to the image that has lost its tag.
    restoreReferences(of.it, [young, old]);
    finish(of.env, sweepTask(of.it, old));
    finish(of.env, sweepTask(of.it, young));
    of.env.simulation.run(of.env.now + 2 * HOUR);
    of.it.images.addReference(only(young).release!.imageId, 'elsewhere', 1, of.env.now, {
      task: 'kept',
      container: 'app',
    });
    finish(of.env, cleanupCycle(of.it));
    return of.it.instance.store.inspect('a:live')?.release.imageId;
  }

  it('trap 35: after a restart a name may belong to the old image, whose cleanup removes the tag of the new one', () => {
    expect(afterRestart([])).toBeUndefined();
    expect(afterRestart(['restart-moves-names'])).toBeDefined();
  });

  function twoSpellings(without: readonly Inference[]): boolean {
    const of = scene({ taskCleanupWaitSeconds: 60 }, without);
    of.all.byName('ecr').repository('a').push('latest', false, 0);
    const old = started(of, 'old', 'a');
    push(of, 'a', 'latest');
    const young = started(of, 'young', 'a:latest');
    const newer = only(young).release!;
    expect(of.it.images.state(only(old).release!.imageId)!.names).toEqual(['a']);
    // A second tag, or its running container would keep the newer image its only name.
    of.it.instance.store.tag(of.it.instance.store.inspect('a:latest')!, 'a:copy');
    finish(of.env, sweepTask(of.it, old));
    of.env.simulation.run(of.env.now + 2 * HOUR);
    finish(of.env, cleanupCycle(of.it));
    expect(of.it.instance.store.image(newer.imageId)).toBeDefined();
    return of.it.instance.store.inspect('a:latest') !== undefined;
  }

  it('trap 36: the old image keeps the other spelling of a tag, and its cleanup removes that of the new image', () => {
    expect(twoSpellings([])).toBe(false);
    expect(twoSpellings(['removal-by-name'])).toBe(true);
  });

  it('trap 36: Docker keeps the only name of an image that a container was made from, so both images stay', () => {
    const of = scene({ taskCleanupWaitSeconds: 60 });
    of.all.byName('ecr').repository('a').push('latest', false, 0);
    const old = started(of, 'old', 'a');
    push(of, 'a', 'latest');
    started(of, 'young', 'a:latest');
    finish(of.env, sweepTask(of.it, old));
    of.env.simulation.run(of.env.now + 2 * HOUR);
    finish(of.env, cleanupCycle(of.it));
    expect(of.it.instance.store.inspect('a:latest')).toBeDefined();
    expect(of.it.images.state(only(old).release!.imageId)).toMatchObject({ names: ['a'], references: 0 });
  });
});
