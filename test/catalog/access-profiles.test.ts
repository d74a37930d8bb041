import { describe, expect, it } from 'vitest';
import {
  accessProfileCosts,
  accessProfileNames,
  DEFAULT_ACCESS_PROFILE,
  findAccessProfile,
} from '../../src/catalog/access-profiles.js';
import { accessPattern } from '../../src/model/lazy/access-pattern.js';

/** Share of the spans of an image of 1 GB, in layers of 200 MB and spans of 4 MiB, that a profile fetches. */
function fetched(name: string): number {
  const layers = [0, 1, 2, 3, 4].map((index) => ({ digest: `sha256:${index}`, uncompressedBytes: 200e6 }));
  const layout = { spansByLayer: layers.map(() => 48), spanBytes: layers.map(() => 2 ** 22) };
  const { bursts } = accessPattern(
    { image: 'api', imageId: 'id', layers },
    layout,
    findAccessProfile(name)!.reads,
  );
  return bursts.flat().length / 240;
}

describe('access profiles', () => {
  it.each([...accessProfileNames()])(
    '%s says what is read, in how many parts, and where that comes from',
    (name) => {
      const profile = findAccessProfile(name)!;
      const { reads } = profile;
      expect(reads).toMatchObject({ profile: name, requests: null });
      expect(reads.share).toBeGreaterThan(0);
      expect(reads.share).toBeLessThanOrEqual(1);
      for (const each of [reads.runBytes, reads.bursts, reads.streams])
        expect(each).toBeGreaterThanOrEqual(1);
      expect(profile.source).not.toBe('');
      expect(profile.asOf).toMatch(/^20\d\d(-\d\d){0,2}$/);
      expect(accessProfileCosts[name]).toMatchObject({ value: reads.share, unit: 'share' });
    },
  );

  it('know the mean of HelloBench, which containers have that say nothing', () => {
    expect(findAccessProfile(DEFAULT_ACCESS_PROFILE)!.reads.share).toBe(0.064);
  });

  it('fetch what the images of the SOCI benchmark fetch, or some more', () => {
    // Bare runtimes: ffmpeg 3.4 spans of 346, node about 40 of 250 with fewer modules than the profile has.
    expect(Math.round(fetched('command-line') * 240)).toBeGreaterThanOrEqual(2);
    expect(Math.round(fetched('command-line') * 240)).toBeLessThanOrEqual(4);
    expect(fetched('node') / 0.16).toBeGreaterThan(1);
    expect(fetched('node') / 0.16).toBeLessThan(1.6);
    expect(fetched('machine-learning')).toBeGreaterThan(0.45);
    expect(fetched('whole')).toBe(1);
  });

  it('do not know what is not there', () => {
    expect(findAccessProfile('cobol')).toBeUndefined();
    expect(findAccessProfile('toString')).toBeUndefined();
  });
});
