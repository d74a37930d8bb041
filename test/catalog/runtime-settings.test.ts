import { describe, expect, it } from 'vitest';
import { decoderCosts } from '../../src/catalog/capacity-costs.js';
import { contentStore, gzipDecoders, graphDriver, preset } from '../../src/catalog/runtime-settings.js';

const origin = { source: 'a test', note: 'of nothing' };

describe('a preset of a runtime', () => {
  it.each(Object.entries(gzipDecoders))(
    'decodes with %s at its rate, beside the rest in a process of its own',
    (name, of) => {
      const made = preset('mine', graphDriver, name as keyof typeof gzipDecoders, origin);
      expect(made.runtime.gzipBytesPerSecond).toBe(decoderCosts[of.cost].value);
      expect(made.runtime.pipelinedUnpack).toBe(of.ownProcess);
      expect(made.decoders.gzipBytesPerSecond).toBe(`runtimes.${of.cost}`);
    },
  );

  it('is of source code unless it says otherwise', () => {
    expect(preset('mine', contentStore, 'go', origin).evidence).toBe('source code');
    expect(preset('mine', contentStore, 'go', { ...origin, evidence: 'inferred' }).evidence).toBe('inferred');
  });

  it('differs by family: what a pull shares, keeps and syncs', () => {
    expect(graphDriver).toMatchObject({ duplicates: 'shared', blobs: 'temporary', syncsBlobs: false });
    expect(contentStore).toMatchObject({ duplicates: 'locked', blobs: 'kept', syncsBlobs: true });
  });
});
