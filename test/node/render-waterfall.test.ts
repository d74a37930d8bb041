import { describe, expect, it } from 'vitest';
import { renderWaterfall } from '../../src/node/render-waterfall.js';
import { world } from '../model/tiny-world.js';
import { startStory } from '../report/story/stories.js';

describe('a waterfall without a browser', () => {
  it('is an image file that stands alone, the same bytes each time', async () => {
    const svg = await renderWaterfall(startStory(), world());
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(await renderWaterfall(startStory(), world())).toBe(svg);
  });
});
