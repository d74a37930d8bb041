import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { playFile } from '../../src/cli/play.js';
import type { Session } from '../../src/cli/session.js';
import { type Outcome, recordingSession } from './recording-session.js';
import { SMALL, scenarioFolder } from './scenario-files.js';

const inFolder = scenarioFolder({
  'small.yaml': SMALL,
  'strict.yaml': SMALL.replace('120s', '100ms'),
  'silent.yaml': SMALL.replace('[default, once]', '[default, Once]'),
});

interface Asked {
  readonly runs?: number;
  readonly out?: string;
  readonly quiet?: boolean;
}

async function play(
  file: string,
  { runs = 1, out = file, quiet = false }: Asked = {},
  changes: Partial<Session> = {},
): Promise<Outcome> {
  const session = recordingSession(changes);
  const options = { color: true, runs, threads: 0, quiet };
  const code = await playFile({ file: inFolder(file), options, session, folder: () => inFolder(`${out}.d`) });
  return { code, output: session.output(), errors: session.errors() };
}

/** A session whose clock presses Ctrl-C when it is read for the n-th time. */
function interruptedAt(reading: number): Partial<Session> {
  const controller = new AbortController();
  let readings = 0;
  const now = (): number => {
    readings += 1;
    if (readings === reading) controller.abort();
    return readings * 1000;
  };
  return { canRewrite: true, signal: controller.signal, now };
}

describe('playFile', () => {
  it('answers with the code of a missed threshold, and names the threshold', async () => {
    const { code, output } = await play('strict.yaml');
    expect(code).toBe(EXIT.thresholdMissed);
    expect(output).toMatch(/start p95 < 100ms\s+MISSED/);
  });

  it('keeps what is finished when it is interrupted, and says so', async () => {
    const { code, output, errors } = await play(
      'small.yaml',
      { runs: 400, out: 'partial' },
      interruptedAt(8),
    );
    expect(code).toBe(EXIT.interrupted);
    expect(errors).toMatch(/interrupted: \d+ of 800 runs are finished/);
    expect(output).toContain('once');
    const summary = JSON.parse(readFileSync(inFolder('partial.d/summary.json'), 'utf8')) as {
      complete: boolean;
    };
    expect(summary.complete).toBe(false);
  });

  it('writes nothing when it is interrupted before every variant has a run', async () => {
    const { code, output } = await play('small.yaml', { runs: 400, out: 'nothing' }, interruptedAt(2));
    expect(code).toBe(EXIT.interrupted);
    expect(output).toBe('');
    expect(existsSync(inFolder('nothing.d'))).toBe(false);
  });

  it('tells warnings on standard error, unless it is asked to be quiet', async () => {
    expect((await play('silent.yaml')).errors).toContain('warning');
    expect((await play('silent.yaml', { quiet: true })).errors).toBe('');
  });

  it('prints the answer even where the results cannot be written', async () => {
    writeFileSync(inFolder('taken.d'), 'a file');
    const session = recordingSession();
    const options = { color: true, runs: 1, threads: 0 };
    const folder = (): string => inFolder('taken.d');
    await expect(playFile({ file: inFolder('small.yaml'), options, session, folder })).rejects.toThrow(
      /taken\.d/,
    );
    expect(session.output()).toContain('once');
  });
});
