/** What `sweep` does with a file: reads what is asked, plays it with progress, prints the answer, writes the results. */
import { withOptions } from '../experiment/run-experiment.js';
import { findCrossovers } from '../experiment/find-crossover.js';
import { type GridAxis, sweepGrid } from '../experiment/sweep-grid.js';
import { loadPolicies } from '../node/policy-modules.js';
import { openScenario } from '../node/read-scenario.js';
import { runExperiment } from '../node/run-experiment.js';
import { writeSweep } from '../node/write-sweep.js';
import { evaluatePoints, type PointPlayer } from '../report/sweep/evaluate-points.js';
import {
  type CrossoverAnswer,
  isComplete,
  rangeValue,
  type SweepAbout,
  type SweepAnswer,
} from '../report/sweep/sweep-answer.js';
import { sweepJson } from '../report/sweep/sweep-json.js';
import { sweepMarkdown, sweepText } from '../report/sweep/sweep-text.js';
import type { SweepMetric } from '../report/sweep/sweep-metric.js';
import { isMeasured, UNMEASURED } from '../scenario/check-expect.js';
import { formatProblems } from '../scenario/format-problems.js';
import type { Scenario } from '../scenario/scenario.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import type { SweepRequest } from '../scenario/sweep-plan.js';
import type { VariantRequest } from '../scenario/variants.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { wantsColor } from './options.js';
import { paintFor } from './paint.js';
import { progressLine } from './progress.js';
import { UsageError } from './report-failure.js';
import type { Session } from './session.js';
import { tellBetween } from './refused-between.js';
import { type AskedSweep, readSweep, type SweepOptions } from './read-sweep.js';

export interface SweepFile {
  readonly file: string;
  readonly options: SweepOptions;
  readonly session: Session;
  /** Scenario name → folder for its results. */
  readonly folder: (name: string) => string;
}

/**
 * Plays the sweep of one file and answers with its exit code. An interrupted one is answered as far as it went.
 *
 * @throws FileError, ScenarioError and UsageError for what is wrong with file and options.
 */
export async function sweepFile({ file, options, session, folder }: SweepFile): Promise<ExitCode> {
  const parse = await openScenario(file);
  const base = withOptions(parse({}), options);
  const asked = readSweep(options, base, parse);
  if (!options.quiet && base.warnings.length > 0)
    session.err(`${formatProblems(base.warnings, { color: wantsColor(session, options) })}\n`);
  const startedMs = session.now();
  const play = player(file, options, session);
  const about: SweepAbout = {
    name: base.name,
    question: base.question,
    seed: base.seed,
    runs: base.runs,
    interrupted: false,
    metric: asked.metric,
    variants: asked.variants,
  };
  const points: PointPlayer = {
    paths: [
      ...asked.axes.map(({ path }) => ({ path, option: '--vary' })),
      ...(asked.search === null ? [] : [{ path: asked.search.path, option: '--crossover' }]),
    ],
    metric: asked.metric,
    between: asked.between,
    parse: (sweep) => {
      const scenario = withOptions(parsePoints(parse, sweep, asked.search), options);
      refuseUnmeasured(scenario, asked.metric);
      return scenario;
    },
    play: play.play,
  };
  const swept = await playSweep(about, asked, points, options);
  const answer: SweepAnswer = { ...swept, interrupted: play.isInterrupted() };
  const elapsedSeconds = (session.now() - startedMs) / 1000;
  if (!isComplete(answer)) session.err('interrupted: what is finished is kept\n');
  if (!hasPoints(answer)) return EXIT.interrupted;
  return giveAnswer(answer, { folder: folder(base.name), options, session, elapsedSeconds });
}

function parsePoints(
  parse: (variants: VariantRequest) => Scenario,
  sweep: SweepRequest,
  search: AskedSweep['search'],
): Scenario {
  try {
    return parse({ sweep });
  } catch (error) {
    throw error instanceof ScenarioError && search !== null ? tellBetween(error, search) : error;
  }
}

/** Throws UsageError where the metric has no value in any variant at any of the points. */
function refuseUnmeasured({ variants }: Scenario, { text, quantity }: SweepMetric): void {
  if (variants.length === 0 || variants.some(({ world }) => isMeasured(quantity, world))) return;
  throw new UsageError(`--metric ${text}: ${UNMEASURED.message}  ${UNMEASURED.remedy}`);
}

/** Plays a scenario with a progress line that says which experiment of the sweep it is. */
function player(
  file: string,
  options: SweepOptions,
  session: Session,
): { readonly play: PointPlayer['play']; readonly isInterrupted: () => boolean } {
  let round = 0;
  let isInterrupted = false;
  const play: PointPlayer['play'] = async (scenario: Scenario) => {
    round += 1;
    const policyModules = await loadPolicies(scenario, file);
    const line = progressLine(session, `${scenario.name}, part ${round}`, options.quiet ?? false);
    try {
      const onProgress = line.show.bind(line);
      const { signal } = session;
      const { threads } = options;
      const result = await runExperiment(scenario, { threads, policyModules, signal, onProgress });
      isInterrupted ||= !result.complete;
      return result;
    } finally {
      line.clear();
    }
  };
  return { play, isInterrupted: () => isInterrupted };
}

async function playSweep(
  about: SweepAbout,
  { axes, search }: AskedSweep,
  points: PointPlayer,
  options: SweepOptions,
): Promise<SweepAnswer> {
  const { better } = about.metric;
  if (search === null) {
    const grid = await sweepGrid(axes, (asked) => evaluatePoints(points, asked), better);
    return { kind: 'grid', ...about, grid };
  }
  const { range, path } = search;
  const digits = digitsFor(options.tolerance ?? 0.02);
  const text = (value: number): string => rangeValue(range, digits, value).text;
  const each = {
    low: range.low.value,
    high: range.high.value,
    geometric: range.geometric,
    round: (value: number) => range.nearest(value, digits).value,
    tolerance: options.tolerance,
    points: options.points,
    better,
  };
  const places = combinations(axes);
  const found = await findCrossovers(
    places.map(() => each),
    async (asked) => {
      const values = asked.map((one) => [...places[one.search]!, text(one.value)]);
      const metrics = await evaluatePoints(points, values);
      return metrics.map((of) => (of === null ? null : ([of[0]!, of[1]!] as const)));
    },
  );
  const searches = places.map((values, index) => ({ values, found: found[index]! }));
  return { kind: 'crossover', ...about, path, range, digits, axes, searches } satisfies CrossoverAnswer;
}

/** Significant digits that tell values apart which lie half a tolerance from each other; three at least. */
function digitsFor(tolerance: number): number {
  let digits = 3;
  for (let step = 0.01; step > tolerance / 2; step /= 10) digits += 1;
  return digits;
}

function combinations(axes: readonly GridAxis[]): readonly (readonly string[])[] {
  let places: readonly (readonly string[])[] = [[]];
  for (const { values } of axes)
    places = places.flatMap((before) => values.map((value) => [...before, value]));
  return places;
}

function hasPoints(answer: SweepAnswer): boolean {
  return answer.kind === 'grid'
    ? answer.grid.points.some(({ metrics }) => metrics !== null)
    : answer.searches.some(({ found }) => found.points.length > 0);
}

interface Given {
  readonly folder: string;
  readonly options: SweepOptions;
  readonly session: Session;
  readonly elapsedSeconds: number;
}

/** Writes the results and prints the answer; the answer is printed even if the results cannot be written. */
async function giveAnswer(
  answer: SweepAnswer,
  { folder, options, session, elapsedSeconds }: Given,
): Promise<ExitCode> {
  let reportPath: string | undefined;
  try {
    reportPath = (await writeSweep(folder, answer, elapsedSeconds)).report;
  } finally {
    const paint = paintFor(wantsColor(session, options));
    const { width } = session;
    session.out(
      options.json
        ? sweepJson(answer)
        : options.markdown
          ? sweepMarkdown(answer)
          : sweepText(answer, { paint, width, elapsedSeconds, reportPath }),
    );
  }
  return isComplete(answer) ? EXIT.fine : EXIT.interrupted;
}
