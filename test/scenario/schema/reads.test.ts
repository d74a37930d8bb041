import { expect, it } from 'vitest';
import { reads } from '../../../src/scenario/schema/reads.js';

it('is the name of a profile, or a section whose values are in base units', () => {
  expect(reads.parse('java')).toBe('java');
  expect(reads.parse({ share: '12 %', run: '1 MiB', requests: { every: '500ms' } })).toEqual({
    share: 0.12,
    run: 2 ** 20,
    requests: { every: 0.5 },
  });
  expect(reads.safeParse({ requests: 'some' }).success).toBe(false);
});
