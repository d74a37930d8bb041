import { describe, expect, it } from 'vitest';
import { assess } from '../../src/report/assess.js';
import { causeWords } from '../../src/report/cause-words.js';
import { experiment, run, taking } from './fixture.js';

describe('the cause of a failed start in words', () => {
  it.each([
    ['MISSING', 'MISSING: the instance named by startTask is not there'],
    ['INACTIVE', 'INACTIVE: the instance named by startTask has ended'],
    ['CannotPullContainerError', 'CannotPullContainerError'],
  ])('says what %s means', (cause, words) => {
    expect(causeWords(cause)).toBe(words);
  });

  it('is what advice tells', () => {
    const { advice } = assess(
      experiment([{ name: 'a', runs: [run([taking(1, { outcome: 'failed', cause: 'MISSING' })])] }]),
    );
    expect(advice.join()).toContain('mostly with MISSING: the instance named by startTask is not there; ');
  });
});
