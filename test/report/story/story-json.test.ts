import { describe, expect, it } from 'vitest';
import { storyJson } from '../../../src/report/story/story-json.js';
import { startStory } from './stories.js';

describe('a story as JSON', () => {
  const origin = { scenario: 'tiny', variant: 'default', seed: '1', run: 1 };

  it('says which run it is of, and null where ECS has no instant', () => {
    const text = storyJson(startStory({ pullStartedAt: NaN }), origin);
    const read = JSON.parse(text) as { story: { pullStartedAt: unknown; containers: unknown[] } };
    expect(read).toMatchObject({ version: 1, ...origin, story: { task: 'api/1/0/1', pullStartedAt: null } });
    expect(text.endsWith('}\n')).toBe(true);
  });
});
