/**
 * The public list of exports: everything here runs in a browser as it does on Node. Files and worker
 * threads and tables for a terminal are in `pullcast/node`, charts in `pullcast/charts`, the pull rules alone in `pullcast/policy`.
 */
export { type ParseOptions, parseScenario } from './scenario/parse-scenario.js';
export type { VariantRequest } from './scenario/variants.js';
export { ScenarioError } from './scenario/scenario-error.js';
export { formatProblems } from './scenario/format-problems.js';
export { describeScenario } from './scenario/describe-scenario.js';
export { type StarterOptions, starterScenario } from './scenario/starter-scenario.js';
export { loadImageArchive } from './catalog/images.js';
export { loadInstanceTypes } from './catalog/instance-types.js';
export type { Measure, Problem, Provenance, Scenario, Threshold, Variant } from './scenario/scenario.js';

export { type ExperimentOptions, type Progress, runExperiment } from './experiment/run-experiment.js';
export { TrialError } from './experiment/run-trial.js';
export { type Replay, replayStarts, replayStories, replayStory } from './experiment/replay.js';
export {
  type Crossover,
  type CrossoverPoint,
  type CrossoverSearch,
  findCrossover,
  findCrossovers,
  type FoundCrossovers,
} from './experiment/find-crossover.js';
export { type GridAxis, type GridPoint, sweepGrid, type SweptGrid } from './experiment/sweep-grid.js';
export { expectedStarts } from './experiment/expected-starts.js';
export type { ExperimentResult } from './experiment/result.js';

export type { Probe, RunOptions } from './model/run-options.js';
export { simulateRun } from './model/simulate-run.js';
export { BINDERS, LABEL_COLUMNS, NUMBER_COLUMNS, PHASES } from './model/record.js';
export type { Binder, Phase, RunResult, RunTotals, Series, StartTable } from './model/record.js';
export type { HostState, LocalImageState, TrackedImageState } from './model/host-state.js';
export type { ContainerStory, DecisionStory, LayerStory, Span, StartStory, StopCode } from './model/story.js';
export type { WorldSpec } from './model/spec.js';
export type { PullBehavior, PullPolicy } from './model/policy/types.js';

export { type Assessment, assess } from './report/assess.js';
export { type Comparison, compare } from './report/compare.js';
export { formatMarkdown } from './report/markdown.js';
export { startsCsv } from './report/csv.js';
export { summarize } from './report/summarize.js';
export { summaryJson } from './report/summary-json.js';
export type { Paint } from './report/paint.js';
export { evaluatePoints, type PointPlayer } from './report/sweep/evaluate-points.js';
export { type SweepMetric, sweepMetric } from './report/sweep/sweep-metric.js';
export type { Summary, VariantSummary } from './report/summary.js';
export { judge, type Verdict } from './report/verdict.js';
export { type StoryChapter, type StoryLine, tellStory, type ToldStory } from './report/story/tell-story.js';
export { storyText, type StoryTextOptions } from './report/story/story-text.js';
