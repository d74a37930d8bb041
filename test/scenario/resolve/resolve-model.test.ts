import { describe, expect, it } from 'vitest';
import { defaultModelParameters } from '../../../src/catalog/costs.js';
import { worldOf } from '../reading.js';
import { SMALL, smallAnd } from '../small-scenario.js';

describe('the parameters of the model', () => {
  it('are those of the catalogue', () => {
    expect(worldOf(SMALL).model).toEqual(defaultModelParameters());
  });

  it.each([
    ['jitter: none', { jitter: false }],
    ['schedulerDelay: 1s', { schedulerDelay: { kind: 'constant', value: 1 } }],
    ['layerOverheadSeconds: 10ms', { layerOverheadSeconds: 0.01 }],
    ['sha256BytesPerSecond: 2 GB/s', { sha256BytesPerSecond: 2e9 }],
    ['tlsRoundTrips: 2', { tlsRoundTrips: 2 }],
    ['manifestBytes: 3 kB', { manifestBytes: 3000 }],
    ['fileCpuSeconds: 20us', { fileCpuSeconds: 2e-5 }],
  ])('can be overridden by name: %s', (line, expected) => {
    expect(worldOf(smallAnd(`model: { ${line} }\n`)).model).toEqual({
      ...defaultModelParameters(),
      ...expected,
    });
  });
});
