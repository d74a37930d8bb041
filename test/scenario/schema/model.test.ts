import { expect, it } from 'vitest';
import { defaultModelParameters } from '../../../src/catalog/costs.js';
import { model } from '../../../src/scenario/schema/model.js';

it('knows every parameter of the model, and no other', () => {
  const known = Object.keys(model.shape).filter((name) => name !== 'semantics');
  expect(known.sort()).toEqual(Object.keys(defaultModelParameters()).sort());
});
