import { describe, expect, it } from 'vitest';
import {
  boundWords,
  layerSentence,
  layersSentence,
  longPole,
  phaseOfStage,
  shortDigest,
} from '../../../src/report/story/layer-words.js';
import { world } from '../../model/tiny-world.js';
import { layerStory } from './stories.js';

describe('layers in words', () => {
  it('says who brought them', () => {
    const layers = [
      layerStory(),
      layerStory({ origin: 'other pull' }),
      layerStory({ origin: 'disk' }),
      layerStory({ origin: 'disk' }),
    ];
    expect(layersSentence(layers)).toBe(
      '4 layers: 1 downloaded (180 MiB), 1 brought by another pull at the same time and 2 were on the disk',
    );
    expect(layersSentence([layerStory({ origin: 'disk' })])).toBe('1 layer: 1 was on the disk');
    const waited = layerStory({ spans: [{ stage: 'slot', from: 0, to: 120 }] });
    expect(layersSentence([waited])).toBe('1 layer: 1 not downloaded');
  });

  it('tells layers that are mounted from those that are downloaded', () => {
    const mounted = layerStory({ indexBytes: 2_000_000 });
    expect(layersSentence([mounted, layerStory()])).toBe('2 layers: 1 downloaded (180 MiB) and 1 mounted');
    expect(layerSentence(mounted, world())).toMatch(/fetched its index for 4\.0 s .*was mounted in 10\.0 s/);
    expect(layerSentence(layerStory(), world())).toMatch(/downloaded for 4\.0 s .*unpacked for 10\.0 s/);
  });

  it('finds the layer with the most work, which waiting is not', () => {
    const large = layerStory({ digest: 'sha256:1', spans: [{ stage: 'transferring', from: 0, to: 3 }] });
    const late = layerStory({
      digest: 'sha256:2',
      spans: [
        { stage: 'parent', from: 0, to: 8 },
        { stage: 'unpacking', from: 8, to: 9 },
      ],
    });
    expect(longPole([late, large, layerStory({ spans: [] })])).toBe(large);
    expect(longPole([])).toBeNull();
  });

  it('says nothing of what takes no time worth telling', () => {
    const spans = [
      { stage: 'slot', from: 0, to: 0.001 },
      { stage: 'transferring', from: 0.001, to: 3 },
    ] as const;
    expect(layerSentence(layerStory({ spans }), world())).not.toContain('slot');
  });

  it('tells why a layer failed', () => {
    expect(layerSentence(layerStory({ error: 'unexpected EOF' }), world())).toMatch(
      /it failed: unexpected EOF$/,
    );
  });

  it('puts stages into phases', () => {
    expect(['slot', 'parent', 'transferring', 'unpacking'].map(phaseOfStage)).toEqual([
      'wait',
      'wait',
      'fetch',
      'unpack',
    ]);
  });

  it('names what binds, without percentages where it is one thing', () => {
    expect(boundWords([{ key: 'disk', seconds: 2, share: 1 }], world())).toBe('the disk');
    expect(
      boundWords(
        [
          { key: 'disk', seconds: 2, share: 0.97 },
          { key: 'nic', seconds: 1, share: 0.03 },
        ],
        world(),
      ),
    ).toBe('the disk');
  });

  it('shortens digests to what tells them apart', () => {
    expect(shortDigest('sha256:0123456789abcdef')).toBe('0123456789ab');
  });
});
