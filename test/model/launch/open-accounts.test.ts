import { describe, expect, it } from 'vitest';
import { OpenAccounts, pendingAccount, requestsOf } from '../../../src/model/launch/open-accounts.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type { CapacitySpec, WorldSpec } from '../../../src/model/spec.js';
import {
  at,
  ec2,
  fargate,
  image,
  layer,
  MB,
  near,
  registry,
  rows,
  runTask,
  taskDefinition,
  world,
} from '../tiny-world.js';

const SERVICE = {
  name: 'web',
  taskDefinition: taskDefinition().family,
  desiredCount: 1,
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  placementStrategy: 'spread',
} as const;

/** A pull of minutes, of which the first seconds are played. */
function cutOff(capacity: CapacitySpec, overrides: Partial<WorldSpec> = {}) {
  const of = world({
    images: [
      image({
        layers: ['a', 'b'].map((digest) => layer({ digest, compressedBytes: 10_000 * MB })),
      }),
    ],
    registries: [registry({ perStreamBytesPerSecond: 50 * MB })],
    capacities: [capacity],
    taskDefinitions: [taskDefinition({ cpuUnits: 1024, networkMode: 'awsvpc' })],
    timeline: [runTask(0, { capacity: capacity.name })],
    durationSeconds: 40,
    ...overrides,
  });
  const result = simulateRun(of, 'seed', 0);
  return { all: rows(result), totals: result.totals };
}

const capacities: readonly (readonly [string, CapacitySpec])[] = [
  ['Fargate', fargate()],
  ['EC2', ec2({ count: 1 })],
];

describe.each(capacities)('a pull on %s', (_, capacity) => {
  it('counts what it has fetched and asked for when the run ends', () => {
    const { all, totals } = cutOff(capacity);
    expect(all).toHaveLength(1);
    expect(all[0]!.outcome).toBe('unfinished');
    expect(all[0]!.bytes).toBeGreaterThan(1000 * MB);
    expect(all[0]!.bytes).toEqual(near(totals.downloadedBytes, 3));
    expect(all[0]!.requests).toBe(totals.registryRequests);
  });

  it('counts what it has fetched for a start that is stopped, whether it goes on or not', () => {
    const { all, totals } = cutOff(capacity, {
      timeline: [
        at(0, { kind: 'createService', ...SERVICE, capacity: capacity.name }),
        at(30, { kind: 'updateService', service: 'web', forceNewDeployment: false, desiredCount: 0 }),
      ],
    });
    expect(all).toHaveLength(1);
    expect(all[0]!.outcome).toBe('stopped');
    expect(all[0]!.bytes).toBeGreaterThan(500 * MB);
    expect(all[0]!.bytes).toEqual(near(totals.downloadedBytes, 3));
    expect(all[0]!.requests).toBe(totals.registryRequests);
  });
});

it('counts attempts of an agent that begin when the task has gone', () => {
  const { all, totals } = cutOff(ec2({ count: 1 }), {
    timeline: [
      at(0, {
        kind: 'outage',
        registry: 'ecr',
        fault: 'throttled',
        forSeconds: 10,
        share: 1,
        aim: { image: null, stage: 'pull', attempt: 1 },
      }),
      at(0, { kind: 'createService', ...SERVICE, capacity: ec2().name }),
      at(0.5, { kind: 'updateService', service: 'web', forceNewDeployment: false, desiredCount: 0 }),
    ],
  });
  expect(all[0]!.outcome).toBe('stopped');
  expect(all[0]!.bytes).toBeGreaterThan(500 * MB);
  expect(all[0]!.bytes).toEqual(near(totals.downloadedBytes, 3));
  expect(all[0]!.requests).toBe(totals.registryRequests);
});

describe('open accounts', () => {
  function setUp() {
    const books = { requests: 0, throttled: 0, bytes: 0, far: 0 };
    const accounts = new OpenAccounts({
      get requests() {
        return books.requests;
      },
      set requests(count) {
        books.requests = count;
      },
      get throttled() {
        return books.throttled;
      },
      set throttled(count) {
        books.throttled = count;
      },
      bookBytes({ downloadedBytes }, crossRegion) {
        books.bytes += downloadedBytes;
        if (crossRegion) books.far += downloadedBytes;
      },
    });
    const counts = {
      requests: 0,
      throttled: 0,
      downloadedBytes: 0,
      natBytes: 0,
      endpointBytes: 0,
      peerBytes: 0,
    };
    return { books, accounts, counts };
  }

  it('book nothing twice, however often they are looked at', () => {
    const { books, accounts, counts } = setUp();
    const account = accounts.open({ counts: () => ({ ...counts }), crossRegion: true });
    Object.assign(counts, { requests: 3, throttled: 1, downloadedBytes: 10 });
    accounts.bookSoFar();
    accounts.bookSoFar();
    expect(books).toEqual({ requests: 3, throttled: 1, bytes: 10, far: 10 });
    counts.downloadedBytes = 25;
    accounts.close(account);
    accounts.close(account);
    expect(books).toEqual({ requests: 3, throttled: 1, bytes: 25, far: 25 });
    expect(accounts.any).toBe(false);
  });

  it('of a caller count its requests from then on', () => {
    const { books, accounts } = setUp();
    const caller = { requests: 4, throttled: 2 };
    const account = accounts.open(requestsOf(caller as never));
    caller.requests = 6;
    accounts.close(account);
    expect(books).toMatchObject({ requests: 2, throttled: 0 });
  });

  it('without figures tell that something is on its way', () => {
    const { books, accounts } = setUp();
    const account = accounts.open(pendingAccount());
    expect(accounts.any).toBe(true);
    accounts.cutOff();
    accounts.close(account);
    expect(accounts.any).toBe(false);
    expect(books.bytes).toBe(0);
  });
});
