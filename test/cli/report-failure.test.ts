import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { UsageError, reportFailure } from '../../src/cli/report-failure.js';
import { TrialError } from '../../src/experiment/run-trial.js';
import { FileError } from '../../src/node/read-text.js';
import { ResultsError } from '../../src/node/place-folder.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import { recordingSession } from './recording-session.js';

describe('reportFailure', () => {
  it.each([
    ['a file', new FileError('x.yaml', 'there is no such file'), 'x.yaml: there is no such file\n'],
    [
      'a folder for results',
      new ResultsError('out', new Error('is full')),
      'out: results cannot be written: is full\n',
    ],
    [
      "a user's policy",
      new TrialError('variant "mine", run 1: policy "mine": retry threw', 'mine'),
      'variant "mine", run 1: policy "mine": retry threw\n',
    ],
    ['a usage', new UsageError('compare needs --vary'), 'compare needs --vary\n'],
  ])('tells what is wrong with %s, and calls it invalid input', async (_, error, message) => {
    const session = recordingSession();
    expect(await reportFailure(error, session, false)).toBe(EXIT.invalidInput);
    expect(session.errors()).toBe(message);
  });

  it('calls a trial that fails without a policy of the user a bug of ours', async () => {
    const session = recordingSession();
    const error = new TrialError('variant "x", run 1: negative delay', null);
    expect(await reportFailure(error, session, false)).toBe(EXIT.internalError);
    expect(session.errors()).toContain('internal error: variant "x", run 1: negative delay');
  });

  it('tells every problem of a scenario', async () => {
    const session = recordingSession();
    const problem = {
      severity: 'error',
      path: 'images',
      line: 3,
      column: 1,
      message: 'is odd',
      remedy: 'make it even',
    } as const;
    const error = new ScenarioError([problem, { ...problem, line: 7 }]);
    expect(await reportFailure(error, session, false)).toBe(EXIT.invalidInput);
    expect(session.errors().match(/is odd/g)).toHaveLength(2);
    expect(session.errors()).toContain('make it even');
  });

  it('passes on what the option parser has said already', async () => {
    const session = recordingSession();
    expect(await reportFailure(new CommanderError(0, 'commander.help', ''), session, false)).toBe(EXIT.fine);
    expect(await reportFailure(new CommanderError(1, 'commander.unknownOption', ''), session, false)).toBe(
      EXIT.invalidInput,
    );
    expect(session.errors()).toBe('');
  });

  it('tells a bug in one line, with how to report it, and the stack only for those who debug', async () => {
    const error = new Error('rates exceed the capacity');
    const session = recordingSession();
    expect(await reportFailure(error, session, false)).toBe(EXIT.internalError);
    expect(session.errors()).toMatch(/^internal error: rates exceed the capacity\n/);
    expect(session.errors()).toContain('report');
    expect(session.errors()).not.toContain('    at ');
    const debugging = recordingSession({ debug: true });
    await reportFailure(error, debugging, false);
    expect(debugging.errors()).toContain('    at ');
  });
});
