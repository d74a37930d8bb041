/** The rules on their own: every answer is a line of a table, and nothing is simulated. */
import { describe, expect, it } from 'vitest';
import policy from '../keep-recent.mjs';

const HOUR = 3600;

describe('keep-recent: which images are pulled', () => {
  it.each([
    // on disk   recorded seconds ago   pull
    [false, null, true],
    [true, null, true], // baked into the AMI, and never used
    [true, 0, false],
    [true, HOUR - 1, false],
    [true, HOUR, true],
  ])('on disk: %s, recorded %s s ago: pull is %s', (imageOnDisk, recordedSecondsAgo, pull) => {
    const question = { behavior: 'default', pulledByAgent: false, imageOnDisk, recordedSecondsAgo };
    expect(policy.decidePull(question)).toMatchObject({ pull });
  });
});

describe('keep-recent: which images are cleaned up', () => {
  const image = (imageId, overrides = {}) => ({
    imageId,
    names: [],
    pulledAtSeconds: 0,
    lastUsedAtSeconds: 0,
    references: 0,
    pullSucceeded: true,
    bytes: 1e9,
    ...overrides,
  });
  const select = (images) =>
    policy.selectForCleanup({
      behavior: 'default',
      nowSeconds: 10 * HOUR,
      minimumAgeSeconds: HOUR,
      imagesPerCycle: 2,
      images,
      exclude: [],
    });

  it.each([
    ['one whose tag has moved away', image('a'), ['a']],
    ['one that a tag names', image('a', { names: ['api:live'] }), []],
    ['one that a container uses', image('a', { references: 1 }), []],
    ['one that is too young', image('a', { pulledAtSeconds: 9.5 * HOUR }), []],
  ])('%s', (_, one, removed) => {
    expect(select([one])).toEqual(removed);
  });

  it('takes as many as a cycle may remove', () => {
    expect(select([image('a'), image('b'), image('c')])).toEqual(['a', 'b']);
  });
});
