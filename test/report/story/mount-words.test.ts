import { describe, expect, it } from 'vitest';
import { LAZY_FALLBACKS } from '../../../src/model/lazy-spec.js';
import { fallbackWords, mountSentence } from '../../../src/report/story/mount-words.js';
import { lazyLoading } from '../../model/tiny-lazy.js';
import { ec2, runtime, world } from '../../model/tiny-world.js';
import { containerStory, layerStory } from './stories.js';

const MiB = 2 ** 20;
const tell = (changes: Parameters<typeof containerStory>[0], on = world()): string =>
  mountSentence(containerStory(changes), 'web', on);

describe('how an image came to be there', () => {
  it('is not told where nothing is loaded lazily', () => {
    expect(tell({})).toBe('');
    expect(tell({ snapshotter: '' })).toBe('');
  });

  it('is told with the reason, the snapshotter and what would help', () => {
    expect(tell({ fallback: 'no index', snapshotter: 'overlayfs' })).toBe(
      'pulled whole: no SOCI index in the repository (overlayfs); an image that is converted before it is pushed (soci convert) has its index from the beginning',
    );
  });

  it('is not told of an image that was on the host, as nothing of it was pulled', () => {
    const there = layerStory({ origin: 'disk' });
    const why = { fallback: 'no index', snapshotter: 'overlayfs' } as const;
    expect(tell({ ...why, layers: [there, there] })).toBe('');
    expect(tell({ ...why, layers: [there, layerStory({ origin: 'own' })] })).toMatch(/^pulled whole/);
  });

  it('has words of its own for each reason', () => {
    const words = LAZY_FALLBACKS.map((fallback) => fallbackWords(fallback, 'web', world()));
    expect(new Set(words.map(({ reason }) => reason)).size).toBe(LAZY_FALLBACKS.length);
    for (const { remedy } of words) expect(remedy).not.toBe('');
  });

  it('speaks of eStargz where hosts load that', () => {
    const stargz = runtime({ lazy: lazyLoading({ format: 'estargz' }) });
    const on = world({ capacities: [ec2({ runtime: stargz })] });
    expect(tell({ fallback: 'no index' }, on)).toMatch(/its layers are not eStargz/);
  });

  it('tells of layers that were mounted, and what was fetched until it was ready', () => {
    const layers = [
      layerStory({ indexBytes: MiB }),
      layerStory({ indexBytes: 2 * MiB }),
      layerStory({ whole: 'it has no part in the index' }),
    ];
    const lazy = { snapshotter: 'soci', layers, spansFetched: 12, bytesFetched: 18 * MiB };
    expect(tell(lazy)).toBe(
      'loaded lazily (soci): 2 of 3 layers mounted before their bytes were there, their indexes 3 MiB, 12 spans (18 MiB) fetched while it started',
    );
  });

  it('tells of an image that was mounted before', () => {
    expect(tell({ snapshotter: 'stargz', layers: [] })).toBe(
      'loaded lazily (stargz): nothing had to be fetched while it started',
    );
    expect(tell({ snapshotter: 'soci', layers: [], spansFetched: 1, bytesFetched: MiB })).toMatch(
      /: 1 span \(1 MiB\) fetched/,
    );
  });
});
