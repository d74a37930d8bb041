import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { sweepFile } from '../../src/cli/sweep-file.js';
import { recordingSession } from './recording-session.js';
import { SMALL, scenarioFolder } from './scenario-files.js';

const inFolder = scenarioFolder({
  'small.yaml': SMALL,
  'silent.yaml': SMALL.replace('[default, once]', '[default, Once]'),
});
const vary = ['timeline[0].desiredCount=1,2'];
const options = { color: true, runs: 1, threads: 0, vary, metric: 'start p50' };

describe('sweepFile', () => {
  it('tells warnings on standard error, unless it is asked to be quiet', async () => {
    const words = async (quiet: boolean): Promise<string> => {
      const session = recordingSession();
      const file = inFolder('silent.yaml');
      await sweepFile({ file, options: { ...options, quiet }, session, folder: () => inFolder('warned') });
      return session.errors();
    };
    expect(await words(false)).toContain('warning');
    expect(await words(true)).toBe('');
  });

  it('plays the seed and the runs of its options', async () => {
    const session = recordingSession();
    const asked = { ...options, seed: 'other', json: true };
    const code = await sweepFile({
      file: inFolder('small.yaml'),
      options: asked,
      session,
      folder: () => inFolder('seeded'),
    });
    expect(code).toBe(EXIT.fine);
    expect(JSON.parse(session.output())).toMatchObject({
      seed: 'other',
      runs: 1,
      variants: ['default', 'once'],
    });
  });

  it('prints the answer even where the results cannot be written', async () => {
    writeFileSync(inFolder('taken'), 'a file');
    const session = recordingSession();
    const sweep = sweepFile({
      file: inFolder('small.yaml'),
      options,
      session,
      folder: () => inFolder('taken'),
    });
    await expect(sweep).rejects.toThrow(/taken/);
    expect(session.output()).toContain('desiredCount');
  });
});
