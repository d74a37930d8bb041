/** Writes the results of an experiment into a folder: the report, the summary, the records, the charts and a manifest. */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { ExperimentResult } from '../experiment/result.js';
import type { Assessment } from '../report/assess.js';
import { startsCsv } from '../report/csv.js';
import { htmlReport } from '../report/html/html-report.js';
import { slowStart } from '../report/story/slow-start.js';
import { summaryJson } from '../report/summary-json.js';
import { writeResolved } from '../scenario/resolved-scenario.js';
import { packageVersion } from './package-version.js';
import { placeFolder } from './place-folder.js';
import { type PolicyModule, policiesByReference } from './policy-modules.js';
import { RESOLVED_FILE } from './read-result.js';
import { renderCharts } from './render.js';

export interface WrittenResults {
  /** As it was asked for. */
  readonly folder: string;
  /** Path of the report. */
  readonly report: string;
  /** Names of all files, relative to the folder. */
  readonly files: readonly string[];
}

export interface WriteOptions {
  /** Wall time that the experiment took, for the manifest. */
  readonly elapsedSeconds?: number | undefined;
  /** The modules that held policies, for the manifest. */
  readonly policyModules?: readonly PolicyModule[] | undefined;
}

/**
 * Writes the result folder, replacing the results that it held.
 *
 * @throws ResultsError where the folder cannot be written, or holds files that are no results.
 */
export async function writeResults(
  folder: string,
  result: ExperimentResult,
  assessment: Assessment,
  options: WriteOptions = {},
): Promise<WrittenResults> {
  const files = await placeFolder(folder, (draft) => fill(draft, result, assessment, options));
  return { folder, report: join(folder, 'report.html'), files };
}

async function fill(
  folder: string,
  result: ExperimentResult,
  assessment: Assessment,
  options: WriteOptions,
): Promise<string[]> {
  const version = packageVersion();
  const policies = policiesByReference(options.policyModules ?? []);
  const charts = await renderCharts(result, assessment, slowStart(result, policies));
  const texts: readonly (readonly [name: string, text: string])[] = [
    ['report.html', htmlReport(assessment, { charts, versions: { pullcast: version } })],
    ['summary.json', summaryJson(assessment)],
    [RESOLVED_FILE, writeResolved(result.scenario)],
    ...charts.map(({ id, svg }) => [`charts/${id}.svg`, svg] as const),
  ];
  await mkdir(join(folder, 'charts'));
  for (const [name, text] of texts) await writeFile(join(folder, name), text);
  await writeStarts(join(folder, 'starts.csv'), result);
  const files = [...texts.map(([name]) => name), 'starts.csv', 'manifest.json'];
  const manifest = manifestOf(result, version, options, files);
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return files;
}

/** A run at a time, so that the records need not fit into one string. */
async function writeStarts(path: string, result: ExperimentResult): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const piece of startsCsv(result)) await file.write(piece);
  } finally {
    await file.close();
  }
}

/** The one place for what differs from machine to machine and from time to time. */
function manifestOf(
  { scenario, complete, variants }: ExperimentResult,
  version: string,
  { elapsedSeconds, policyModules = [] }: WriteOptions,
  files: readonly string[],
): object {
  return {
    scenario: scenario.name,
    seed: scenario.seed,
    runs: scenario.runs,
    variants: variants.map(({ name, runs }) => ({ name, runs: runs.length })),
    complete,
    policies: policyModules.map(({ policy, reference, sha256 }) => ({
      name: policy.name,
      file: reference,
      sha256,
    })),
    files,
    written: new Date().toISOString(),
    elapsedSeconds: elapsedSeconds ?? null,
    pullcast: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processors: availableParallelism(),
  };
}
