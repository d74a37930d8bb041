/** Create and start of one container on a machine whose disk a test slows down. */
import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/kernel/process.js';
import { createStage, startStage } from '../../../src/model/agent/create-stage.js';
import type { AgentSettings, ModelParameters } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { ecsAgent, environment, only, registries, task } from '../tiny-parts.js';
import { agent, container } from '../tiny-world.js';

interface Slow {
  readonly flush?: number;
  readonly read?: number;
}

function setUp(
  slow: Slow = {},
  settings: Partial<AgentSettings> = {},
  parameters: Partial<ModelParameters> = {},
  essential = true,
  operatingSystem: 'LINUX' | 'WINDOWS' = 'LINUX',
) {
  const env = environment({ containerCreate: constant(2), ...parameters });
  const all = registries(env);
  const it = ecsAgent(env, all, { agent: agent(settings), operatingSystem });
  const { machine, store } = it.instance;
  machine.flush = function* (): Body<void> {
    if (slow.flush !== undefined) yield* env.simulation.delay(slow.flush);
  };
  machine.readFromSnapshot = function* (): Body<void> {
    if (slow.read !== undefined) yield* env.simulation.delay(slow.read);
  };
  const of = task(env, { containers: [container({ essential })] });
  of.create('web/1');
  of.beginContainers();
  function* life(): Body<void> {
    if (yield* createStage(it, only(of))) yield* startStage(it, only(of), () => undefined);
  }
  const run = (image = true) => {
    if (image) store.preload(all.resolve('api:live')!, 'api:live');
    env.simulation.start(life());
    env.simulation.run();
    return only(of);
  };
  return { env, it, of, run, all, store };
}

describe('the create of a container', () => {
  it('waits for the volume, then creates, then reads its image', () => {
    const { of, run } = setUp({ flush: 3, read: 4 });
    expect(run().startedAt).toBe(3 + 2 + 4);
    expect(of.lastClock.boundSeconds.filter((seconds) => seconds > 0)).toEqual(new Float64Array([2, 3, 4]));
  });

  it('has a time of its own on Windows', () => {
    const windows = { windowsContainerCreate: constant(15) };
    expect(setUp({}, {}, windows).run().startedAt).toBe(2);
    expect(setUp({}, {}, windows, true, 'WINDOWS').run().startedAt).toBe(15);
  });

  it('fails without a local image, and only an essential one takes its task along', () => {
    const { of, run } = setUp();
    expect(run(false).reason).toMatch(/^CannotCreateContainerError: No such image/);
    expect(of).toMatchObject({ outcome: 'failed', stopCode: 'TaskFailedToStart' });
    const other = setUp({}, {}, {}, false);
    expect(other.run(false).skipped).toBe(true);
  });

  it('is given up after its timeout', () => {
    const { of, run } = setUp({ flush: 300 });
    expect(Number.isNaN(run().startedAt)).toBe(true);
    expect(of.cause).toBe(
      'DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s',
    );
  });

  it('goes by the reference as written, whatever was resolved for it (trap 9)', () => {
    for (const [without, number] of [
      [[], 0],
      [['create-by-tag'], 1],
    ] as const) {
      const { run, of, all, store } = setUp({}, {}, { without });
      const repository = all.byName('ecr').repository('api');
      const old = repository.newest;
      repository.push('live', false, 0);
      store.preload(repository.newest, 'api:live');
      store.tag(store.preload(old, 'api:live'), 'api:live');
      only(of).digestReported = repository.newest.digest;
      expect(run(false).release!.number).toBe(number);
    }
  });
});

describe('the start of a container', () => {
  it('is given up after its own timeout', () => {
    const { of, run } = setUp({ read: 200 });
    expect(Number.isNaN(run().startedAt)).toBe(true);
    expect(of.cause).toBe(
      'DockerTimeoutError: Could not transition to started; timed out after waiting 3m0s',
    );
  });

  it('keeps its first error', () => {
    const { of, run } = setUp({ read: 200 });
    only(of).noteError('CannotPullImageManifestError: x');
    expect(run().reason).toBe('CannotPullImageManifestError: x');
    expect(of.cause).toBe('CannotPullImageManifestError: x');
  });
});
