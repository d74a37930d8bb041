/**
 * `npm run bench`: the cold-start storm on the kernel, per regime and number of instances: time of the program on the
 * kernel (best of the repetitions), events, memory, speed against the oracle and the largest relative error. Each
 * case runs in a process of its own; its memory is the most that the process has had in use, the workload included,
 * before the oracle begins.
 *
 *     npm run bench -- [--regimes R1,R7] [--instances 1000,10000] [--repeat 3] [--all]
 *
 * `--all` adds 100 000 instances, and a million in R1 over 6000 s.
 */
import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { runDiskOracle } from './disk-storm-oracle.js';
import { runOracle } from './storm-oracle.js';
import { runStorm } from './storm-program.js';
import type { StormResult } from './storm-program.js';
import { generate, REGIMES } from './workload.js';
import type { Regime, Workload } from './workload.js';

interface Case {
  readonly regime: Regime;
  readonly instances: number;
  readonly horizonSeconds: number;
  readonly repeat: number;
}

interface Measurement {
  readonly seconds: number;
  readonly events: number;
  readonly memoryBytes: number;
  readonly oracleSeconds?: number;
  readonly largestError?: number;
}

/** Few instances are run more often, until the compiler has done its work: the growth of costs is judged by them. */
const INSTANCES_TO_WARM_UP = 40_000;

/** The oracle takes time that grows with the square of the number of instances, and more. */
const MOST_FOR_ORACLE = 1000;

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
      .map((regime) => ({ regime, instances, horizonSeconds: 60, repeat })),
  );
  if (options.all) listed.push({ regime: 'R1', instances: 1_000_000, horizonSeconds: 6000, repeat: 1 });
  return listed;
}

function measure({ regime, instances, horizonSeconds, repeat }: Case): Measurement {
  const workload = generate(regime, instances, undefined, horizonSeconds);
  let result: StormResult = { events: 0, doneSeconds: new Float64Array(0) };
  let seconds = Infinity;
  const runs = Math.max(repeat, Math.ceil(INSTANCES_TO_WARM_UP / instances));
  for (let i = 0; i < runs; i++) {
    gc?.();
    seconds = Math.min(
      seconds,
      timed(() => (result = runStorm(workload))),
    );
  }
  const measured = { seconds, events: result.events, memoryBytes: process.resourceUsage().maxRSS * 1024 };
  if (instances > MOST_FOR_ORACLE) return measured;
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

/** The aim: the cost of an event at most doubles from a thousand instances to a hundred thousand. */
function printGrowth(perEvent: ReadonlyMap<string, number>): void {
  for (const regime of REGIMES) {
    const [few, many] = [perEvent.get(`${regime} 1000`), perEvent.get(`${regime} 100000`)];
    if (few === undefined || many === undefined) continue;
    console.log(`${regime}: cost of an event × ${(many / few).toFixed(2)} from 1 000 to 100 000 instances`);
  }
}

function row(cells: readonly string[]): void {
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(7) : cell.padStart(11))).join(''));
}
