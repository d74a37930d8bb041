/** The whole of a story as a terminal shows it: what came of it, the waterfall, and what happened step by step. */
import type { WorldSpec } from '../../model/spec.js';
import type { StartStory } from '../../model/story.js';
import { type Paint, NO_PAINT } from '../paint.js';
import { wrap } from '../wrap-text.js';
import { type StoryLine, tellStory } from './tell-story.js';
import { waterfallRows } from './waterfall-rows.js';
import { waterfallText } from './waterfall-text.js';

export interface StoryTextOptions {
  readonly paint?: Paint;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** The story of a start in `world` as text, with a line break at the end. */
export function storyText(story: StartStory, world: WorldSpec, options: StoryTextOptions = {}): string {
  const { paint = NO_PAINT, width = 100 } = options;
  const { headline, summary, chapters } = tellStory(story, world);
  const sections = [
    [paint.bold(wrap('', headline, width)), ...summary.map((line) => wrap('', line, width))].join('\n'),
    waterfallText(waterfallRows(story, world), width, paint),
    ...chapters.map(({ title, lines }) =>
      [paint.bold(wrap('', title, width)), ...lines.map((line) => lineText(line, width, paint))].join('\n'),
    ),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const TIME = 11;

function lineText({ atSeconds, text }: StoryLine, width: number, paint: Paint): string {
  const time = atSeconds === null ? '' : `+${secondsText(atSeconds)}`;
  return wrap(`${paint.dim(time.padStart(TIME))}  `, text, width);
}

/** Milliseconds matter here: what came first is the point. */
function secondsText(seconds: number): string {
  return `${seconds.toFixed(3)} s`;
}
