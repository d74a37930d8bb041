import { describe, expect, it } from 'vitest';
import { storyText } from '../../../src/report/story/story-text.js';
import { world } from '../../model/tiny-world.js';
import { startStory } from './stories.js';

describe('a story as text', () => {
  it('has the words, the waterfall and the steps with their times, within the width', () => {
    const text = storyText(startStory(), world(), { width: 90 });
    expect(text).toMatch(/^api\/1\/0\/1 was requested/);
    expect(text).toContain('█');
    expect(text).toMatch(/\+3\.000 s {2}decides to ask for the digest/);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(90);
  });
});
