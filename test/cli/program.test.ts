import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT, EXIT_MEANINGS } from '../../src/cli/exit-codes.js';
import { packageVersion } from '../../src/node/package-version.js';
import { importsOf } from '../tidy/imports.js';
import { readSources } from '../tidy/source.js';
import { pullcast } from './recording-session.js';

const root = new URL('../../', import.meta.url).pathname;
const commands = ['run', 'compare', 'explain', 'check', 'show', 'init', 'schema'];

describe('pullcast', () => {
  it.each([[[]], [['--help']], [['help']]])(
    'prints its commands, examples and exit codes for %j',
    async (words) => {
      const { code, output } = await pullcast(words);
      expect(code).toBe(EXIT.fine);
      for (const command of commands) expect(output).toContain(command);
      expect(output).toContain('Examples:');
      for (const [exit, meaning] of EXIT_MEANINGS)
        expect(output).toMatch(new RegExp(`${exit}\\s+${meaning.slice(0, 12)}`));
    },
  );

  it.each(commands)('explains the command %s with examples and all its options', async (name) => {
    const { code, output } = await pullcast([name, '--help']);
    expect(code).toBe(EXIT.fine);
    expect(output).toContain('Examples:');
    for (const option of ['--json', '--quiet', '--seed', '--runs', '--out', '--no-color'])
      expect(output).toContain(option);
  });

  it('names the nearest command, and calls it invalid input', async () => {
    const { code, errors } = await pullcast(['rnu', 'x.yaml']);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain('Did you mean run?');
  });

  it('names the nearest option, and calls it invalid input', async () => {
    const { code, errors } = await pullcast(['run', '--sed', '1', 'x.yaml']);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain('Did you mean --seed?');
  });

  it.each([
    [['run'], "missing required argument 'file'"],
    [['compare', 'a.yaml', 'b.yaml'], 'too many arguments'],
    [['run', 'x.yaml', '--runs', '0'], 'at least 1'],
    [['run', 'x.yaml', '--runs', '1.5'], 'not a whole number'],
    [['run', 'x.yaml', '--json', '--markdown'], 'cannot be used with'],
  ])('refuses %j', async (words, message) => {
    const { code, output, errors } = await pullcast(words);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain(message);
    expect(output).toBe('');
  });

  it('tells the version of the package', async () => {
    expect((await pullcast(['--version'])).output).toBe(`${packageVersion()}\n`);
  });
});

describe('starting pullcast', () => {
  it('loads the option parser and small files only, so that help answers at once', () => {
    const sources = new Map(readSources(root, ['src']).map((source) => [source.path, source]));
    const packages = new Set<string>();
    const seen = new Set<string>();
    const load = (path: string): void => {
      const source = sources.get(path);
      if (!source || seen.has(path)) return;
      seen.add(path);
      for (const { target, specifier, typeOnly, lazy } of importsOf(source)) {
        if (typeOnly || lazy) continue;
        if (target) load(target);
        else if (!specifier.startsWith('node:')) packages.add(specifier);
      }
    };
    load('src/cli/main.ts');
    expect([...packages]).toEqual(['commander']);
    expect(
      [...seen].filter((path) => !/^src\/(cli|units)\/|^src\/node\/package-version\.ts$/.test(path)),
    ).toEqual([]);
  });
});

describe('README.md', () => {
  it('lists the exit codes as the program does', () => {
    const readme = readFileSync(`${root}README.md`, 'utf8');
    const rows = readme.split('\n').map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, 3)
        .join('|'),
    );
    for (const [code, meaning] of EXIT_MEANINGS) expect(rows).toContain(`${code}|${meaning}`);
  });
});
