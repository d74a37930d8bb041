import { describe, expect, it } from 'vitest';
import { FileError } from '../../src/node/read-text.js';
import { type ReadOptions, problemsOf, readScenario } from '../../src/node/read-scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import { SMALL, scenarioFolder } from '../cli/scenario-files.js';

const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: 'application/vnd.docker.distribution.manifest.v2+json',
  config: {
    mediaType: 'application/vnd.docker.container.image.v1+json',
    size: 2000,
    digest: `sha256:${'c'.repeat(64)}`,
  },
  layers: [
    {
      mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
      size: 12_345_678,
      digest: `sha256:${'1'.repeat(64)}`,
    },
  ],
});

const named = (file: string): string =>
  SMALL.replace(/ {4}layers:[^]*?(?= {4}repository)/, `    manifest: ${file}\n`);

const inFolder = scenarioFolder({
  'small.yaml': SMALL,
  'named.yaml': named('./api.manifest.json'),
  'missing.yaml': named('./missing.json'),
  'old.yaml': SMALL.replace(
    / {4}layers:[^]*?(?= {4}repository)/,
    '    from: nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04\n',
  ),
  'own.yaml': SMALL.replace('instanceType:', 'policy: ./none.mjs, instanceType:'),
  'none.mjs': '',
  'broken.yaml': SMALL.replace('repository:', 'repositry:'),
  'api.manifest.json': MANIFEST,
});

describe('readScenario', () => {
  it('gives the scenario of a file', async () => {
    expect(await readScenario(inFolder('small.yaml'))).toMatchObject({ name: 'small', runs: 2 });
  });

  it('finds what a scenario names beside the scenario, wherever the program runs', async () => {
    const scenario = await readScenario(inFolder('named.yaml'));
    expect(scenario.variants[0]?.world.images[0]?.layers[0]?.compressedBytes).toBe(12_345_678);
  });

  it('puts the pull behaviours, or paths, in the place of the comparison in the file', async () => {
    const names = async (options: ReadOptions): Promise<readonly string[]> =>
      (await readScenario(inFolder('small.yaml'), options)).variants.map(({ name }) => name);
    expect(await names({})).toEqual(['default', 'once']);
    expect(await names({ policies: true })).toHaveLength(4);
    expect(await names({ vary: ['capacity.web.count=3,4,5'] })).toEqual(['3', '4', '5']);
  });

  it('knows the images of the whole catalogue', async () => {
    const { variants } = await readScenario(inFolder('old.yaml'));
    expect(variants[0]?.world.images[0]?.layers.length).toBeGreaterThan(1);
  });

  it('throws all problems of a scenario, with the name of its file', async () => {
    await expect(readScenario(inFolder('broken.yaml'))).rejects.toThrow(ScenarioError);
    await expect(readScenario(inFolder('broken.yaml'))).rejects.toThrow(/broken\.yaml:\d+:\d+/);
  });

  it('throws a file error where the scenario itself cannot be read', async () => {
    await expect(readScenario(inFolder('none.yaml'))).rejects.toThrow(FileError);
  });
});

describe('problemsOf', () => {
  it('throws a file error where a policy that the scenario names is none', async () => {
    await expect(problemsOf(inFolder('own.yaml'))).rejects.toThrow(/none\.mjs: exports no policy/);
  });

  it('has none for a scenario that is fine', async () => {
    expect(await problemsOf(inFolder('small.yaml'))).toEqual([]);
  });

  it('lists errors instead of throwing them', async () => {
    expect(await problemsOf(inFolder('broken.yaml'))).toContainEqual(
      expect.objectContaining({ severity: 'error' }),
    );
  });

  it('tells a file that a scenario names and that is missing at the place that names it', async () => {
    expect(await problemsOf(inFolder('missing.yaml'))).toContainEqual(
      expect.objectContaining({ severity: 'error', line: 8 }),
    );
  });
});
