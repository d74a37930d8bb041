import { describe, expect, it } from 'vitest';
import { LayerLog } from '../../../src/model/pull/layer-log.js';
import { makeBinderWeights } from '../../../src/model/pull/pull-progress.js';
import { BINDER_INDEX } from '../../../src/model/start-clock.js';
import { layer, MB } from '../tiny-world.js';

describe('the log of a layer', () => {
  it('tells its stages in order, without those that took no time, and what bound it', () => {
    const log = new LayerLog(layer(), 'own');
    log.enter('slot', 1);
    log.enter('requesting', 1);
    log.enter('transferring', 3);
    log.enter('', 7);
    const weights = makeBinderWeights();
    weights[BINDER_INDEX.nic] = 4;
    log.addFetch(weights);
    log.addFetch(weights);
    log.addUnpack(weights);
    log.addUnpackSeconds('layer', 2);
    log.addUnpackSeconds('disk', 0);
    expect(log.story()).toEqual({
      digest: 'sha256:base',
      compressedBytes: 100 * MB,
      origin: 'own',
      spans: [
        { stage: 'requesting', from: 1, to: 3 },
        { stage: 'transferring', from: 3, to: 7 },
      ],
      fetchBound: { nic: 8 },
      unpackBound: { nic: 4, layer: 2 },
      error: '',
    });
  });
});
