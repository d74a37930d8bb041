/**
 * The slow start that a report shows as a waterfall: the p95 of those that got ready in the first run of the
 * baseline. Results hold no stories, so that run is played again.
 */
import type { ExperimentResult } from '../../experiment/result.js';
import { replayStory } from '../../experiment/replay.js';
import { findPolicy } from '../../model/policy/find-policy.js';
import type { PullPolicy } from '../../model/policy/types.js';
import type { WorldSpec } from '../../model/spec.js';
import type { StartStory } from '../../model/story.js';
import type { Caption } from '../captions.js';
import { formatSeconds, listOf } from '../figure-text.js';
import { boundWords, layerSentence, longPole } from './layer-words.js';
import { pickStart, startLines } from './pick-start.js';
import { boundShares, downNote, lastContainer, overAt, phaseShares, wholeStart } from './story-bounds.js';

export interface SlowStart {
  readonly story: StartStory;
  readonly world: WorldSpec;
  readonly variant: string;
}

/** From so many starts on, playing a run again for one picture takes longer than the picture is worth. */
const MOST_STARTS = 100_000;

/**
 * The slow start of an experiment, or null: where no start got ready, where a run is too large to be played
 * again, or where a capacity names a policy that is neither built in nor among `policies`.
 */
export function slowStart(
  { scenario, variants }: ExperimentResult,
  policies: ReadonlyMap<string, PullPolicy> = new Map(),
): SlowStart | null {
  const variant = scenario.variants[0];
  const starts = variants[0]?.runs[0]?.starts;
  if (variant === undefined || starts === undefined || starts.rows > MOST_STARTS) return null;
  if (!hasPolicies(variant.world, policies)) return null;
  const line = pickStart(startLines(starts, scenario.measure), 'p95');
  if (line?.outcome !== 'started') return null;
  const story = replayStory({ variant, seed: scenario.seed, run: 0, policies }, line.task);
  return story && { story, world: variant.world, variant: variant.name };
}

function hasPolicies({ capacities }: WorldSpec, policies: ReadonlyMap<string, PullPolicy>): boolean {
  return capacities.every(
    (capacity) =>
      capacity.launchType !== 'EC2' ||
      policies.has(capacity.policy) ||
      findPolicy(capacity.policy) !== undefined,
  );
}

/** The title of its picture, and what to see there. */
export function slowStartCaption({ story, world, variant }: SlowStart): Caption {
  const spans = wholeStart(story);
  const last = lastContainer(story);
  const layers = last?.layers ?? [];
  const phases = phaseShares(spans)
    .filter(({ share }, index) => index === 0 || share >= 0.1)
    .slice(0, 2)
    .map(({ key, seconds }) => `${key} (${formatSeconds(seconds)})`);
  const bound = boundWords(boundShares(spans, layers), world, downNote(spans));
  const pole = longPole(layers);
  const sentences = [
    `Task ${story.task}, the p95 of the first run of ${variant}: ready after ${formatSeconds(overAt(story) - story.requestedAt)}, most of it in ${listOf(phases)}; bound by ${bound}.`,
    pole === null ? '' : `Of its layers, the longest work was ${layerSentence(pole, world)}.`,
    'Each bar begins where what it needs has ended: to shorten the start, shorten what is long and has nothing beside it.',
  ];
  return { title: 'One slow start as a waterfall', text: sentences.filter((text) => text !== '').join(' ') };
}
