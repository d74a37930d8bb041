import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPlayable } from '../../src/node/read-result.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { writeResolved } from '../../src/scenario/resolved-scenario.js';
import { SMALL } from '../cli/scenario-files.js';

const folder = mkdtempSync(join(tmpdir(), 'pullcast-'));
afterAll(() => rmSync(folder, { recursive: true }));

function resultFolder(name: string, text: string, version = '0.0.1'): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'scenario.json'), text);
  writeFileSync(join(path, 'summary.json'), '{}');
  writeFileSync(join(path, 'manifest.json'), JSON.stringify({ pullcast: version }));
  return path;
}

describe('what a result can be played again from', () => {
  const scenario = parseScenario(SMALL);

  it('is the scenario in its folder, with the version that wrote it', async () => {
    const path = resultFolder('whole', writeResolved(scenario));
    for (const name of [path, join(path, 'summary.json')]) {
      const found = await readPlayable(name);
      expect(found.scenario.variants).toEqual(scenario.variants);
      expect(found.writtenBy).toBe('0.0.1');
    }
  });

  it('is the scenario file, where one is named', async () => {
    const file = join(folder, 'small.yaml');
    writeFileSync(file, SMALL);
    expect(await readPlayable(file)).toMatchObject({ scenario: { name: 'small' }, writtenBy: null });
  });

  it('is nothing that this version did not write', async () => {
    const path = resultFolder('damaged', '{"version":99}');
    await expect(readPlayable(path)).rejects.toThrow(/play the scenario again/);
  });

  it('is the scenario file where a policy lies beside it', async () => {
    const [variant] = scenario.variants;
    const own = {
      ...scenario,
      variants: [
        {
          ...variant!,
          world: {
            ...variant!.world,
            capacities: variant!.world.capacities.map((each) => ({ ...each, policy: './mine.mjs' })),
          },
        },
      ],
    } as typeof scenario;
    const path = resultFolder('own-policy', writeResolved(own));
    await expect(readPlayable(path)).rejects.toThrow(/policy \.\/mine\.mjs.*name the scenario file/);
  });
});
