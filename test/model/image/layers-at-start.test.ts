import { expect, it } from 'vitest';
import { layersAtStart } from '../../../src/model/image/layers-at-start.js';
import { baseLayers, monthlyBase } from '../tiny-bases.js';
import { image, layer } from '../tiny-world.js';

it('holds the base of the start, and the layers on it', () => {
  const own = layer({ digest: 'sha256:own' });
  expect(layersAtStart(image({ layers: [own] }))).toEqual([own]);
  const base = monthlyBase([-60, -30, 0], 1);
  expect(layersAtStart(image({ layers: [own], base }))).toEqual([...baseLayers(1), own]);
});
