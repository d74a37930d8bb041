/**
 * `npm run bench`: the cold-start storm on the kernel, per regime and number of instances: time of the program on the
 * kernel (best of the repetitions), events, memory, speed against the oracle and the largest relative error. Each
 * case runs in a process of its own; its memory is the most that the process has had in use, the workload included,
 * before the oracle begins.
 *
 *     npm run bench -- [--regimes R1,R7] [--instances 1000,10000] [--repeat 3] [--all]
 *
 * `--all` adds 100 000 instances, and a million in R1 over 6000 s; it also lets the oracle check 10 000 instances in
 * R1, R2, R3 and R5, which takes it minutes in all.
 *
 * How the cost of an event grows from a thousand instances to a hundred thousand is printed at the end. So that the
 * base of that is fair: the program runs unmeasured first, until the compiler has done its work; storms of few
 * instances are timed several in a row, so that each repetition lasts as long as one storm of ten thousand and
 * collects its share of garbage; and a small storm is kept alive throughout, because the compiled code would be
 * thrown away at the next collection of garbage if no object of the engine were left.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { runDiskOracle } from './disk-storm-oracle.js';
import { runOracle } from './storm-oracle.js';
import { runStorm, Storm } from './storm-program.js';
import type { StormResult } from './storm-program.js';
import { generate, REGIMES } from './workload.js';
import type { Regime, Workload } from './workload.js';

interface Case {
  readonly regime: Regime;
  readonly instances: number;
  readonly horizonSeconds: number;
  readonly repeat: number;
  /** Whether the oracle checks the result. */
  readonly isChecked: boolean;
}

interface Measurement {
  readonly seconds: number;
  readonly events: number;
  readonly memoryBytes: number;
  readonly oracleSeconds?: number;
  readonly largestError?: number;
}

/** So many instances are run before anything is timed, and so many at least in each repetition. */
const INSTANCES_TO_WARM_UP = 60_000;
const LEAST_INSTANCES_TIMED = 10_000;
/** Instances of the storm that keeps compiled code alive. */
const INSTANCES_KEPT = 100;

/** The oracle takes time that grows with the square of the number of instances, and more: minutes in R4, R6 and R7. */
const MOST_FOR_ORACLE = 1000;
const CHECKED_AT_TEN_THOUSAND: readonly Regime[] = ['R1', 'R2', 'R3', 'R5'];

/** The most by which an event of a hundred thousand instances may cost more than one of a thousand, where it counts. */
const TARGET_GROWTH = 2;
const GROWTH_COUNTS: readonly Regime[] = ['R1', 'R2', 'R3', 'R5', 'R6'];

/** Seconds that 10 000 instances may take. */
const TARGET_SECONDS: Record<Regime, number> = { R1: 1, R2: 1, R3: 1, R4: 3, R5: 1, R6: 1, R7: 3 };

const { values: options } = parseArgs({
  options: {
    regimes: { type: 'string', default: REGIMES.join() },
    instances: { type: 'string' },
    repeat: { type: 'string', default: '3' },
    all: { type: 'boolean', default: false },
    case: { type: 'string' },
  },
});

if (options.case === undefined) printAll(cases());
else console.log(JSON.stringify(measure(JSON.parse(options.case) as Case)));

function cases(): Case[] {
  const repeat = Number(options.repeat);
  const sizes = options.instances?.split(',').map(Number) ?? [
    1000,
    10_000,
    ...(options.all ? [100_000] : []),
  ];
  const regimes = REGIMES.filter((regime) => options.regimes.split(',').includes(regime));
  const listed = sizes.flatMap((instances) =>
    regimes
      .filter((regime) => !(regime === 'R4' && instances > 10_000))
      .map((regime) => {
        const isChecked =
          instances <= MOST_FOR_ORACLE || (options.all && isCheckedWithAll(regime, instances));
        return { regime, instances, horizonSeconds: 60, repeat, isChecked };
      }),
  );
  const [regime, instances] = ['R1', 1_000_000] as const;
  if (options.all) listed.push({ regime, instances, horizonSeconds: 6000, repeat: 1, isChecked: false });
  return listed;
}

function isCheckedWithAll(regime: Regime, instances: number): boolean {
  return instances === 10_000 && CHECKED_AT_TEN_THOUSAND.includes(regime);
}

function measure({ regime, instances, horizonSeconds, repeat, isChecked }: Case): Measurement {
  const kept = new Storm(generate(regime, INSTANCES_KEPT));
  kept.run();
  const workload = generate(regime, instances, undefined, horizonSeconds);
  // One storm that is larger warms up as it goes.
  for (let run = 0; run < Math.floor(INSTANCES_TO_WARM_UP / instances); run++) runStorm(workload);
  let result: StormResult = { events: 0, doneSeconds: new Float64Array(0) };
  let seconds = Infinity;
  const inARow = Math.max(1, Math.round(LEAST_INSTANCES_TIMED / instances));
  for (let repetition = 0; repetition < repeat; repetition++) {
    gc?.();
    const taken = timed(() => {
      for (let run = 0; run < inARow; run++) result = runStorm(workload);
    });
    seconds = Math.min(seconds, taken / inARow);
  }
  if (kept.simulation.eventsProcessed === 0) throw new Error('the storm that was kept has not run');
  const measured = { seconds, events: result.events, memoryBytes: process.resourceUsage().maxRSS * 1024 };
  if (!isChecked) return measured;
  let expected = result;
  const oracleSeconds = timed(() => (expected = runByForce(workload)));
  return { ...measured, oracleSeconds, largestError: largestError(result, expected) };
}

function runByForce(workload: Workload): StormResult {
  return workload.disk === undefined ? runOracle(workload) : runDiskOracle(workload);
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function largestError(actual: StormResult, expected: StormResult): number {
  return expected.doneSeconds.reduce(
    (worst, at, i) => Math.max(worst, Math.abs(actual.doneSeconds[i]! - at) / at),
    0,
  );
}

function printAll(listed: readonly Case[]): void {
  row([
    'regime',
    'instances',
    'seconds',
    'events',
    'events/s',
    'µs/event',
    'MB',
    '× oracle',
    'error',
    'target',
  ]);
  const perEvent = new Map<string, number>();
  for (const one of listed) {
    const { regime, instances } = one;
    const script = process.argv[1]!;
    const output = execFileSync(process.execPath, [
      ...process.execArgv,
      script,
      '--case',
      JSON.stringify(one),
    ]);
    const { seconds, events, memoryBytes, oracleSeconds, largestError } = JSON.parse(
      String(output),
    ) as Measurement;
    perEvent.set(`${regime} ${instances}`, seconds / events);
    row([
      regime,
      String(instances),
      seconds.toFixed(3),
      String(events),
      (events / seconds).toFixed(0),
      ((seconds / events) * 1e6).toFixed(2),
      (memoryBytes / 1e6).toFixed(0),
      oracleSeconds === undefined ? '–' : (oracleSeconds / seconds).toFixed(1),
      largestError === undefined ? '–' : largestError.toExponential(1),
      target(one, seconds, memoryBytes),
    ]);
  }
  printGrowth(perEvent);
}

function target({ regime, instances }: Case, seconds: number, memoryBytes: number): string {
  if (instances === 10_000) {
    return `${seconds <= TARGET_SECONDS[regime] ? 'met' : 'MISSED'} (${TARGET_SECONDS[regime]} s)`;
  }
  if (instances === 1_000_000)
    return `${seconds <= 20 && memoryBytes <= 2e9 ? 'met' : 'MISSED'} (20 s, 2 GB)`;
  return '';
}

function printGrowth(perEvent: ReadonlyMap<string, number>): void {
  for (const regime of REGIMES) {
    const [few, many] = [perEvent.get(`${regime} 1000`), perEvent.get(`${regime} 100000`)];
    if (few === undefined || many === undefined) continue;
    const growth = many / few;
    const verdict = growth <= TARGET_GROWTH ? 'met' : 'MISSED';
    const judged = GROWTH_COUNTS.includes(regime) ? `  ${verdict} (× ${TARGET_GROWTH})` : '';
    console.log(
      `${regime}: cost of an event × ${growth.toFixed(2)} from 1 000 to 100 000 instances${judged}`,
    );
  }
}

function row(cells: readonly string[]): void {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(7) : cell.padStart(11))).join(''));
}
