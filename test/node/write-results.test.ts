import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ResultsError } from '../../src/node/place-folder.js';
import { writeResults } from '../../src/node/write-results.js';
import { assess } from '../../src/report/assess.js';
import { pullPolicies } from '../report/pull-policies.js';

const result = pullPolicies({ runs: 2, starts: 40 });
const assessment = assess(result);
let room = '';

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'pullcast-results-'));
});
afterEach(() => rm(room, { recursive: true, force: true }));

describe('a result folder', () => {
  it('holds the report, the summary, the records, the charts and the manifest', async () => {
    const folder = join(room, 'deep', 'answer');
    const written = await writeResults(folder, result, assessment, { elapsedSeconds: 2.5 });
    expect(written.report).toBe(join(folder, 'report.html'));
    for (const file of written.files) expect((await stat(join(folder, file))).size).toBeGreaterThan(0);
    expect((await readdir(folder)).sort()).toEqual([
      'charts',
      'manifest.json',
      'report.html',
      'scenario.json',
      'starts.csv',
      'summary.json',
    ]);
    const records = await readFile(join(folder, 'starts.csv'), 'utf8');
    expect(records.trimEnd().split('\r\n')).toHaveLength(1 + 4 * 2 * 40);
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Record<
      string,
      unknown
    >;
    expect(manifest).toMatchObject({
      scenario: 'pull-policies',
      seed: '1',
      complete: true,
      elapsedSeconds: 2.5,
    });
  });

  it('says which policies were played, with the digest of their module', async () => {
    const reference = './mine.mjs';
    const module = { reference, path: '/home/me/mine.mjs', sha256: 'f00', policy: { name: 'mine' } };
    const { folder } = await writeResults(join(room, 'own'), result, assessment, { policyModules: [module] });
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as object;
    expect(manifest).toMatchObject({ policies: [{ name: 'mine', file: reference, sha256: 'f00' }] });
    expect(JSON.stringify(manifest)).not.toContain('/home/me');
  });

  it('is the same bytes each time, but for the manifest', async () => {
    const one = await writeResults(join(room, 'one'), result, assessment);
    const two = await writeResults(join(room, 'two'), result, assessment);
    for (const file of one.files.filter((name) => name !== 'manifest.json'))
      expect(await readFile(join(two.folder, file))).toEqual(await readFile(join(one.folder, file)));
  });

  it('replaces the results that it held, and leaves nothing beside itself', async () => {
    const folder = join(room, 'answer');
    await writeResults(folder, result, assessment);
    await writeFile(join(folder, 'summary.json'), 'old');
    await writeResults(folder, result, assessment);
    expect(await readFile(join(folder, 'summary.json'), 'utf8')).toMatch(/^\{/);
    expect(await readdir(room)).toEqual(['answer']);
  });

  it('refuses to replace what is no result, and leaves it as it was', async () => {
    const folder = join(room, 'home');
    await mkdir(folder);
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    await expect(writeResults(folder, result, assessment)).rejects.toThrow(ResultsError);
    await expect(writeResults(folder, result, assessment)).rejects.toThrow(/home: .*"thesis\.txt"/);
    expect(await readdir(room)).toEqual(['home']);
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });

  it('says why it cannot be written', async () => {
    await writeFile(join(room, 'file'), '');
    await expect(writeResults(join(room, 'file'), result, assessment)).rejects.toThrow(ResultsError);
    await expect(writeResults(join(room, 'file', 'below'), result, assessment)).rejects.toThrow(ResultsError);
  });
});
