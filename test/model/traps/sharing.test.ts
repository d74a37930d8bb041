/** Traps of what tasks and containers share, and of what is done for each of them again. */
import { describe, expect, it } from 'vitest';
import { constant } from '../../../src/units/distribution.js';
import { MB, container, registry, runTask } from '../tiny-world.js';
import { decisions, ms, only, played, push } from './scene.js';

describe('tokens of ECR', () => {
  /** Every request takes 1 s. Manifest: token, ping, HEAD, GET; so the pull begins after 4 s, or 3 s with a token. */
  function pullsBeginAfter(executionRole: boolean, at: readonly number[], durationSeconds = 1000) {
    const { starts } = played({
      definition: { executionRole },
      timeline: at.map((second) => runTask(second)),
      world: { registries: [registry({ requestLatency: constant(1) })], durationSeconds },
    });
    return starts.map(({ requestedAt, pullStartedAt }) => ms(pullStartedAt - requestedAt));
  }

  it('trap 33: of the instance role serve all tasks, those of an execution role only their own', () => {
    expect(pullsBeginAfter(false, [0, 100, 200])).toEqual([4, 3, 3]);
    expect(pullsBeginAfter(true, [0, 100, 200])).toEqual([4, 4, 4]);
  });

  it('trap 33: of a task serve its manifest and its pull', () => {
    const requests = (executionRole: boolean) =>
      played({ definition: { executionRole }, world: { registries: [registry()] } }).result.totals
        .registryRequests;
    // The same for the first task of a host, whosever token it is.
    expect(requests(true)).toBe(requests(false));
  });

  it('trap 33: serve until half an hour before their end, and by chance up to half an hour less', () => {
    // It came at 1 s: 12 h − 30 min later it is 41 401 s. Without jitter chance takes nothing off that.
    expect(pullsBeginAfter(false, [0, 41_000, 41_500], 50_000)).toEqual([4, 3, 4]);
  });
});

describe('containers of the same image', () => {
  it('trap 37: ask for their manifests and pull each for itself; only the layers are downloaded once', () => {
    const containers = ['one', 'two', 'three'].map((name) => container({ name }));
    const { starts, result } = played({ containers });
    for (const of of starts[0]!.containers) {
      expect(of).toMatchObject({ manifestAttempts: 1, pullAttempts: 1 });
      expect(decisions(of)).toEqual(['manifest: pull', 'pull: pull']);
      expect([of.pullStartedAt, of.pullStoppedAt].map(ms)).toEqual([0, 3]);
    }
    expect(result.totals.downloadedBytes).toBe(100 * MB);
  });

  it('trap 37: of tasks that start together under once all pull, as the flag comes with the end of a pull', () => {
    const together = { ...runTask(0), id: 'together' };
    const { starts } = played({
      settings: { pullBehavior: 'once' },
      timeline: [runTask(0), together, runTask(2.999), runTask(3.001)],
    });
    expect(starts.map((start) => only(start).decisions.at(-1)!.pull)).toEqual([true, true, true, false]);
  });
});

describe('a container that its restart policy starts again', () => {
  /** It ends 10 s after each start; the tag moves at 5 s. */
  const restarts = (durationSeconds: number) =>
    played({
      containers: [container({ restarts: true, runs: constant(10), exitCode: 1 })],
      timeline: [runTask(0), push(5)],
      world: { durationSeconds },
    });

  it('trap 38: decides nothing, asks nobody and keeps its image', () => {
    const [short, long] = [restarts(10), restarts(1000)];
    expect(long.result.totals.registryRequests).toBe(short.result.totals.registryRequests);
    expect(decisions(only(long.starts[0]!))).toEqual(['manifest: pull', 'pull: pull']);
    expect(long.host.images.map(({ release }) => release)).toEqual([0]);
    expect(long.starts[0]).toMatchObject({ outcome: 'started', stopCode: '' });
  });
});
