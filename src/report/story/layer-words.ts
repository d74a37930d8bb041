/** What came of the layers of one pull, in words: who brought them, and which one was waited for longest. */
import { AGENT_DOWN, type LayerStory, type Span } from '../../model/story.js';
import type { LayerStage } from '../../model/pull/pull-progress.js';
import type { Binder, Phase } from '../../model/record.js';
import type { WorldSpec } from '../../model/spec.js';
import { formatSize } from '../../units/size.js';
import { binderInSentence } from '../binder-words.js';
import { formatSeconds, listOf } from '../figure-text.js';
import { layerShares, type Share } from './story-bounds.js';

type Stage = Exclude<LayerStage, 'done'>;

/** In which phase of a start a stage of a layer counts. */
const STAGE_PHASES: Readonly<Record<Stage, Phase>> = {
  slot: 'wait',
  requesting: 'fetch',
  unanswered: 'fetch',
  'no port': 'fetch',
  seeding: 'fetch',
  caching: 'fetch',
  transferring: 'fetch',
  syncing: 'fetch',
  throttled: 'wait',
  backoff: 'wait',
  duplicate: 'wait',
  'unpack slot': 'wait',
  parent: 'wait',
  unpacking: 'unpack',
};

const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  slot: 'waited for a download slot',
  requesting: 'waited for the registry’s answer',
  unanswered: 'asked, and nobody answered for',
  'no port': 'waited, as the NAT gateway had no port free for it,',
  seeding: 'waited for an origin that fetched it for all hosts',
  caching: 'waited for the cache to copy it for',
  transferring: 'downloaded for',
  syncing: 'was forced to the volume in',
  throttled: 'was throttled, and waited to try again',
  backoff: 'waited to try again',
  duplicate: 'waited for another pull that had it in hand',
  'unpack slot': 'waited for a slot to unpack',
  parent: 'waited for the layer below it',
  unpacking: 'unpacked for',
};

/** Of a layer that is mounted: what moves is its index. */
const MOUNT_WORDS: Readonly<Partial<Record<Stage, string>>> = {
  transferring: 'fetched its index for',
  unpacking: 'was mounted in',
};

/** The phase of a start that a stage of a layer is like: `wait`, `fetch` or `unpack`. */
export function phaseOfStage(stage: string): Phase {
  return STAGE_PHASES[stage as Stage];
}

/** What bound a stage of a layer; `flow` where its weights tell. */
export function binderOfStage(stage: string): Span['binder'] {
  return STAGE_BINDERS[stage as Stage] ?? 'flow';
}

const STAGE_BINDERS: Readonly<Partial<Record<Stage, Binder>>> = {
  requesting: 'latency',
  unanswered: 'timeout',
  'no port': 'gateway',
  seeding: 'peer',
  caching: 'cache',
  syncing: 'disk',
};

/** A digest as people compare them: its first twelve digits. */
export function shortDigest(digest: string): string {
  const at = digest.indexOf(':');
  return digest.slice(at + 1, at + 13);
}

/** Seconds in which a layer moved or was unpacked, and did not wait. */
export function layerWork({ spans }: LayerStory): number {
  return spans.reduce(
    (sum, { stage, from, to }) => (phaseOfStage(stage) === 'wait' ? sum : sum + to - from),
    0,
  );
}

/** The layer with the most work: the pull could not be shorter than that. */
export function longPole(layers: readonly LayerStory[]): LayerStory | null {
  let longest: LayerStory | null = null;
  for (const layer of layers)
    if (layer.spans.length > 0 && (longest === null || layerWork(layer) > layerWork(longest)))
      longest = layer;
  return longest;
}

/** `12 layers: 8 downloaded (310 MiB), 1 brought by another pull, 3 were on the disk`. */
export function layersSentence(layers: readonly LayerStory[]): string {
  const mounted = layers.filter(isMounted).length;
  const began = layers.filter((layer) => layer.origin === 'own' && !isMounted(layer));
  const own = began.filter(({ spans }) => spans.some(({ stage }) => stage === 'transferring'));
  const size = formatSize(
    own.reduce((sum, { compressedBytes }) => sum + compressedBytes, 0),
    'binary',
  );
  const other = layers.filter(({ origin }) => origin === 'other pull').length;
  const disk = layers.filter(({ origin }) => origin === 'disk').length;
  const parts = [
    own.length > 0 ? `${own.length} downloaded (${size})` : '',
    mounted > 0 ? `${mounted} mounted` : '',
    began.length > own.length ? `${began.length - own.length} not downloaded` : '',
    other > 0 ? `${other} brought by another pull at the same time` : '',
    disk > 0 ? `${disk} ${disk === 1 ? 'was' : 'were'} on the disk` : '',
  ].filter((part) => part !== '');
  return `${layers.length} ${layers.length === 1 ? 'layer' : 'layers'}: ${listOf(parts)}`;
}

/** Mounted before its bytes were there. */
function isMounted({ indexBytes }: LayerStory): boolean {
  return indexBytes !== undefined;
}

/** A wait that would be told as 0.00 s is not worth a word. */
export const LEAST_SECONDS = 0.005;

/** What the longest way of a layer was made of: `waited 2.0 s for a slot, downloaded for 8.0 s (the disk), …`. */
export function layerSentence(layer: LayerStory, world: WorldSpec): string {
  const stages = new Map<string, number>();
  for (const { stage, from, to } of layer.spans) stages.set(stage, (stages.get(stage) ?? 0) + to - from);
  const parts = [...stages]
    .filter(([, seconds]) => seconds >= LEAST_SECONDS)
    .map(
      ([stage, seconds]) =>
        `${(isMounted(layer) && MOUNT_WORDS[stage as Stage]) || STAGE_WORDS[stage as Stage]} ${formatSeconds(seconds)}${boundOf(layer, stage, world)}`,
    );
  const error = layer.error === '' ? '' : `; it failed: ${layer.error}`;
  const name = `${shortDigest(layer.digest)} (${formatSize(layer.compressedBytes, 'binary')} compressed)`;
  return `layer ${name}: ${parts.length === 0 ? 'took no time' : parts.join(', ')}${error}`;
}

function boundOf(layer: LayerStory, stage: string, world: WorldSpec): string {
  if (stage !== 'transferring' && stage !== 'unpacking') return '';
  const found = layerShares([layer], stage === 'unpacking' ? 'unpackBound' : 'fetchBound');
  return found.length === 0 ? '' : ` (bound by ${boundWords(found, world)})`;
}

/** Below this share a binder is not named. */
const LEAST_SHARE = 0.05;

/**
 * `the disk 60 %, one core of gzip 40 %`; without percentages where there is only one. `noteOf` says more of
 * a binder, in brackets.
 */
export function boundWords(
  found: readonly Share<Binder>[],
  world: WorldSpec,
  noteOf: (binder: Binder) => string = () => '',
): string {
  const shown = found.filter(({ share }) => share >= LEAST_SHARE).slice(0, 3);
  return shown
    .map(({ key, share }) => {
      const part = shown.length === 1 ? '' : ` ${Math.round(share * 100)} %`;
      const note = noteOf(key);
      if (note === AGENT_DOWN) return `the agent, which is down${part}`;
      return `${binderInSentence(key, world)}${part}${note === '' ? '' : ` (${note})`}`;
    })
    .join(', ');
}
