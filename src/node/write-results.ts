/**
 * Writes the results of an experiment into a folder: the report, the summary, the records, the charts and
 * a manifest. Everything is written into a folder beside it first and put in place by renaming, so a
 * reader never sees half of a result, and a failed attempt leaves the previous one as it was.
 */
import { chmod, mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { ExperimentResult } from '../experiment/result.js';
import type { Assessment } from '../report/assess.js';
import { startsCsv } from '../report/csv.js';
import { htmlReport } from '../report/html/html-report.js';
import { slowStart } from '../report/story/slow-start.js';
import { summaryJson } from '../report/summary-json.js';
import { writeResolved } from '../scenario/resolved-scenario.js';
import { packageVersion } from './package-version.js';
import { type PolicyModule, policiesByReference } from './policy-modules.js';
import { RESOLVED_FILE } from './read-result.js';
import { errorCode } from './read-text.js';
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

/** A folder that results cannot be written to: the message names it and says why. */
export class ResultsError extends Error {
  constructor(folder: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${folder}: results cannot be written: ${reason}`, { cause });
    this.name = 'ResultsError';
  }
}

/** What a result folder holds; a folder that holds anything else is not replaced. */
const OWN_ENTRIES = new Set([
  'report.html',
  'summary.json',
  RESOLVED_FILE,
  'starts.csv',
  'charts',
  'manifest.json',
]);

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
  const target = resolve(folder);
  let draft: string | null = null;
  try {
    const isThere = await refuseForeign(target);
    await mkdir(dirname(target), { recursive: true });
    draft = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    const files = await fill(draft, result, assessment, options);
    await putInPlace(draft, target, isThere);
    draft = null;
    return { folder, report: join(folder, 'report.html'), files };
  } catch (cause) {
    throw new ResultsError(folder, cause);
  } finally {
    if (draft !== null) await rm(draft, { recursive: true, force: true });
  }
}

/** Whether the folder is there; an error where it holds what this program did not write. */
async function refuseForeign(target: string): Promise<boolean> {
  let entries: string[];
  try {
    entries = await readdir(target);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
  const foreign = entries.find((entry) => !OWN_ENTRIES.has(entry));
  if (foreign !== undefined)
    throw new Error(`it holds "${foreign}", which is no result; name an empty folder`);
  return true;
}

async function putInPlace(draft: string, target: string, isThere: boolean): Promise<void> {
  // mkdtemp gives the owner alone access; results are for whoever may read the folder around them.
  await chmod(draft, 0o755);
  if (!isThere) return rename(draft, target);
  const previous = `${draft}-previous`;
  await rename(target, previous);
  try {
    await rename(draft, target);
  } catch (error) {
    await rename(previous, target);
    throw error;
  }
  await rm(previous, { recursive: true, force: true });
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
