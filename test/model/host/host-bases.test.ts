import { describe, expect, it } from 'vitest';
import { hostedLayers } from '../../../src/model/host/host-bases.js';
import { ChainTable, NO_PARENT } from '../../../src/model/image/chain-table.js';
import { baseLayers, hostBases } from '../tiny-bases.js';
import { MB } from '../tiny-world.js';

const DAYS = [-30, 0, 30];

function chainsOf(chains: ChainTable, ...releases: number[]): number[] {
  const found = new Set<number>();
  for (const n of releases) {
    let parent = NO_PARENT;
    for (const { digest } of baseLayers(n)) found.add((parent = chains.id(parent, digest)));
  }
  return [...found];
}

describe('base images of a host', () => {
  it.each([
    ['the newest alone', 1, 10, [1]],
    ['the newest two', 2, 10, [0, 1]],
    ['the newest two, from the day on which hosts get the next', 2, 30, [1, 2]],
    ['all that there are, where more are kept', 9, 10, [0, 1]],
  ])('are %s', (_, kept, now, releases) => {
    const chains = new ChainTable();
    const held = hostedLayers(hostBases(DAYS, kept), chains, now).map(({ chain }) => chain);
    expect(held).toEqual(chainsOf(chains, ...releases));
  });

  it('share what is below: each layer is there once, with its size on disk', () => {
    const held = hostedLayers(hostBases(DAYS, 2), new ChainTable(), 0);
    expect(held.map(({ bytes }) => bytes)).toEqual([200 * MB, 100 * MB, 100 * MB]);
  });

  it('are none where nothing is kept, or nothing is there yet', () => {
    expect(hostedLayers(null, new ChainTable(), 0)).toEqual([]);
    expect(hostedLayers(hostBases(DAYS, 0), new ChainTable(), 0)).toEqual([]);
    expect(hostedLayers(hostBases(DAYS, 2), new ChainTable(), -31)).toEqual([]);
  });
});
