import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { pullcast } from '../recording-session.js';
import { SMALL, scenarioFolder } from '../scenario-files.js';

const inFolder = scenarioFolder({ 'small.yaml': SMALL });

describe('pullcast explain', () => {
  it('says in its help what may be asked for', async () => {
    const { output } = await pullcast(['explain', '--help']);
    for (const word of ['slowest', 'p95', 'failed', '--variant', '--run', '--list', '--svg'])
      expect(output).toContain(word);
  });

  it('needs something to explain', async () => {
    const { code, errors } = await pullcast(['explain']);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain("missing required argument 'result'");
  });

  it.each([
    [['--variant', 'onse'], 'there is no variant "onse"  did you mean "once"?'],
    [['--task', 'slowst'], 'did you mean "slowest"?'],
    [['--task', 'failed'], 'no start of this run failed'],
    [['--run', '0'], 'at least 1'],
  ])('refuses %j with a remedy', async (words, message) => {
    const { code, output, errors } = await pullcast(['explain', inFolder('small.yaml'), ...words]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain(message);
    expect(output).toBe('');
  });
});
