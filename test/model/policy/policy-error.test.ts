import { describe, expect, it } from 'vitest';
import { PolicyError } from '../../../src/model/policy/policy-error.js';

describe('PolicyError', () => {
  it('names the policy, the rule and the question', () => {
    const error = new PolicyError('mine', 'runsCleanup', 'once', 'threw "no"');
    expect(error.message).toBe('policy "mine": runsCleanup threw "no"\n  it was asked "once"');
    expect(error).toMatchObject({ name: 'PolicyError', policy: 'mine', rule: 'runsCleanup' });
  });

  it('cuts a question that is too long to print', () => {
    const images = Array.from({ length: 1000 }, (_, index) => `image ${index}`);
    const { message } = new PolicyError('mine', 'selectForCleanup', { images }, 'threw "no"');
    expect(message.length).toBeLessThan(500);
    expect(message).toContain('image 3');
    expect(message.endsWith('…')).toBe(true);
  });
});
