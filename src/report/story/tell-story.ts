/**
 * The story of one start in plain words: what came of it, what took the time, and then the task and each
 * container step by step, with each decision and its reason.
 */
import { sociAdvisedBytes } from '../../catalog/soci-rules.js';
import { parseReference } from '../../model/image/reference.js';
import type { ImageSpec, WorldSpec } from '../../model/spec.js';
import type { ContainerStory, LayerStory, Span, StartStory } from '../../model/story.js';
import { formatInstant } from '../../units/instant.js';
import { countOf, formatSeconds, listOf } from '../figure-text.js';
import {
  boundWords,
  layerSentence,
  layersSentence,
  LEAST_SECONDS,
  longPole,
  shortDigest,
} from './layer-words.js';
import { fallbackWords, mountSentence, wasThere } from './mount-words.js';
import { isPullWork, isReadingWork, spanWords } from './span-words.js';
import { boundShares, downNote, lastContainer, overAt, phaseShares, wholeStart } from './story-bounds.js';

/** One thing that happened, in seconds since the request; the details of a thing have no time of their own. */
export interface StoryLine {
  readonly atSeconds: number | null;
  readonly text: string;
}

export interface StoryChapter {
  readonly title: string;
  readonly lines: readonly StoryLine[];
}

export interface ToldStory {
  /** What came of it, in a sentence. */
  readonly headline: string;
  /** Where its time went, and what bound it; more lines where something is worth knowing. */
  readonly summary: readonly string[];
  readonly chapters: readonly StoryChapter[];
}

/** Tells `story`, which happened in `world`. */
export function tellStory(story: StartStory, world: WorldSpec): ToldStory {
  const zero = story.requestedAt;
  return {
    headline: headline(story, world),
    summary: [
      ...timeLines(story, world),
      ...notableLines(story),
      ...fallbackLines(story, world),
      ...requestLines(story),
      ...stopLines(story),
    ],
    chapters: [
      taskChapter(story),
      ...story.containers.map((container) => containerChapter(container, story, zero, world)),
    ],
  };
}

const OUTCOMES: Readonly<Record<StartStory['outcome'], string>> = {
  started: 'was ready',
  failed: 'failed',
  unfinished: 'was not ready when the run ended',
  stopped: 'was stopped before it was ready',
};

function headline(story: StartStory, world: WorldSpec): string {
  const seconds = formatSeconds(overAt(story) - story.requestedAt);
  const when = formatInstant(world.epochMs + Math.round(story.requestedAt * 1000));
  const where = story.host === '' ? `on ${story.capacity}, which had no place for it` : `on ${story.host}`;
  const end =
    story.outcome === 'unfinished'
      ? `${OUTCOMES.unfinished}, ${seconds} later`
      : `${OUTCOMES[story.outcome]} ${seconds} later`;
  const hasCode = story.stopCode !== '' && story.outcome !== 'started';
  const code = hasCode ? ` (stop code ${story.stopCode})` : '';
  const reason = story.reason === '' ? '' : `: ${story.reason}`;
  return `${story.task} was requested at ${formatSeconds(story.requestedAt)} of simulated time (${when}) and ${end} ${where}${code}${reason}`;
}

/** Below this share a phase is not worth a word. */
const LEAST_SHARE = 0.02;

function timeLines(story: StartStory, world: WorldSpec): readonly string[] {
  const spans = wholeStart(story);
  const phases = phaseShares(spans)
    .filter(({ share }, index) => index === 0 || share >= LEAST_SHARE)
    .slice(0, 4)
    .map(({ key, seconds, share }) => `${key} ${formatSeconds(seconds)} (${Math.round(share * 100)} %)`);
  if (phases.length === 0) return [];
  const last = lastContainer(story);
  const bound = boundWords(boundShares(spans, last?.layers ?? []), world, downNote(spans));
  const who = story.containers.length > 1 && last ? `, by way of ${last.name}, its last container` : '';
  return [`Most of the time went to ${listOf(phases)}${who}.`, `It was bound by ${bound}.`];
}

function notableLines(story: StartStory): readonly string[] {
  return story.containers.flatMap((container) => {
    const { name, digestReported, digestRan, lockHeldBy, lockWaitSeconds } = container;
    const lines: string[] = [];
    if (digestReported !== null && digestRan !== null && digestReported !== digestRan)
      lines.push(
        `${name} ran ${shortDigest(digestRan)} while ECS was told ${shortDigest(digestReported)}: create goes by the local name, and that named another image.`,
      );
    if (lockWaitSeconds > 0 && lockHeldBy !== '')
      lines.push(
        `${name} waited ${formatSeconds(lockWaitSeconds)} for the agent’s pull lock, held by ${lockHeldBy}.`,
      );
    return lines;
  });
}

/**
 * Said of images that have what makes them loadable in parts, or would: nobody is told of a side-car of a few megabytes,
 * nor of Windows without an index, where nothing can be done.
 */
function fallbackLines({ containers, capacity }: StartStory, world: WorldSpec): readonly string[] {
  return containers.flatMap(({ name, image, fallback, layers }) => {
    if (fallback === '' || wasThere(layers)) return [];
    const bytes = layers.reduce((sum, { compressedBytes }) => sum + compressedBytes, 0);
    const hasIndex = (imageOf(image, world)?.lazyIndex ?? null) !== null;
    if (!hasIndex && (bytes < sociAdvisedBytes || fallback === 'operating system')) return [];
    const { reason } = fallbackWords(fallback, capacity, world);
    return [`The image of ${name} was pulled whole, and not loaded lazily: ${reason}.`];
  });
}

function imageOf(reference: string, { images }: WorldSpec): ImageSpec | undefined {
  const { name } = parseReference(reference);
  return images.find((image) =>
    [image.name, image.repository, ...image.names.map((each) => each.name)].includes(name),
  );
}

function requestLines({ firstRequestSeconds, slowestRequestSeconds }: StartStory): readonly string[] {
  if (Number.isNaN(firstRequestSeconds)) return [];
  const first = formatSeconds(firstRequestSeconds);
  return [
    `Its first request took ${first}, the slowest of its first ones ${formatSeconds(slowestRequestSeconds)}.`,
  ];
}

function stopLines({ outcome, stopCode, stoppedAt, readyAt }: StartStory): readonly string[] {
  if (outcome !== 'started' || stopCode === '' || Number.isNaN(stoppedAt)) return [];
  return [`It ran for ${formatSeconds(stoppedAt - readyAt)} until it had stopped (stop code ${stopCode}).`];
}

function taskChapter(story: StartStory): StoryChapter {
  const zero = story.requestedAt;
  const lines: StoryLine[] = story.spans.map((span) => spanLine(span, zero));
  if (!Number.isNaN(story.createdAt))
    lines.push({ atSeconds: story.createdAt - zero, text: `ECS has created it on ${story.host}` });
  return { title: `task ${story.task}`, lines: inOrder(lines) };
}

function containerChapter(
  container: ContainerStory,
  story: StartStory,
  zero: number,
  world: WorldSpec,
): StoryChapter {
  const { name, image, essential, spans, decisions } = container;
  const title = `container ${name}, ${image}${essential ? '' : ' (not essential)'}${name === story.last ? ', waited for last' : ''}`;
  const lines: StoryLine[] = decisions.map(({ at, stage, pull, reason }) => ({
    atSeconds: at - zero,
    text: `${stageWords(stage, pull)}: ${reason}`,
  }));
  const turns = [container.pullStartedAt, ...decisions.map(({ at }) => at)];
  lines.push(...endLines(container, zero), ...spanLines(splitAt(spans, turns), zero));
  const details = [
    mountSentence(container, story.capacity, world),
    ...pullDetails(container, world),
    ...reasonLines(container),
  ].filter((text) => text !== '');
  if (spans.length === 0 && lines.length === 0) lines.push({ atSeconds: null, text: 'never began' });
  return { title, lines: [...inOrder(lines), ...details.map((text) => ({ atSeconds: null, text }))] };
}

function stageWords(stage: 'manifest' | 'pull', pull: boolean): string {
  if (stage === 'manifest')
    return pull ? 'decides to ask for the digest' : 'decides not to ask for the digest';
  return pull ? 'decides to pull' : 'decides not to pull';
}

/** Where a span goes on after a turn of the story, as the same wait of the next stage, it is told in two. */
function splitAt(spans: readonly Span[], turns: readonly number[]): readonly Span[] {
  return turns.reduce<readonly Span[]>(
    (parts, turn) =>
      parts.flatMap((span) =>
        span.from < turn && turn < span.to
          ? [
              { ...span, to: turn },
              { ...span, from: turn },
            ]
          : [span],
      ),
    spans,
  );
}

/** Span by span, but for the work of a pull, and for work that reads files in between: each is told as one. */
function spanLines(spans: readonly Span[], zero: number): readonly StoryLine[] {
  const lines: StoryLine[] = [];
  for (let index = 0; index < spans.length;) {
    const isPart = isPullWork(spans[index]!) ? isPullWork : isReadingWork;
    let end = index;
    while (end < spans.length && isPart(spans[end]!)) end += 1;
    if (end > index + 1) {
      lines.push(togetherLine(spans.slice(index, end), zero));
      index = end;
    } else lines.push(spanLine(spans[index++]!, zero));
  }
  return lines;
}

function togetherLine(spans: readonly Span[], zero: number): StoryLine {
  const [first, last] = [spans[0]!, spans.at(-1)!];
  const isPull = isPullWork(first);
  const parts = (isPull ? phaseShares(spans) : boundShares(spans, []))
    .filter(({ seconds }) => seconds >= LEAST_SECONDS)
    .map(({ key, seconds }) => `${PART_WORDS[key] ?? key} ${formatSeconds(seconds)}`);
  const reads = spans.filter(({ binder }) => binder === 'lazy').length;
  const words = isPull
    ? 'moves and unpacks layers'
    : `reads files of its image in ${countOf(reads, 'part')}, with its own initialisation between them`;
  return {
    atSeconds: first.from - zero,
    text: `${words}, ${formatSeconds(last.to - first.from)} (${parts.join(', ')})`,
  };
}

const PART_WORDS: Readonly<Record<string, string>> = {
  lazy: 'files that it had to fetch',
  application: 'its own work',
};

function spanLine(span: Span, zero: number): StoryLine {
  return { atSeconds: span.from - zero, text: `${spanWords(span)}, ${formatSeconds(span.to - span.from)}` };
}

function endLines(container: ContainerStory, zero: number): readonly StoryLine[] {
  const { pullStartedAt, pullStoppedAt, startedAt, readyAt, stoppedAt, exitCode } = container;
  const instants: readonly (readonly [number, string])[] = [
    [pullStartedAt, `its pull begins (pullStartedAt)`],
    [pullStoppedAt, 'its pull has ended (pullStoppedAt)'],
    [startedAt, 'runs'],
    [readyAt, 'is ready'],
    [stoppedAt, `has ended (exit code ${exitCode})`],
  ];
  return instants.filter(([at]) => !Number.isNaN(at)).map(([at, text]) => ({ atSeconds: at - zero, text }));
}

function pullDetails(container: ContainerStory, world: WorldSpec): readonly string[] {
  const { manifestAttempts, pullAttempts, layers, slotWaitSeconds, digestReported, digestRan } = container;
  const pole = longPole(layers);
  const attempts = [
    manifestAttempts > 1 ? `${manifestAttempts} at the digest` : '',
    pullAttempts > 1 ? `${pullAttempts} at the pull` : '',
  ].filter((part) => part !== '');
  return [
    attempts.length > 0 ? `attempts: ${listOf(attempts)}` : '',
    layers.length > 0 ? layersSentence(lastAttempts(layers)) : '',
    pole && layers.length > 1 ? `the longest work was ${layerSentence(pole, world)}` : '',
    pole && layers.length === 1 ? layerSentence(pole, world) : '',
    slotWaitSeconds >= LEAST_SECONDS
      ? `its layers waited ${formatSeconds(slotWaitSeconds)} for slots, all together`
      : '',
    digestReported === null ? '' : `digest told to ECS: ${shortDigest(digestReported)}`,
    digestRan === null ? '' : `digest that ran: ${shortDigest(digestRan)}`,
  ].filter((text) => text !== '');
}

/** Each attempt begins its layers anew: what came of a layer in the end is what counts. */
function lastAttempts(layers: readonly LayerStory[]): readonly LayerStory[] {
  return [...new Map(layers.map((layer) => [layer.digest, layer])).values()];
}

function reasonLines({ reason }: ContainerStory): readonly string[] {
  return reason === '' ? [] : [`its first error: ${reason}`];
}

/** By time, as they came where times are equal; what has no time comes last. */
function inOrder(lines: readonly StoryLine[]): readonly StoryLine[] {
  return [...lines].sort((a, b) => (a.atSeconds ?? Infinity) - (b.atSeconds ?? Infinity) || 0);
}
