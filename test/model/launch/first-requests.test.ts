import { describe, expect, it } from 'vitest';
import { runContainer } from '../../../src/model/launch/run-container.js';
import type { ContainerSpec, FirstRequestsSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { environment, release, task } from '../tiny-parts.js';
import { container, MB, reads } from '../tiny-world.js';
import { StubMount } from './stub-mount.js';

function asked(overrides: Partial<FirstRequestsSpec> = {}) {
  const requests = { count: 5, everySeconds: 10, handlingSeconds: constant(0.25), share: 0.1, ...overrides };
  return reads({ share: 0.2, requests });
}

/** Containers of an image of 100 spans that take a second each; without `lazy` it was pulled whole. */
function setUp(lazy: boolean, ...specs: Partial<ContainerSpec>[]) {
  const env = environment();
  const of = task(env, { containers: specs.map((each, index) => container({ name: `c${index}`, ...each })) });
  const mount = new StubMount(env);
  of.beginContainers();
  for (const each of of.containers) {
    each.release = release();
    if (lazy) each.mount = mount;
    env.simulation.start(runContainer(each, env));
  }
  return { env, of, mount };
}

describe('the first requests after a start', () => {
  it('take what handling takes where the image was pulled whole', () => {
    const { env, of } = setUp(false, { ready: constant(3), reads: asked() });
    env.simulation.run();
    expect(of).toMatchObject({ readyAt: 3, firstRequestSeconds: 0.25, slowestRequestSeconds: 0.25 });
    expect([env.now, of.bytes]).toEqual([43.25, 0]);
  });

  it('wait for what they read, each for its part, where it is loaded lazily', () => {
    const { env, of, mount } = setUp(true, { reads: asked() });
    env.simulation.run();
    expect(mount.reads.slice(1)).toEqual([20, 30, 40, 50, 60].map((at) => ({ at, spans: 2, streams: 1 })));
    expect(of).toMatchObject({ readyAt: 20, firstRequestSeconds: 2.25, slowestRequestSeconds: 2.25 });
    expect(of).toMatchObject({ bytes: 30 * MB, lazyBytes: 30 * MB });
  });

  it('come at their intervals, whether or not the one before has its answer', () => {
    const { env, mount } = setUp(true, { reads: asked({ everySeconds: 0.5 }) });
    env.simulation.run();
    expect(mount.reads.slice(1).map(({ at }) => at)).toEqual([20, 20.5, 21, 21.5, 22]);
  });

  it('tell the slowest of them apart from the first', () => {
    const { env, of } = setUp(true, { reads: asked({ count: 3, share: 0.02 }) });
    env.simulation.run();
    // Two spans for three requests: the first finds its files there.
    expect(of).toMatchObject({ firstRequestSeconds: 0.25, slowestRequestSeconds: 1.25 });
  });

  it('are those of the slower container where several serve', () => {
    const slow = asked({ handlingSeconds: constant(4) });
    const { env, of } = setUp(false, { reads: asked() }, { reads: slow }, { reads: asked() }, {});
    env.simulation.run();
    expect(of).toMatchObject({ firstRequestSeconds: 4, slowestRequestSeconds: 4 });
  });

  it('leave no slowest one where one of several containers ends before its last', () => {
    const ending = { runs: constant(15), essential: false, reads: asked({ handlingSeconds: constant(4) }) };
    const { env, of } = setUp(false, { reads: asked() }, ending);
    env.simulation.run();
    expect(of).toMatchObject({ firstRequestSeconds: 4, slowestRequestSeconds: NaN });
  });

  it('tell nothing where nobody asks', () => {
    const { env, of } = setUp(true, {});
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'started', firstRequestSeconds: NaN, slowestRequestSeconds: NaN });
  });

  it('leave no slowest one where the task stops before the last', () => {
    const { env, of } = setUp(false, { reads: asked() });
    env.simulation.run(15);
    of.requestStop();
    env.simulation.run();
    expect(of).toMatchObject({ firstRequestSeconds: 0.25, slowestRequestSeconds: NaN });
    expect(env.now).toBe(20);
  });

  it('leave no figure where the task stops before the first has its answer', () => {
    const { env, of } = setUp(true, { reads: asked() });
    env.simulation.run(21);
    of.requestStop();
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'started', firstRequestSeconds: NaN, slowestRequestSeconds: NaN });
  });

  it('end a container whose files cannot be had', () => {
    const { env, of, mount } = setUp(true, { reads: asked() });
    mount.failure = { from: 2, error: 'input/output error: no answer' };
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'started', stopCode: 'EssentialContainerExited', cause: '' });
    expect(of.containers[0]).toMatchObject({ exitCode: 1, endedAt: 31 });
    expect(of).toMatchObject({ firstRequestSeconds: 2.25, slowestRequestSeconds: NaN });
  });
});
