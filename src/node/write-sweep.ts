/** Writes the results of a sweep into a folder: the report, the points as JSON and CSV, the pictures and a manifest. */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Picture } from '../report/html/page-parts.js';
import { sweepReport } from '../report/html/sweep-report.js';
import { isComplete, type SweepAnswer } from '../report/sweep/sweep-answer.js';
import { sweepCsv } from '../report/sweep/sweep-csv.js';
import { sweepJson } from '../report/sweep/sweep-json.js';
import { packageVersion } from './package-version.js';
import { placeFolder } from './place-folder.js';

export interface WrittenSweep {
  /** As it was asked for. */
  readonly folder: string;
  /** Path of the report. */
  readonly report: string;
  /** Names of all files, relative to the folder. */
  readonly files: readonly string[];
}

/**
 * Writes the folder, replacing the results that it held. All but the manifest are the same bytes for the same answer.
 *
 * @throws ResultsError where the folder cannot be written, or holds files that are no results.
 */
export async function writeSweep(
  folder: string,
  answer: SweepAnswer,
  elapsedSeconds: number | null = null,
): Promise<WrittenSweep> {
  const version = packageVersion();
  const pictures = await renderSweep(answer);
  const texts: readonly (readonly [name: string, text: string])[] = [
    ['report.html', sweepReport(answer, { pictures, versions: { pullcast: version } })],
    ['sweep.json', sweepJson(answer)],
    ['sweep.csv', sweepCsv(answer)],
    ...pictures.map(({ id, svg }) => [`charts/${id}.svg`, svg] as const),
  ];
  const files = [...texts.map(([name]) => name), 'manifest.json'];
  const manifest = {
    scenario: answer.name,
    seed: answer.seed,
    runs: answer.runs,
    complete: isComplete(answer),
    files,
    written: new Date().toISOString(),
    elapsedSeconds,
    pullcast: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processors: availableParallelism(),
  };
  await placeFolder(folder, async (draft) => {
    await mkdir(join(draft, 'charts'));
    for (const [name, text] of texts) await writeFile(join(draft, name), text);
    await writeFile(join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  });
  return { folder, report: join(folder, 'report.html'), files };
}

/** The pictures of a sweep as SVG; the drawing libraries are loaded here, as they take half a second. */
export async function renderSweep(answer: SweepAnswer): Promise<readonly Picture[]> {
  const [{ JSDOM }, { drawSweep }] = await Promise.all([
    import('jsdom'),
    import('../report/charts/draw-sweep.js'),
  ]);
  const { window } = new JSDOM('');
  const serializer = new window.XMLSerializer();
  try {
    return drawSweep(answer, { document: window.document }).map(({ id, title, text, element }) => ({
      id,
      title,
      text,
      svg: serializer.serializeToString(element),
    }));
  } finally {
    window.close();
  }
}
