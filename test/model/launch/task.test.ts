import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../src/model/record.js';
import { environment, only, task } from '../tiny-parts.js';
import { container } from '../tiny-world.js';

const pins = new Map([['app', 'sha256:pinned']]);

function total(of: ReturnType<typeof task>): number {
  return of.lastClock.phaseSeconds.reduce((sum, seconds) => sum + seconds, 0);
}

describe('a task', () => {
  it('has its references pinned when it is created, by what is known then', () => {
    const env = environment();
    const known = new Map<string, string>();
    const of = task(env, {}, 'web/1/0/1', known);
    known.set('app', 'sha256:late');
    expect(only(of).reference).toBe('api:live');
    of.create('web/1');
    expect(only(of).reference).toBe('api@sha256:late');
  });

  it('leaves a digest of its own alone, and containers without a pin', () => {
    const containers = [container({ image: 'api@sha256:own' }), container({ name: 'other' })];
    const of = task(environment(), { containers }, 'web/1/0/1', pins);
    of.create('web/1');
    expect(of.containers.map(({ reference }) => reference)).toEqual(['api@sha256:own', 'api:live']);
  });

  it('keeps its first error and its first outcome', () => {
    const of = task(environment());
    of.fail('first', null);
    of.fail('second', null);
    of.requestStop();
    of.abandon('unfinished');
    expect(of).toMatchObject({ outcome: 'failed', cause: 'first' });
    expect([of.settled.fired, of.stopRequested.fired]).toEqual([true, true]);
  });

  it('says how long its service waited for it to be healthy, without the noise of adding seconds', () => {
    const of = task(environment());
    of.unhealthy(only(of), 0.1 + 0.2 + 15);
    expect(of.cause).toMatch(/was not ready 15\.3 s after its start$/);
  });

  it('that is stopped before it is ready counts as stopped, and as started afterwards', () => {
    const env = environment();
    const early = task(env);
    early.requestStop();
    expect(early.outcome).toBe('stopped');
    const late = task(env);
    only(late).readyAt = 0;
    late.succeed(only(late));
    late.requestStop();
    expect(late.outcome).toBe('started');
  });

  it('waits for capacity until something else is known', () => {
    const env = environment();
    const of = task(env);
    env.simulation.run(8);
    of.abandon('unfinished');
    expect(of.lastClock.phaseSeconds[PHASES.indexOf('capacity')]).toBe(8);
  });

  it('is abandoned by the clock of a container that is still going on', () => {
    const env = environment();
    const of = task(env, { containers: [container(), container({ name: 'slow' })] });
    of.beginContainers();
    const [first, slow] = [of.containers[0]!, of.containers[1]!];
    first.clock.enter('ready', 'application', 0);
    slow.clock.enter('fetch', 'flow', 0);
    env.simulation.run(2);
    first.clock.stop(2);
    first.readyAt = 2;
    env.simulation.run(10);
    of.abandon('unfinished');
    expect(of.lastClock).toBe(slow.clock);
    expect(total(of)).toBe(10);
  });

  it('books nothing any more when its start has ended', () => {
    const env = environment();
    const of = task(env);
    of.beginContainers();
    only(of).clock.enter('fetch', 'flow', 0);
    env.simulation.run(3);
    of.requestStop();
    only(of).clock.enter('unpack', 'flow', 3);
    env.simulation.run(9);
    only(of).clock.stop(9);
    expect(total(of)).toBe(3);
  });

  it('has containers that, when skipped, hold nobody up', () => {
    const skipped = only(task(environment()));
    skipped.skip();
    const { created, started, ready, completed } = skipped;
    expect([created, started, ready, completed].every((signal) => signal.fired)).toBe(true);
  });
});
