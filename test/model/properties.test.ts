/**
 * What must hold in every world. A failure prints the world and the seed on one line; to replay it,
 * give that line to `check` below.
 */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { Ec2Pool } from '../../src/model/fleet/ec2-pool.js';
import { BINDERS, PHASES } from '../../src/model/record.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import type { WorldSpec } from '../../src/model/spec.js';
import { playTimeline } from '../../src/model/timeline.js';
import { totalsOf } from '../../src/model/totals.js';
import { World } from '../../src/model/world.js';
import { DURATION_SECONDS, randomWorld } from './random-world.js';
import { type Row, rows, sum } from './tiny-world.js';

const SEED = 'properties';

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** Up to rounding of sums of thousands of seconds. */
function equal(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
}

function checkRow(row: Row): void {
  const end = {
    started: row.readyAt,
    failed: row.stoppedAt,
    stopped: row.stoppedAt,
    unfinished: DURATION_SECONDS,
  }[row.outcome];
  insist(
    end !== undefined && !Number.isNaN(end),
    `${row.task} has an outcome and an end: ${row.outcome} ${end}`,
  );
  const phases = sum(row, PHASES);
  // A start that is stopped while the scheduler or its provisioning goes on leaves its row only afterwards.
  const exact = row.outcome === 'started' || row.outcome === 'unfinished';
  if (exact)
    insist(
      equal(phases, end! - row.requestedAt),
      `phases of ${row.task} add up: ${phases}, ${end! - row.requestedAt}`,
    );
  else insist(phases <= end! - row.requestedAt + 1e-6, `phases of ${row.task} are within its life`);
  insist(
    equal(sum(row.bound, BINDERS), phases),
    `what bound ${row.task} adds up: ${sum(row.bound, BINDERS)}, ${phases}`,
  );
  for (const phase of PHASES) insist(row[phase] >= 0, `${phase} of ${row.task} is not negative`);
  insist(!(row.pullStoppedAt < row.pullStartedAt), `the pull of ${row.task} ends after it begins`);
}

/** Every host is quiet: nothing is locked, held or in flight, and its disk holds its images and nothing else. */
function checkHosts(world: World, allEnded: boolean): void {
  for (const pool of world.pools) {
    insist(pool.pullsInFlight === 0, `pulls of ${pool.name} have ended`);
    if (!(pool instanceof Ec2Pool)) continue;
    for (const { instance, agent } of pool.hosts) {
      const { disk } = instance.store;
      const chains = new Map<number, number>();
      for (const { release } of instance.store.images()) {
        release.chains.forEach((chain, index) => chains.set(chain, release.layers[index]!.uncompressedBytes));
      }
      const stored = [...chains.values()].reduce((total, bytes) => total + bytes, 0);
      insist(disk.usedBytes === stored, `${instance.name} holds its images: ${disk.usedBytes}, ${stored}`);
      insist(disk.peakBytes <= disk.sizeBytes, `${instance.name} never held more than its disk`);
      const lock = agent.pullDeleteLock;
      const idle = lock.readers + lock.waitingReaders + lock.waitingWriters === 0 && !lock.writing;
      insist(idle, `the lock of ${instance.name} is free`);
      // A pull that outlives the sweep of its stopped task adds a reference for good, as in the agent.
      const swept = agent.settings.taskCleanupWaitSeconds < 3600;
      const referenced = agent.images.states().some(({ references }) => references > 0);
      insist(swept || !allEnded || !referenced, `no image of ${instance.name} is referenced`);
    }
  }
}

/** All starts of RunTask entries leave a row; so do those of the service, one for each name. */
function checkAllThere(spec: WorldSpec, all: readonly Row[]): void {
  insist(new Set(all.map(({ task }) => task)).size === all.length, 'names of tasks are unique');
  for (const { id, schedule, action } of spec.timeline) {
    if (action.kind !== 'runTask') continue;
    const times =
      schedule.kind === 'every'
        ? Math.max(0, Math.ceil((schedule.untilSeconds - schedule.fromSeconds) / schedule.periodSeconds))
        : 1;
    const found = all.filter(({ service }) => service === id).length;
    insist(
      found === times * action.count,
      `${id} asked for ${times * action.count} starts and left ${found} rows`,
    );
  }
}

/** Plays a world in which no task lives for ever, so that hosts become quiet, and looks at all it leaves. */
function check(spec: WorldSpec): void {
  const mortal = spec.taskDefinitions.map((each) => ({
    ...each,
    lifetime: each.lifetime ?? ({ kind: 'constant', value: 600 } as const),
  }));
  const quiet = { ...spec, taskDefinitions: mortal };
  const world = new World(quiet, SEED, 0);
  playTimeline(world);
  world.environment.simulation.run(spec.durationSeconds);
  const starts = world.finish();
  const totals = totalsOf(world);
  const all = rows({ starts, totals, series: [] });
  for (const row of all) checkRow(row);
  // A container may wait for ever for the end of one that does not end.
  checkHosts(
    world,
    all.every(({ outcome }) => outcome !== 'unfinished'),
  );
  checkAllThere(spec, all);
  const bytes = all.reduce((total, row) => total + row.bytes, 0);
  insist(
    bytes <= totals.downloadedBytes,
    `rows have no more bytes than registries: ${bytes}, ${totals.downloadedBytes}`,
  );
  const requests = all.reduce((total, row) => total + row.requests, 0);
  insist(
    requests <= totals.registryRequests,
    `rows have no more requests than registries: ${requests}, ${totals.registryRequests}`,
  );
  insist(totals.failedRequests <= totals.registryRequests, 'no more requests fail than are made');
}

/** JSON has no Infinity. */
function line(spec: WorldSpec): string {
  return JSON.stringify(spec, (_, value: unknown) => (value === Infinity ? 'Infinity' : value));
}

function everyWorld(property: (spec: WorldSpec) => void, numRuns: number): void {
  fc.assert(
    fc.property(randomWorld, (spec) => {
      try {
        property(spec);
      } catch (error) {
        throw new Error(`${(error as Error).message}; seed ${SEED}, world ${line(spec)}`, { cause: error });
      }
    }),
    { numRuns, seed: 20260801 },
  );
}

describe('in every world', () => {
  it('times add up, nothing leaks and no start is lost', () => everyWorld(check, 250), 60_000);

  it('the same seed gives the same rows', () => {
    everyWorld((spec) => {
      const [one, again] = [simulateRun(spec, SEED, 1), simulateRun(spec, SEED, 1)];
      insist(JSON.stringify(rows(one)) === JSON.stringify(rows(again)), 'rows are the same');
      insist(JSON.stringify(one.totals) === JSON.stringify(again.totals), 'totals are the same');
    }, 40);
  }, 60_000);
});
