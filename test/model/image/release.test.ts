import { describe, expect, it } from 'vitest';
import { ChainTable, NO_PARENT } from '../../../src/model/image/chain-table.js';
import { baseLayers, monthlyBase } from '../tiny-bases.js';
import { release } from '../tiny-parts.js';
import { layer, MB } from '../tiny-world.js';

const layers = [
  layer({ digest: 'sha256:base', changesEachRelease: false }),
  layer({ digest: 'sha256:code' }),
  layer({ digest: 'sha256:assets', changesEachRelease: false, uncompressedBytes: 300 * MB }),
];

describe('a release', () => {
  it('keeps the layers below the lowest one that changes, and no chain above', () => {
    const chains = new ChainTable();
    const [first, second] = [release({ layers }, 0, chains), release({ layers }, 1, chains)];
    expect(second.chains[0]).toBe(first.chains[0]);
    expect(second.chains[1]).not.toBe(first.chains[1]);
    expect(second.chains[2]).not.toBe(first.chains[2]);
    expect(second.layers[2]!.digest).toBe(first.layers[2]!.digest);
  });

  it('has a digest and an image ID of its own, the same whenever it is made', () => {
    const digests = [0, 1, 2].map((number) => release({ layers }, number));
    expect(new Set(digests.flatMap(({ digest, imageId }) => [digest, imageId])).size).toBe(6);
    expect(release({ layers }, 1)).toEqual(digests[1]);
  });

  it('is indexed where it has several platforms, whatever the image says', () => {
    expect(release({ indexed: false, platforms: ['linux/amd64', 'linux/arm64'] }).indexed).toBe(true);
    expect(release({ indexed: false }).indexed).toBe(false);
  });

  it('adds its layers up', () => {
    expect(release({ layers })).toMatchObject({ compressedBytes: 300 * MB, uncompressedBytes: 700 * MB });
  });

  it('lies on the layers of its base, and names it', () => {
    const base = monthlyBase([-30, 0], 1);
    const based = release({ layers, base });
    expect(based.layers).toEqual([...baseLayers(1), ...layers]);
    expect(based.chains).toHaveLength(5);
    expect(based.baseName).toBe('servercore release 1');
    expect(based.compressedBytes).toBe(450 * MB);
    expect(release({ layers })).toMatchObject({ baseName: '', builtOn: null });
  });

  it('shares chains with its base alone, and with nothing where it lies on another release of it', () => {
    const chains = new ChainTable();
    const [on0, on1] = [0, 1].map((atStart) =>
      release({ layers, base: monthlyBase([-30, 0], atStart) }, 0, chains),
    );
    expect(on0!.chains[0]).toBe(on1!.chains[0]);
    for (let index = 1; index < 5; index++) expect(on0!.chains[index]).not.toBe(on1!.chains[index]);
    const alone = baseLayers(0).reduce((parent, { digest }) => chains.id(parent, digest), NO_PARENT);
    expect(on0!.chains[1]).toBe(alone);
  });
});
