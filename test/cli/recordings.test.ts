import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { pullcast } from './recording-session.js';
import { SMALL, scenarioFolder } from './scenario-files.js';

const CHANGED = SMALL.replace('desiredCount: 2', 'desiredCount: 3');
const inFolder = scenarioFolder({
  'small.yaml': SMALL,
  'changed.yaml': CHANGED,
  'other.yaml': SMALL.replace('name: small', 'name: other'),
  'no-recording.json': '{}',
});

async function play(file: string, ...words: string[]) {
  return pullcast(['run', inFolder(file), '--out', inFolder('out'), ...words]);
}

describe('pullcast run --record and --against', () => {
  it('finds nothing changed in the same scenario, whatever the threads', async () => {
    const file = inFolder('recorded/base.json');
    const recorded = await play('small.yaml', '--record', file);
    expect(recorded.code).toBe(EXIT.fine);
    expect(recorded.output).toContain(`recorded ${file}`);
    const { code, output, errors } = await play('small.yaml', '--against', file, '--threads', '2');
    expect(errors).toBe('');
    expect(code).toBe(EXIT.fine);
    expect(output).toContain('nothing has changed');
    expect(readdirSync(inFolder('recorded'))).toEqual(['base.json']);
  });

  it('records the same bytes each time, with no path and no time of day', async () => {
    await play('small.yaml', '--record', inFolder('one.json'));
    await play('small.yaml', '--record', inFolder('two.json'));
    const text = readFileSync(inFolder('one.json'), 'utf8');
    expect(readFileSync(inFolder('two.json'), 'utf8')).toBe(text);
    expect(text).not.toContain(inFolder('.'));
    expect(text).toContain('"name":"once"');
  });

  it('says what has changed, how to record it again, and ends with a code of its own', async () => {
    const file = inFolder('base.json');
    await play('small.yaml', '--record', file);
    const { code, output } = await play('changed.yaml', '--against', file);
    expect(code).toBe(EXIT.changed);
    expect(output).toContain('what came of it');
    expect(output).toMatch(/record it again: pullcast\s+run .*changed\.yaml\s+--record/);
    const asJson = await play('changed.yaml', '--against', file, '--json');
    expect(asJson.code).toBe(EXIT.changed);
    expect(JSON.parse(asJson.output)).toMatchObject({ changed: true });
  });

  it('compares first and then records, so that one command does both', async () => {
    const file = inFolder('rolling.json');
    await play('small.yaml', '--record', file);
    const { code } = await play('changed.yaml', '--against', file, '--record', file);
    expect(code).toBe(EXIT.changed);
    expect((await play('changed.yaml', '--against', file)).code).toBe(EXIT.fine);
  });

  it.each([
    ['small.yaml', ['--seed', '2'], '--seed 1'],
    ['small.yaml', ['--runs', '1'], '--runs 2'],
    ['other.yaml', [], 'is a recording of "small", and this is "other"'],
  ])('refuses to compare %s with %j to another question', async (file, words, message) => {
    const base = inFolder('question.json');
    if (!existsSync(base)) await play('small.yaml', '--record', base);
    const { code, output, errors } = await play(file, '--against', base, ...words);
    expect(output, 'refused before anything is played').toBe('');
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain(message);
  });

  it('reads the recording before anything is played', async () => {
    const missing = await play('small.yaml', '--against', inFolder('nowhere.json'));
    expect(missing).toMatchObject({ code: EXIT.invalidInput, output: '' });
    expect(missing.errors).toContain('there is no such file');
    const none = await play('small.yaml', '--against', inFolder('no-recording.json'));
    expect(none.errors).toContain('is no recording that this version of pullcast can read');
    expect(none.output).toBe('');
  });

  it('is about one scenario', async () => {
    const { code, errors } = await pullcast([
      'run',
      inFolder('small.yaml'),
      inFolder('other.yaml'),
      '--record',
      inFolder('x.json'),
    ]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain('play the files one by one');
  });

  it('says where a recording cannot be written', async () => {
    writeFileSync(inFolder('a-file'), '');
    const { code, errors } = await play('small.yaml', '--record', inFolder('a-file/x.json'));
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain('cannot be written');
  });
});
