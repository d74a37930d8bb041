/**
 * A fabricated answer to the question of the pull policies: four variants that share their draws, with
 * plausible phases. Not a simulation; for looking at reports and for measuring how long they take.
 */
import type { ExperimentResult } from '../../src/experiment/result.js';
import type { Series, StartTable } from '../../src/model/record.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { experiment, type Row, run, threshold, webCapacity, worldSpec } from './fixture.js';

export interface Size {
  readonly runs?: number;
  readonly starts?: number;
  /** Share of the starts that fail, of prefer-cached only. */
  readonly failing?: number;
  readonly scenario?: Partial<Omit<Scenario, 'variants'>>;
}

const POLICIES = ['default', 'always', 'once', 'prefer-cached'] as const;

/** The result of an experiment of four policies. */
export function pullPolicies({
  runs = 20,
  starts = 484,
  failing = 0,
  scenario = {},
}: Size = {}): ExperimentResult {
  return experiment(
    POLICIES.map((name) => ({
      name,
      world: worldSpec({ capacities: [webCapacity({ pullBehavior: name })] }),
      set: { 'capacity.web.agent.ECS_IMAGE_PULL_BEHAVIOR': name },
      runs: Array.from({ length: runs }, (_, index) => playRun(name, index, starts, failing)),
    })),
    {
      question:
        'A service is redeployed every hour and gets a new image every four. How much start time does each pull behaviour save?',
      expect: [
        threshold('start p95 < 120s', {
          quantity: { kind: 'phase', phase: 'start', statistic: 'p95' },
          comparator: '<',
          limit: { kind: 'value', value: 120 },
        }),
        threshold('failed = 0', {
          quantity: { kind: 'failed' },
          comparator: '=',
          limit: { kind: 'value', value: 0 },
        }),
      ],
      ...scenario,
    },
  );
}

function playRun(policy: (typeof POLICIES)[number], index: number, starts: number, failing: number) {
  const draw = dice(index + 1);
  const contactsRegistry = policy === 'default' || policy === 'always';
  const rows = Array.from({ length: starts }, (_, start) => oneStart(start, starts, draw, contactsRegistry));
  if (policy === 'prefer-cached')
    for (let row = 0; row < Math.round(failing * starts); row += 1)
      rows[row] = { ...rows[row]!, outcome: 'failed', cause: 'CannotPullContainerError' };
  const stale = contactsRegistry ? 0 : 40_800;
  const hours = Array.from({ length: 241 }, (_, at) => at * 180);
  return run(
    rows,
    {
      diskPeakShare: policy === 'prefer-cached' ? 0.42 : 0.31,
      diskPeakBytes: (policy === 'prefer-cached' ? 0.42 : 0.31) * 30 * 2 ** 30,
      staleSeconds: stale,
      imagesRemoved: policy === 'prefer-cached' ? 0 : 12,
      cleanupCycles: policy === 'prefer-cached' ? 0 : 240,
    },
    index > 0
      ? []
      : [
          { name: 'desired', unit: 'tasks', at: hours, value: hours.map((at) => (at < 23_400 ? 40 : 56)) },
          {
            name: 'running',
            unit: 'tasks',
            at: hours,
            value: hours.map((at) => (at < 180 ? 0 : (at < 23_580 ? 40 : 56) - (at % 3600 < 400 ? 4 : 0))),
          },
          {
            name: 'pulls in flight',
            unit: 'pulls',
            at: hours,
            value: hours.map((at) => (at % 3600 < 400 ? 6 : 0)),
          },
          {
            name: 'fullest disk',
            unit: 'bytes',
            at: hours,
            value: hours.map((at) =>
              policy === 'prefer-cached'
                ? 5e9 + 1.5e9 * Math.floor(at / 14_400)
                : 5e9 + 1.5e9 * (at % 14_400 < 7200 ? 1 : 0),
            ),
          },
        ],
  );
}

/** The same experiment where registries throttle and layers go through NAT. */
export function withTraffic(result: ExperimentResult): ExperimentResult {
  const at = [0, 180, 360];
  const soFar = (name: string, unit: Series['unit'], most: number): Series => {
    return { name, unit, at, value: [0, most / 2, most] };
  };
  const more = [
    soFar('requests', 'requests', 500),
    soFar('throttled requests', 'requests', 100),
    soFar('nat-gateway', 'bytes', 5e9),
  ];
  const traffic = [{ registry: 'ecr', region: 'eu-west-1', path: 'nat-gateway', bytes: 5e9 } as const];
  return {
    ...result,
    variants: result.variants.map((variant) => ({
      ...variant,
      runs: variant.runs.map((run) => ({
        ...run,
        totals: { ...run.totals, traffic },
        starts: withRequests(run.starts),
        series: run.series.length > 0 ? [...run.series, ...more] : [],
      })),
    })),
  };
}

/** The same starts, each with first requests. */
function withRequests(starts: StartTable): StartTable {
  const { readyAt } = starts.number;
  return {
    ...starts,
    number: {
      ...starts.number,
      firstRequestSeconds: readyAt.map((at) => 0.1 + (at % 1)),
      slowestRequestSeconds: readyAt.map((at) => 0.2 + 2 * (at % 1)),
    },
  };
}

/** Uniform numbers in (0, 1) of a 32-bit linear congruential generator. */
function dice(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

function oneStart(start: number, starts: number, draw: () => number, contactsRegistry: boolean): Row {
  const kind = draw();
  const slow = 0.6 + draw();
  const tail = 1 / (1 - 0.9 * draw());
  const ready = 3 + 1.2 * tail;
  const base = { capacity: 0.3, provision: 0.6, create: 0.5, ready };
  const common = {
    requestedAt: Math.floor((start / starts) * 11) * 3600 + draw() * 60,
    stoppedAt: Number.NaN,
  };
  const isPulling = kind < (contactsRegistry ? 0.16 : 0.1);
  if (!isPulling) {
    const resolve = contactsRegistry ? 0.4 * slow : 0;
    return {
      ...common,
      cache: 'warm',
      pulls: contactsRegistry,
      phases: { ...base, resolve },
      requests: contactsRegistry ? 3 : 0,
      layersReused: 3,
      bound: { capacity: 0.3, fixed: 1.1, latency: resolve, application: ready },
    };
  }
  const wait = 4 * slow * draw();
  const fetch = 7 * slow;
  const unpack = 14 * slow;
  return {
    ...common,
    cache: kind < 0.05 ? 'cold' : 'partial',
    phases: { ...base, resolve: 0.4 * slow, wait, fetch, unpack },
    bytes: kind < 0.05 ? 242e6 : 190e6,
    requests: 9,
    layersPulled: 2,
    layersReused: 1,
    bound: {
      capacity: 0.3,
      fixed: 1.1,
      latency: 0.4 * slow,
      lock: wait,
      nic: 0.4 * fetch,
      stream: 0.2 * fetch,
      disk: 0.4 * fetch + 0.6 * unpack,
      core: 0.4 * unpack,
      application: ready,
    },
  };
}
