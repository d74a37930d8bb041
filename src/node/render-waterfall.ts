/** Draws the waterfall of one start without a browser, as an image file by itself. */
import type { WorldSpec } from '../model/spec.js';
import type { StartStory } from '../model/story.js';
import { waterfallRows } from '../report/story/waterfall-rows.js';

/** The text of an SVG file. The same story gives the same bytes. */
export async function renderWaterfall(story: StartStory, world: WorldSpec): Promise<string> {
  const [{ JSDOM }, { waterfall }] = await Promise.all([
    import('jsdom'),
    import('../report/charts/waterfall.js'),
  ]);
  const { window } = new JSDOM('');
  try {
    const drawing = waterfall(waterfallRows(story, world), { document: window.document });
    return `${new window.XMLSerializer().serializeToString(drawing)}\n`;
  } finally {
    window.close();
  }
}
