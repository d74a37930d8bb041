import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { pullcast } from '../recording-session.js';
import { SMALL, scenarioFolder } from '../scenario-files.js';

const inFolder = scenarioFolder({
  'small.yaml': SMALL,
  'other.yaml': SMALL.replace('name: small', 'name: other'),
  'same-name.yaml': SMALL,
  'broken.yaml': SMALL.replace('repository:', 'repositry:'),
});

describe('pullcast run', () => {
  it('prints the comparison, writes a report and says what to try next', async () => {
    const out = inFolder('answer');
    const { code, output, errors } = await pullcast(['run', inFolder('small.yaml'), '--out', out]);
    expect(errors).toBe('');
    expect(code).toBe(EXIT.fine);
    expect(output).toContain('default');
    expect(output).toContain('once');
    expect(output).toMatch(/start p95 < 120s\s+pass/);
    expect(output).toMatch(/next\s+open .*report\.html/);
    expect(existsSync(`${out}/report.html`)).toBe(true);
    expect(existsSync(`${out}/summary.json`)).toBe(true);
  });

  it('prints the summary as JSON and nothing else, the same bytes for the same seed', async () => {
    const words = [
      'run',
      inFolder('small.yaml'),
      '--json',
      '--runs',
      '1',
      '--seed',
      'x',
      '--out',
      inFolder('json'),
    ];
    const first = await pullcast([...words, '--threads', '2']);
    const second = await pullcast([...words, '--threads', '0']);
    expect(first.output).toBe(second.output);
    const summary = JSON.parse(first.output) as { seed: string; runs: number; variants: { name: string }[] };
    expect(summary).toMatchObject({ seed: 'x', runs: 1 });
    expect(summary.variants.map(({ name }) => name)).toEqual(['default', 'once']);
  });

  it('does not let one file replace the results of another', async () => {
    const [first, second] = [inFolder('small.yaml'), inFolder('same-name.yaml')];
    const { code, errors } = await pullcast(['run', first, second, '--runs', '1', '--out', inFolder('two')]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain(`${second}: its results would replace those of ${first}`);
    expect(existsSync(inFolder('two/small/report.html'))).toBe(true);
  });

  it('prints Markdown where it is asked to', async () => {
    const { output } = await pullcast([
      'run',
      inFolder('small.yaml'),
      '--markdown',
      '--runs',
      '1',
      '--out',
      inFolder('md'),
    ]);
    expect(output).toMatch(/^\|.*\|$/m);
    expect(output).not.toContain('next ');
  });

  it('says less when it is asked to be quiet', async () => {
    const { output } = await pullcast([
      'run',
      inFolder('small.yaml'),
      '--quiet',
      '--runs',
      '1',
      '--out',
      inFolder('quiet'),
    ]);
    expect(output).toContain('once');
    expect(output).not.toContain('next ');
  });

  it('gives each of several files a folder of its own', async () => {
    const out = inFolder('several');
    const { code } = await pullcast([
      'run',
      inFolder('small.yaml'),
      inFolder('other.yaml'),
      '--runs',
      '1',
      '--out',
      out,
    ]);
    expect(code).toBe(EXIT.fine);
    expect(readdirSync(out).sort()).toEqual(['other', 'small']);
  });

  it('tells where a scenario is wrong, and plays nothing', async () => {
    const { code, output, errors } = await pullcast(['run', inFolder('broken.yaml')]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toMatch(/broken\.yaml:\d+:\d+ .*repositry/);
    expect(errors).toContain('repository');
    expect(output).toBe('');
  });
});
