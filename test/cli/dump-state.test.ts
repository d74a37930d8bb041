import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-codes.js';
import { pullcast } from './recording-session.js';
import { SMALL, scenarioFolder } from './scenario-files.js';

const inFolder = scenarioFolder({ 'small.yaml': SMALL });

interface Dump {
  readonly variant: string;
  readonly atSeconds: number;
  readonly hosts: readonly {
    readonly host: string;
    readonly images: readonly { readonly tags: string[] }[];
  }[];
}

describe('pullcast run --dump-state', () => {
  it('prints the images, names and disk of each host at that time, and writes nothing', async () => {
    const out = inFolder('out');
    const words = ['run', inFolder('small.yaml'), '--dump-state', '10m', '--out', out];
    const { code, output, errors } = await pullcast(words);
    expect(errors).toBe('');
    expect(code).toBe(EXIT.fine);
    expect(output).toMatch(/^small {3}default {3}run 1 {3}seed 1\nweb\/1 at 10 min\n/);
    expect(output).toContain('api:live');
    expect(existsSync(out)).toBe(false);
  });

  it('prints the same as JSON, of another variant', async () => {
    const dump = async (at: string): Promise<Dump> => {
      const words = ['run', inFolder('small.yaml'), '--dump-state', at, '--variant', 'once', '--json'];
      return JSON.parse((await pullcast(words)).output) as Dump;
    };
    expect(await dump('1s')).toMatchObject({ variant: 'once', atSeconds: 1, hosts: [{ images: [] }] });
    expect((await dump('29m')).hosts[0]?.images[0]?.tags).toContain('api:live');
  });

  it.each([
    [['--dump-state', '2h'], 'the run ends at 30 min'],
    [['--dump-state', '-1s'], 'is negative'],
    [['--dump-state', 'soon'], 'is not a duration'],
    [['--dump-state', '1m', '--variant', 'onse'], 'did you mean "once"?'],
    [['--dump-state', '1m', '--record', 'x.json'], 'leave out --record'],
    [['--variant', 'once'], '--variant is for --dump-state'],
  ])('refuses %j with a remedy', async (words, message) => {
    const { code, output, errors } = await pullcast(['run', inFolder('small.yaml'), ...words]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain(message);
    expect(output).toBe('');
  });
});
