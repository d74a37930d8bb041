/** What `run` and `compare` share: read, play with progress, print the answer, write the results, say what next. */
import { type PolicyModule, loadPolicies } from '../node/policy-modules.js';
import { readScenario } from '../node/read-scenario.js';
import { runExperiment } from '../node/run-experiment.js';
import { writeResults } from '../node/write-results.js';
import { withOptions } from '../experiment/run-experiment.js';
import type { ExperimentResult } from '../experiment/result.js';
import { assess, type Assessment } from '../report/assess.js';
import { formatMarkdown } from '../report/markdown.js';
import { summaryJson } from '../report/summary-json.js';
import { formatTable } from '../report/table.js';
import { formatProblems } from '../scenario/format-problems.js';
import type { Scenario } from '../scenario/scenario.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { nextSteps } from './next-steps.js';
import { type GlobalOptions, wantsColor } from './options.js';
import { paintFor } from './paint.js';
import { progressLine } from './progress.js';
import type { Session } from './session.js';

export interface Play {
  readonly file: string;
  readonly options: GlobalOptions;
  readonly session: Session;
  /** Scenario name → folder for its results; asked for before anything is played. Throws UsageError where it is taken. */
  folder(name: string): string;
  readonly vary?: readonly string[];
  readonly policies?: boolean;
  /** Modules of policies to compare. */
  readonly policyFiles?: readonly string[];
  /** Called with what will be played, seed and runs of the options included. Throws UsageError to refuse. */
  beforehand?(scenario: Scenario): void;
  /** Called when the results are written; not where the experiment was interrupted. The worse exit code counts. */
  afterwards?(answered: Answered): Promise<ExitCode>;
  /** Leaves the answer to `afterwards`. */
  readonly withoutAnswer?: boolean;
}

/** What there is when all is played. */
export interface Answered {
  readonly result: ExperimentResult;
  readonly assessment: Assessment;
  readonly policyModules: readonly PolicyModule[];
}

/**
 * Plays one file and answers with its exit code. An interrupted experiment is answered as far as it
 * went.
 *
 * @throws FileError and ScenarioError, as reading does; TrialError where a policy of the user fails.
 */
export async function playFile(play: Play): Promise<ExitCode> {
  const { file, options, session } = play;
  const { vary, policies, policyFiles } = play;
  const scenario = await readScenario(file, { vary, policies, policyFiles });
  const policyModules = await loadPolicies(scenario, file);
  play.beforehand?.(withOptions(scenario, options));
  if (!options.quiet && scenario.warnings.length > 0)
    session.err(`${formatProblems(scenario.warnings, { color: wantsColor(session, options) })}\n`);
  const folder = play.folder(scenario.name);
  const startedMs = session.now();
  const result = await playWithProgress(scenario, policyModules, options, session);
  const elapsedSeconds = (session.now() - startedMs) / 1000;
  if (!result.complete) {
    session.err(
      `interrupted: ${playedRuns(result)} of ${result.scenario.runs * result.variants.length} runs are finished\n`,
    );
    if (result.variants.some(({ runs }) => runs.length === 0)) return EXIT.interrupted;
  }
  return giveAnswer(play, folder, result, { elapsedSeconds, policyModules });
}

async function playWithProgress(
  scenario: Scenario,
  policyModules: readonly PolicyModule[],
  options: GlobalOptions,
  session: Session,
): Promise<ExperimentResult> {
  const line = progressLine(session, scenario.name, options.quiet ?? false);
  try {
    const { seed, runs, threads } = options;
    const onProgress = line.show.bind(line);
    return await runExperiment(scenario, {
      seed,
      runs,
      threads,
      policyModules,
      signal: session.signal,
      onProgress,
    });
  } finally {
    line.clear();
  }
}

function playedRuns(result: ExperimentResult): number {
  return result.variants.reduce((sum, { runs }) => sum + runs.length, 0);
}

/** Writes the results and prints the answer; the answer is printed even if the results cannot be written. */
async function giveAnswer(
  play: Play,
  folder: string,
  result: ExperimentResult,
  written: { readonly elapsedSeconds: number; readonly policyModules: readonly PolicyModule[] },
): Promise<ExitCode> {
  const { file, options, session } = play;
  const assessment = assess(result);
  let reportPath: string | undefined;
  try {
    reportPath = (await writeResults(folder, result, assessment, written)).report;
  } finally {
    if (!play.withoutAnswer)
      session.out(answerText(assessment, options, session, written.elapsedSeconds, reportPath));
  }
  if (!options.quiet && !options.json && !options.markdown && play.afterwards === undefined)
    for (const [index, step] of nextSteps(result.scenario, {
      program: session.program,
      file,
      report: reportPath,
    }).entries())
      session.out(`${index === 0 ? 'next     ' : '         '}${step}\n`);
  if (!result.complete) return EXIT.interrupted;
  const { policyModules } = written;
  const after = await play.afterwards?.({ result, assessment, policyModules });
  return worse(assessment.pass ? EXIT.fine : EXIT.thresholdMissed, after ?? EXIT.fine);
}

function worse(one: ExitCode, other: ExitCode): ExitCode {
  return one > other ? one : other;
}

function answerText(
  assessment: Assessment,
  options: GlobalOptions,
  session: Session,
  elapsedSeconds: number,
  reportPath: string | undefined,
): string {
  if (options.json) return summaryJson(assessment);
  if (options.markdown) return formatMarkdown(assessment);
  const paint = paintFor(wantsColor(session, options));
  return formatTable(assessment, { paint, width: session.width, elapsedSeconds, reportPath });
}
