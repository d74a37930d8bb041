import { describe, expect, it } from 'vitest';
import { awaitFetchAhead } from '../../../src/model/launch/read-on-start.js';
import { runContainer } from '../../../src/model/launch/run-container.js';
import { BINDER_INDEX } from '../../../src/model/start-clock.js';
import { PHASES } from '../../../src/model/record.js';
import type { ContainerSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { environment, release, task } from '../tiny-parts.js';
import { container, MB, reads } from '../tiny-world.js';
import { StubMount } from './stub-mount.js';

/** A container of a layer of 200 MB in 100 spans, each of which takes a second, and others of images on disk. */
function setUp(spec: Partial<ContainerSpec>, ...others: Partial<ContainerSpec>[]) {
  const env = environment();
  const containers = [spec, ...others].map((each, index) => container({ name: `c${index}`, ...each }));
  const of = task(env, { containers });
  const lazy = of.containers[0]!;
  const mount = new StubMount(env);
  lazy.mount = mount;
  lazy.release = release();
  of.beginContainers();
  for (const each of of.containers) env.simulation.start(runContainer(each, env));
  return { env, of, lazy, mount };
}

describe('a container of an image that is loaded lazily', () => {
  it('is ready when it has read what start-up reads, and worked', () => {
    const { env, of, mount } = setUp({ ready: constant(8), reads: reads({ share: 0.2, streams: 3 }) });
    env.simulation.run();
    expect(mount.reads).toEqual([{ at: 0, spans: 20, streams: 3 }]);
    expect(of).toMatchObject({ outcome: 'started', startedAt: 0, readyAt: 28 });
  });

  it('reads in parts, each before an equal share of its work', () => {
    const { env, mount, of } = setUp({ ready: constant(8), reads: reads({ share: 0.2, bursts: 4 }) });
    env.simulation.run();
    expect(mount.reads.map(({ at }) => at)).toEqual([0, 7, 14, 21]);
    expect(of.readyAt).toBe(28);
  });

  it('books what it waited for as reads, and the rest as its application', () => {
    const { env, of } = setUp({ ready: constant(8), reads: reads({ share: 0.2, bursts: 3 }) });
    env.simulation.run();
    const { boundSeconds, phaseSeconds } = of.lastClock;
    expect(boundSeconds[BINDER_INDEX.lazy]).toBeCloseTo(20, 9);
    expect(boundSeconds[BINDER_INDEX.application]).toBeCloseTo(8, 9);
    expect(phaseSeconds[PHASES.indexOf('ready')]).toBeCloseTo(28, 9);
  });

  it('counts the bytes that it fetched, with their ways, as bytes of the task that came lazily', () => {
    const { env, of } = setUp({ reads: reads({ share: 0.2, bursts: 2 }) });
    env.simulation.run();
    expect(of).toMatchObject({ bytes: 20 * MB, lazyBytes: 20 * MB, natBytes: 20 * MB, requests: 2 });
    expect(of).toMatchObject({ crossRegionBytes: 20 * MB, endpointBytes: 0, peerBytes: 0 });
  });

  it('takes no longer than others where all that it reads is there', () => {
    const { env, of, lazy, mount } = setUp({ reads: reads({ share: 0.2 }) });
    env.simulation.run();
    const again = task(env, { containers: [lazy.spec] }, 'web/1/0/2');
    Object.assign(again.containers[0]!, { mount, release: lazy.release });
    env.simulation.start(runContainer(again.containers[0]!, env));
    env.simulation.run();
    expect(again.readyAt).toBe(of.readyAt);
    expect(again.bytes).toBe(0);
  });

  it('reads as well where it ends by itself, which makes its end later and not its readiness', () => {
    const { env, of, lazy } = setUp({ runs: constant(8), essential: false, reads: reads({ share: 0.2 }) });
    env.simulation.run();
    expect(of).toMatchObject({ outcome: 'started', readyAt: 0, bytes: 20 * MB });
    expect(lazy).toMatchObject({ endedAt: 28, exitCode: 0 });
  });

  it('reads no more in a second life', () => {
    const { env, mount, of } = setUp({ runs: constant(8), restarts: true, reads: reads({ share: 0.2 }) });
    env.simulation.run(100);
    of.requestStop();
    env.simulation.run();
    expect(mount.reads).toHaveLength(1);
  });

  it('stops reading when its task stops', () => {
    const { env, mount, of } = setUp({ ready: constant(8), reads: reads({ share: 0.2, bursts: 4 }) });
    env.simulation.run(6);
    of.requestStop();
    env.simulation.run();
    expect(mount.reads).toHaveLength(1);
    expect(of).toMatchObject({ outcome: 'stopped', readyAt: NaN });
  });
});

describe('a read that fails', () => {
  const failing = (spec: Partial<ContainerSpec>, ...others: Partial<ContainerSpec>[]) => {
    const all = setUp({ ready: constant(8), reads: reads({ share: 0.2, bursts: 4 }), ...spec }, ...others);
    all.mount.failure = { from: 1, error: 'input/output error: no answer' };
    all.env.simulation.run();
    return all;
  };

  it('ends an essential container with exit code 1, and its task says why', () => {
    const { of, lazy } = failing({});
    expect(of).toMatchObject({ outcome: 'failed', stopCode: 'EssentialContainerExited', readyAt: NaN });
    expect(of.cause).toBe(
      'EssentialContainerExited: "c0" has ended with exit code 1 (input/output error: no answer)',
    );
    expect(lazy).toMatchObject({
      exitCode: 1,
      endedAt: 8,
      reason: 'input/output error: no answer',
    });
    expect(of.bytes).toBe(5 * MB);
  });

  it('leaves a task without one that is not essential', () => {
    const { of, lazy } = failing({ essential: false }, { ready: constant(30) });
    expect(of).toMatchObject({ outcome: 'started', readyAt: 30 });
    expect(lazy).toMatchObject({ skipped: true, exitCode: 1 });
  });

  it('ends one that runs to its end before that, and a restart policy does not help', () => {
    const { of, lazy } = failing({ runs: constant(8), restarts: true });
    expect(of).toMatchObject({ outcome: 'started', stopCode: 'EssentialContainerExited' });
    expect(lazy).toMatchObject({ exitCode: 1, endedAt: 8 });
  });
});

describe('what is fetched ahead', () => {
  it('is waited for before the container is created, and counted', () => {
    const env = environment();
    const of = task(env);
    of.beginContainers();
    const mount = new StubMount(env);
    mount.ahead = 7;
    const lazy = Object.assign(of.containers[0]!, { mount });
    env.simulation.start(awaitFetchAhead(lazy, env));
    env.simulation.run();
    lazy.clock.stop(env.now);
    expect(lazy.clock.phaseSeconds[PHASES.indexOf('create')]).toBe(7);
    expect(lazy.clock.boundSeconds[BINDER_INDEX.lazy]).toBe(7);
    expect(of).toMatchObject({ bytes: 7 * MB, lazyBytes: 7 * MB, requests: 1 });
  });

  it('is nothing where the image was pulled whole', () => {
    const env = environment();
    const of = task(env);
    env.simulation.start(awaitFetchAhead(of.containers[0]!, env));
    env.simulation.run();
    expect([env.now, of.bytes]).toEqual([0, 0]);
  });
});
