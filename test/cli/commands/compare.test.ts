import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { pullcast } from '../recording-session.js';
import { SMALL, scenarioFolder } from '../scenario-files.js';

const inFolder = scenarioFolder({ 'small.yaml': SMALL });

interface Summary {
  readonly variants: readonly { readonly name: string }[];
}

async function variantsOf(...words: readonly string[]): Promise<readonly string[]> {
  const all = [
    'compare',
    inFolder('small.yaml'),
    ...words,
    '--json',
    '--runs',
    '1',
    '--threads',
    '0',
    '--out',
    inFolder('out'),
  ];
  const { output, errors } = await pullcast(all);
  expect(errors).toBe('');
  return (JSON.parse(output) as Summary).variants.map(({ name }) => name);
}

describe('pullcast compare', () => {
  it('plays the four pull behaviours with --policies', async () => {
    expect(await variantsOf('--policies')).toEqual(['default', 'always', 'once', 'prefer-cached']);
    expect(existsSync(inFolder('out/summary.json'))).toBe(true);
  });

  it('plays the values of a path, the first as the baseline', async () => {
    expect(await variantsOf('--vary', 'capacity.web.count=2,1')).toEqual(['2', '1']);
  });

  it('plays every combination of several paths', async () => {
    const names = await variantsOf(
      '--vary',
      'capacity.web.count=1,2',
      '--vary',
      'images.api.layers[0].size=1 MiB,5 MiB',
    );
    expect(names).toHaveLength(4);
  });

  it('asks for something to compare', async () => {
    const { code, errors } = await pullcast(['compare', inFolder('small.yaml')]);
    expect(code).toBe(EXIT.invalidInput);
    expect(errors).toContain('--vary');
    expect(errors).toContain('--policies');
  });

  it.each([['capacity.wbe.count=1,2'], ['capacity.web.count'], ['capacity.web.count=']])(
    'refuses --vary %s',
    async (vary) => {
      const { code, errors } = await pullcast(['compare', inFolder('small.yaml'), '--vary', vary]);
      expect(code).toBe(EXIT.invalidInput);
      expect(errors).not.toContain('internal error');
      expect(errors).not.toBe('');
    },
  );
});
