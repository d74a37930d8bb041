import { describe, expect, it } from 'vitest';
import { VersionMonitor } from '../../../src/model/fleet/version-monitor.js';
import { ChainTable } from '../../../src/model/image/chain-table.js';
import { environment, only, release, task } from '../tiny-parts.js';

const chains = new ChainTable();
const releases = [release({}, 0, chains), release({}, 1, chains)];

function setUp() {
  const env = environment();
  const monitor = new VersionMonitor(env);
  const begin = (number: number, expected: number, name: string) => {
    const of = task(env, {}, name);
    only(of).release = releases[number]!;
    monitor.begin(of, new Map([['app', expected]]));
    return of;
  };
  return { env, monitor, begin, to: (seconds: number) => env.simulation.run(seconds) };
}

describe('the version monitor', () => {
  it('counts the time in which any task is stale, and the time of each', () => {
    const { monitor, begin, to } = setUp();
    to(10);
    const first = begin(0, 1, 'a');
    to(15);
    const second = begin(0, 1, 'b');
    to(20);
    monitor.end(first);
    to(40);
    monitor.end(second);
    to(50);
    monitor.advance();
    expect([first.staleSeconds, second.staleSeconds]).toEqual([10, 25]);
    expect(monitor.staleSeconds).toBe(30);
  });

  it('does not call newer stale, nor what was named when the deployment began', () => {
    const { monitor, begin, to } = setUp();
    const [newer, same] = [begin(1, 0, 'a'), begin(0, 0, 'b')];
    to(10);
    for (const each of [newer, same]) monitor.end(each);
    expect(monitor.staleSeconds).toBe(0);
  });

  it('counts the time in which a service runs two digests', () => {
    const { monitor, begin, to } = setUp();
    const first = begin(0, 0, 'a');
    to(10);
    begin(1, 1, 'b');
    const third = begin(0, 0, 'c');
    to(13);
    monitor.end(first);
    to(17);
    monitor.end(third);
    to(30);
    monitor.advance();
    expect(monitor.skewSeconds).toBe(7);
  });
});
