/** `--dump-state AT`: plays one run up to an instant and prints what each instance and its agent have. */
import { runTrial } from '../experiment/run-trial.js';
import type { HostState } from '../model/host-state.js';
import { readPlayable } from '../node/read-result.js';
import { hostTable } from '../report/host-table.js';
import { formatDuration, parseDuration } from '../units/duration.js';
import { UnitError } from '../units/unit-error.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { variantOf } from './explain-start.js';
import { type GlobalOptions, wantsColor } from './options.js';
import { paintFor } from './paint.js';
import { UsageError } from './report-failure.js';
import type { Session } from './session.js';

export interface DumpRequest {
  readonly file: string;
  /** As typed. */
  readonly at: string;
  readonly variant: string | undefined;
  readonly options: GlobalOptions;
  readonly session: Session;
}

/**
 * Prints the state of all instances of the first run; writes no results.
 *
 * @throws UsageError where the time is none of the run, or there is no such variant; FileError and
 * ScenarioError, as reading does.
 */
export async function dumpState({ file, at, variant, options, session }: DumpRequest): Promise<ExitCode> {
  const atSeconds = timeOf(at);
  const { scenario, policies } = await readPlayable(file);
  const chosen = variantOf(scenario, variant);
  const { durationSeconds } = chosen.world;
  if (atSeconds > durationSeconds)
    throw new UsageError(
      `--dump-state ${at}: the run ends at ${formatDuration(durationSeconds)}  name a time before that`,
    );
  const seed = options.seed ?? scenario.seed;
  let hosts: readonly HostState[] = [];
  const probe = { atSeconds, read: (states: readonly HostState[]) => void (hosts = states) };
  runTrial([chosen], { variant: 0, run: 0, seed }, { policies, probe });
  if (options.json) {
    const origin = { scenario: scenario.name, variant: chosen.name, seed, run: 1, atSeconds };
    session.out(`${JSON.stringify({ ...origin, hosts }, null, 2)}\n`);
    return EXIT.fine;
  }
  const paint = paintFor(wantsColor(session, options));
  session.out(`${paint.dim(`${scenario.name}   ${chosen.name}   run 1   seed ${seed}`)}\n`);
  session.out(hostTable(hosts, paint));
  return EXIT.fine;
}

function timeOf(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    if (!(error instanceof UnitError)) throw error;
    throw new UsageError(`--dump-state ${text}: ${error.message}  ${error.remedy}`);
  }
}
