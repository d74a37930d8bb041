import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/kernel/process.js';
import { DISK, Machine, NIC, type MachineRates } from '../../../src/model/host/machine.js';
import { fill } from '../../kernel/fluid/oracle.js';
import { Bench } from './bench.js';

/** Downloads (interface and disk) and unpacks (disk), one after the other in each chain. */
interface Flow {
  readonly isDownload: boolean;
  readonly megabytes: number;
  readonly bound: number;
}

interface Script {
  readonly rates: MachineRates;
  readonly chains: readonly { readonly at: number; readonly flows: readonly Flow[] }[];
}

const MB = 1e6;
const STEP = 0.005;

function play({ rates, chains }: Script): { ends: number[]; events: number } {
  const bench = new Bench();
  const machine = new Machine(bench.fluid, 'host', rates);
  const processes = chains.map(({ at, flows }) =>
    bench.simulation.start(
      (function* (): Body<number> {
        yield* bench.simulation.delay(at);
        for (const { isDownload, megabytes, bound } of flows) {
          const local = (isDownload ? [NIC, DISK] : [DISK]).map((index) => ({ index, use: 1 }));
          const type = bench.fluid.flowType({ local, bound: bound * MB });
          yield* bench.fluid.transfer(machine.site, type, megabytes * MB);
        }
        return bench.now;
      })(),
    ),
  );
  bench.simulation.run();
  return { ends: processes.map(({ result }) => result), events: bench.simulation.eventsProcessed };
}

/** The same in small steps of time; buckets are plain numbers. */
function oracle({ rates, chains }: Script): number[] {
  const { nicCredits, diskCredits = [], pageCache } = rates;
  const buckets = [...(nicCredits ? [nicCredits] : []), ...diskCredits].map((credits) => ({
    ...credits,
    level: credits.capacityBytes * credits.initialShare,
    isEmpty: false,
  }));
  const disks = buckets.slice(nicCredits ? 1 : 0);
  const limited = (burst: number, of: typeof buckets) =>
    Math.min(
      burst,
      ...of.filter(({ isEmpty }) => isEmpty).map(({ baselineBytesPerSecond }) => baselineBytesPerSecond),
    );
  const running = chains.map(({ flows }) => ({ next: 0, left: (flows[0]?.megabytes ?? 0) * MB }));
  const ends = chains.map(() => NaN);
  let unwritten = 0;
  let isFull = false;
  for (let now = 0; ends.some(Number.isNaN) && now < 5000; now += STEP) {
    for (const bucket of buckets) {
      if (bucket.level <= 0) bucket.isEmpty = true;
      else if (bucket.level >= Math.min(bucket.capacityBytes, bucket.baselineBytesPerSecond))
        bucket.isEmpty = false;
    }
    const nic = limited(rates.nicBytesPerSecond, nicCredits ? buckets.slice(0, 1) : []);
    const volume = limited(rates.diskBytesPerSecond, disks);
    if (pageCache) {
      const room = pageCache.dirtyBytes - unwritten;
      if (room <= 0) isFull = true;
      else if (room >= Math.min(pageCache.dirtyBytes, volume)) isFull = false;
    }
    const disk = pageCache && !isFull ? Math.max(volume, pageCache.bytesPerSecond) : volume;
    const active = [...chains.keys()].filter((c) => chains[c]!.at <= now && Number.isNaN(ends[c]!));
    const flows = active.map((c) => chains[c]!.flows[running[c]!.next]!);
    const filled = fill(
      [nic, disk],
      flows.map(({ isDownload, bound }) => ({
        uses: (isDownload ? [0, 1] : [1]).map((constraint) => ({ constraint, use: 1 })),
        weight: 1,
        bound: bound * MB,
      })),
    );
    const used = [0, 0];
    active.forEach((c, f) => {
      const chain = running[c]!;
      const done = Math.min(chain.left, filled[f]!.rate * STEP);
      chain.left -= done;
      used[1]! += done;
      if (flows[f]!.isDownload) used[0]! += done;
      if (chain.left > 0) return;
      const next = chains[c]!.flows[++chain.next];
      if (next === undefined) ends[c] = now + STEP;
      else chain.left = next.megabytes * MB;
    });
    unwritten += used[1]!;
    const written = pageCache ? Math.min(unwritten, volume * STEP) : used[1]!;
    unwritten -= written;
    const uses = [...(nicCredits ? [used[0]!] : []), ...diskCredits.map(() => written)];
    buckets.forEach((bucket, b) => {
      const level = bucket.level + bucket.baselineBytesPerSecond * STEP - uses[b]!;
      bucket.level = Math.min(bucket.capacityBytes, level);
    });
  }
  return ends;
}

const credits = (baseline: number) =>
  fc.record({
    baselineBytesPerSecond: fc.constant(baseline * MB),
    capacityBytes: fc.integer({ min: 50, max: 1500 }).map((megabytes) => megabytes * MB),
    initialShare: fc.constantFrom(1, 1, 0.5, 0),
  });

const flow: fc.Arbitrary<Flow> = fc.record({
  isDownload: fc.boolean(),
  megabytes: fc.integer({ min: 5, max: 400 }),
  bound: fc.constantFrom(20, 60, 90, 250),
});

const limits = fc.record({
  nicCredits: fc.option(credits(30)),
  diskCredits: fc.oneof(fc.constant([]), fc.tuple(credits(40)), fc.tuple(credits(50), credits(25))),
  pageCache: fc.option(
    fc.record({
      dirtyBytes: fc.integer({ min: 100, max: 800 }).map((megabytes) => megabytes * MB),
      bytesPerSecond: fc.constant(400 * MB),
    }),
  ),
});

const chain = fc.record({
  at: fc.integer({ min: 0, max: 15 }),
  flows: fc.array(flow, { minLength: 1, maxLength: 5 }),
});

const script: fc.Arbitrary<Script> = fc.record({
  rates: limits.map((given): MachineRates => {
    return { nicBytesPerSecond: 200 * MB, diskBytesPerSecond: 100 * MB, cores: 2, ...given };
  }),
  chains: fc.array(chain, { minLength: 1, maxLength: 3 }),
});

describe('metered rates', () => {
  it('end every flow when a simulation in small steps does, within half a second and two hundredths', () => {
    fc.assert(
      fc.property(script, (one) => {
        const { ends } = play(one);
        oracle(one).forEach((end, chain) => {
          if (Math.abs(end - ends[chain]!) <= 0.5 + 0.02 * end) return;
          expect.fail(`chain ${chain} ends at ${ends[chain]}, not at ${end}`);
        });
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  it('take few events beside those of the flows', () => {
    fc.assert(
      fc.property(script, (one) => {
        const flows = one.chains.reduce((sum, chain) => sum + chain.flows.length + 1, 0);
        const { ends, events } = play(one);
        expect(events).toBeLessThan(2 * flows + 20 + Math.max(...ends));
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});
