import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { SMALL, scenarioFolder } from './scenario-files.js';

const root = new URL('../../', import.meta.url).pathname;
const inFolder = scenarioFolder({
  'broken.yaml': SMALL.replace('repository:', 'repositry:'),
  // Longer than anybody would wait, and with a warning, so that it says something before it plays.
  'long.yaml': SMALL.replace('runs: 2', 'runs: 1000')
    .replace('duration: 30m', 'duration: 600h')
    .replace(', once]', ', Once]'),
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs a line of shell in which `pullcast` is the program, from source; `onError` hears what it says first. */
function shell(
  line: string,
  env: Readonly<Record<string, string>> = {},
  onError?: (kill: () => void) => void,
): Promise<Ended> {
  const program = `pullcast() { exec "${process.execPath}" --import tsx "${root}src/cli/main.ts" "$@"; }; set -o pipefail; ${line}`;
  const child = spawn('bash', ['-c', program], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  if (onError) child.stderr.once('data', () => onError(() => child.kill('SIGINT')));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output, errors })));
}

describe('the program', () => {
  it('hands its exit code to the shell, and keeps answers and errors apart', async () => {
    const { code, output, errors } = await shell(`pullcast check ${inFolder('broken.yaml')}`);
    expect(code).toBe(EXIT.invalidInput);
    expect(output).toBe('');
    expect(errors).toContain('repositry');
    expect(errors).not.toContain('\u001b[');
  });

  it('works in a pipe whose reader leaves early', async () => {
    const { code, output, errors } = await shell('pullcast schema | head -n 1');
    expect({ code, output, errors }).toEqual({ code: EXIT.fine, output: '{\n', errors: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('says in a line that its output cannot be written', async () => {
    const { code, errors } = await shell('pullcast schema > /dev/full');
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toMatch(/^the answer cannot be written: .*\n$/);
  });

  it('colours where it is forced to, and never with NO_COLOR', async () => {
    const line = `pullcast check ${inFolder('broken.yaml')}`;
    const [forced, never] = await Promise.all([
      shell(line, { FORCE_COLOR: '1' }),
      shell(line, { FORCE_COLOR: '1', NO_COLOR: '1' }),
    ]);
    expect(forced.errors).toContain('\u001b[');
    expect(never.errors).not.toContain('\u001b[');
  });

  it('stops at Ctrl-C within a run, says so, and leaves with 130', async () => {
    const line = `pullcast run ${inFolder('long.yaml')} --out ${inFolder('long')}`;
    const { code, errors } = await shell(line, {}, (kill) => kill());
    expect(code).toBe(EXIT.interrupted);
    expect(errors).toMatch(/interrupted: \d+ of 2000 runs are finished/);
    expect(existsSync(inFolder('long/report.html'))).toBe(/[1-9]\d* of/.test(errors));
  });
});
