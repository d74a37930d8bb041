import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { renderSweep, writeSweep } from '../../src/node/write-sweep.js';
import { crossoverAnswer, gridAnswer, SIZES } from '../report/sweep/answers.js';

const room = mkdtempSync(join(tmpdir(), 'pullcast-sweep-'));
afterAll(() => rmSync(room, { recursive: true }));

describe('the folder of a sweep', () => {
  it('holds report, points, pictures and a manifest that lists them', async () => {
    const folder = join(room, 'grid');
    const { report, files } = await writeSweep(folder, await gridAnswer([SIZES]), 1.5);
    expect(report).toBe(join(folder, 'report.html'));
    expect(files).toEqual(['report.html', 'sweep.json', 'sweep.csv', 'charts/curves.svg', 'manifest.json']);
    for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).not.toBe('');
    expect(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))).toMatchObject({
      files,
      elapsedSeconds: 1.5,
    });
  });

  it('has the same bytes for the same answer, but for the manifest', async () => {
    const answer = await crossoverAnswer();
    const [one, two] = [join(room, 'one'), join(room, 'two')];
    const { files } = await writeSweep(one, answer);
    await writeSweep(two, answer);
    for (const file of files.filter((name) => name !== 'manifest.json'))
      expect(readFileSync(join(one, file), 'utf8')).toBe(readFileSync(join(two, file), 'utf8'));
  });

  it('has pictures with names that a screen reader can say', async () => {
    const [picture] = await renderSweep(await gridAnswer([SIZES]));
    expect(picture?.svg).toContain('aria-label="start p50 along size"');
  });
});
