/**
 * Plays scenarios and tells the page: progress after each run, an answer after each scenario. The only file of the
 * notebooks that loads the simulation; it runs in a worker, so the page can draw and scroll meanwhile.
 */
import {
  type ExperimentResult,
  ScenarioError,
  assess,
  formatProblems,
  parseScenario,
  runExperiment,
} from '../../src/index.js';
import { ecdfRows, phaseRows, startTimes } from '../../src/report/chart-rows.js';
import { COLUMNS, comparisonRows } from '../../src/report/comparison-rows.js';
import type { Answer, ImageFigures, Message, Questions } from './messages.js';

/** Milliseconds between two messages of progress: often enough to see, seldom enough to cost nothing. */
const PROGRESS_MS = 50;

/** Tells one message. Where it returns a promise, playing waits for it, so that a page without workers can breathe. */
export type Tell = (message: Message) => void | Promise<void>;

/** Answers every question in turn. A scenario that is not valid ends the job with the words for it. */
export async function play({ texts }: Questions, tell: Tell): Promise<void> {
  try {
    const scenarios = texts.map((text) => parseScenario(text));
    const total = scenarios.reduce((sum, { runs, variants }) => sum + runs * variants.length, 0);
    let finished = 0;
    let toldAtMs = -Infinity;
    const onProgress = async (): Promise<void> => {
      finished += 1;
      const nowMs = performance.now();
      if (nowMs - toldAtMs < PROGRESS_MS && finished < total) return;
      toldAtMs = nowMs;
      await tell({ kind: 'progress', finished, total });
    };
    for (const [question, scenario] of scenarios.entries()) {
      const result = await runExperiment(scenario, { onProgress });
      await tell({ kind: 'answer', question, answer: answerOf(result) });
    }
  } catch (error) {
    await tell({ kind: 'problem', problem: wordsOf(error) });
  }
}

function answerOf(result: ExperimentResult): Answer {
  const assessment = assess(result);
  return {
    summary: assessment.summary,
    sentence: assessment.answer,
    columns: COLUMNS,
    rows: comparisonRows(assessment),
    ecdf: ecdfRows(startTimes(result)),
    phases: phaseRows(assessment.summary),
    images: imagesOf(result),
  };
}

function imagesOf({ scenario }: ExperimentResult): readonly ImageFigures[] {
  return (scenario.variants[0]?.world.images ?? []).map(({ name, layers }) => ({
    name,
    layers: layers.length,
    compressedBytes: layers.reduce((sum, layer) => sum + layer.compressedBytes, 0),
    uncompressedBytes: layers.reduce((sum, layer) => sum + layer.uncompressedBytes, 0),
  }));
}

function wordsOf(error: unknown): string {
  if (error instanceof ScenarioError) return formatProblems(error.problems);
  return error instanceof Error ? error.message : String(error);
}
