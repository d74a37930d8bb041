import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-codes.js';
import { pullcast } from '../recording-session.js';
import { SMALL, scenarioFolder } from '../scenario-files.js';

const KEEP = `export default {
  name: 'keep',
  decidePull: ({ imageOnDisk }) => ({ pull: !imageOnDisk, reason: 'what is there is good enough' }),
};
`;
const inFolder = scenarioFolder({
  'small.yaml': SMALL,
  'keep.mjs': KEEP,
  'broken.mjs': `export default { name: 'broken', decidePull: () => true };`,
});

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

  it('plays a policy of the user beside the four, and tells it apart', async () => {
    const names = await variantsOf('--policies', '--policy', inFolder('keep.mjs'));
    expect(names).toEqual(['default', 'always', 'once', 'prefer-cached', 'keep']);
    const manifest = JSON.parse(readFileSync(inFolder('out/manifest.json'), 'utf8')) as object;
    const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/) as unknown;
    expect(manifest).toMatchObject({ policies: [{ name: 'keep', file: './keep.mjs', sha256 }] });
  });

  it('plays a policy of the user against the scenario as it is', async () => {
    expect(await variantsOf('--policy', inFolder('keep.mjs'))).toEqual(['baseline', 'keep']);
  });

  it.each([
    [
      'broken.mjs',
      'variant "broken", run 1, seed "1": policy "broken": decidePull answered true; it must be {',
    ],
    ['absent.mjs', 'absent.mjs: there is no such file'],
    ['small.yaml', 'small.yaml: is no module: the name of a policy'],
  ])('says what is wrong with the policy %s, as a problem of the input', async (name, words) => {
    const { code, errors } = await pullcast([
      'compare',
      inFolder('small.yaml'),
      '--policy',
      inFolder(name),
      '--threads',
      '0',
      '--out',
      inFolder('failed'),
    ]);
    expect(errors).toContain(words);
    expect(errors).not.toMatch(/internal error|\n {4}at /);
    expect(code).toBe(EXIT.invalidInput);
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
