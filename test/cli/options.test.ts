import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { type GlobalOptions, addGlobalOptions, wantsColor } from '../../src/cli/options.js';
import { recordingSession } from './recording-session.js';

function parse(...words: readonly string[]): GlobalOptions {
  const program = addGlobalOptions(
    new Command().exitOverride().configureOutput({ writeErr: () => undefined }),
  );
  program.command('run').action(() => undefined);
  return program.parse(['run', ...words], { from: 'user' }).opts();
}

describe('addGlobalOptions', () => {
  it('reads counts as numbers and a seed as text', () => {
    expect(parse('--runs', '20', '--threads', '0', '--seed', '007')).toMatchObject({
      runs: 20,
      threads: 0,
      seed: '007',
    });
  });

  it('hears an option before the command as well as behind it', () => {
    const program = addGlobalOptions(new Command());
    program.command('run').action(() => undefined);
    expect(program.parse(['--runs', '3', 'run'], { from: 'user' }).opts()).toMatchObject({ runs: 3 });
  });

  it.each([
    ['--runs', '0'],
    ['--runs', 'many'],
    ['--threads', '-1'],
    ['--out', ''],
    ['--json', '--markdown'],
  ])('refuses %s %s', (...words) => {
    expect(() => parse(...words)).toThrow();
  });
});

describe('wantsColor', () => {
  const terminal = recordingSession({ color: true });

  it('colours on a terminal', () => {
    expect(wantsColor(terminal, parse())).toBe(true);
    expect(wantsColor(recordingSession(), parse())).toBe(false);
  });

  it.each(['--no-color', '--json', '--markdown'])('does not colour with %s', (option) => {
    expect(wantsColor(terminal, parse(option))).toBe(false);
  });
});
