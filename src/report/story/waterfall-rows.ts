/**
 * The rows of a waterfall: one for each phase of the task and of each of its containers, and one for each
 * of the layers that took longest, as plain data for a terminal or a chart. Times are seconds since the
 * task was requested.
 */
import type { Binder, Phase } from '../../model/record.js';
import type { WorldSpec } from '../../model/spec.js';
import type { ContainerStory, LayerStory, Span, StartStory } from '../../model/story.js';
import { formatSize } from '../../units/size.js';
import { boundShares } from './story-bounds.js';
import { binderOfStage, boundWords, layerWork, phaseOfStage, shortDigest } from './layer-words.js';

export interface WaterfallBar {
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly phase: Phase;
}

export interface WaterfallRow {
  /** `task`, the name of a container, or `layers of` it. */
  readonly group: string;
  readonly isLayer: boolean;
  /** The group where a group begins, in a word; '' in its other rows. */
  readonly heading: string;
  /** A phase, or the size and digest of a layer. */
  readonly label: string;
  readonly bars: readonly WaterfallBar[];
  /** Without the gaps. */
  readonly seconds: number;
  /** What bound it, or what it waited for. */
  readonly note: string;
}

/** Layers beyond these are small or were there at once. */
const MOST_LAYERS = 8;

/** The waterfall of a start; containers in the order in which they began. */
export function waterfallRows(story: StartStory, world: WorldSpec): readonly WaterfallRow[] {
  const zero = story.requestedAt;
  const containers = [...story.containers].sort((a, b) => beginning(a) - beginning(b));
  const rows = [
    ...phaseRows('task', story.spans, [], zero, world),
    ...containers.flatMap((container) => [
      ...phaseRows(container.name, container.spans, container.layers, zero, world),
      ...layerRows(container, zero, world),
    ]),
  ];
  return rows.map((row, index) => (rows[index - 1]?.group === row.group ? { ...row, heading: '' } : row));
}

function beginning({ spans }: ContainerStory): number {
  return spans[0]?.from ?? Infinity;
}

function phaseRows(
  group: string,
  spans: readonly Span[],
  layers: readonly LayerStory[],
  zero: number,
  world: WorldSpec,
): readonly WaterfallRow[] {
  const phases = new Map<Phase, Span[]>();
  for (const span of spans) {
    const same = phases.get(span.phase);
    if (same) same.push(span);
    else phases.set(span.phase, [span]);
  }
  return [...phases].map(([phase, own]) => ({
    group,
    isLayer: false,
    heading: group,
    label: phase,
    bars: joined(own.map(({ from, to }) => ({ fromSeconds: from - zero, toSeconds: to - zero, phase }))),
    seconds: own.reduce((sum, { from, to }) => sum + to - from, 0),
    note: phaseNote(own, layers, world),
  }));
}

function phaseNote(spans: readonly Span[], layers: readonly LayerStory[], world: WorldSpec): string {
  const noteOf = (binder: Binder): string =>
    spans.find((span) => span.binder === binder && span.note !== '')?.note ?? '';
  return boundWords(boundShares(spans, layers), world, noteOf);
}

function layerRows(container: ContainerStory, zero: number, world: WorldSpec): readonly WaterfallRow[] {
  const moved = container.layers.filter(({ spans }) => spans.some(({ from, to }) => to > from));
  const shown = new Set([...moved].sort((a, b) => layerWork(b) - layerWork(a)).slice(0, MOST_LAYERS));
  return moved
    .filter((layer) => shown.has(layer))
    .map((layer) => layerRow(layer, container.name, zero, world));
}

function layerRow(layer: LayerStory, container: string, zero: number, world: WorldSpec): WaterfallRow {
  const bars = joined(
    layer.spans.map(({ stage, from, to }) => ({
      fromSeconds: from - zero,
      toSeconds: to - zero,
      phase: phaseOfStage(stage),
    })),
  );
  const spans = layer.spans.map(({ stage, from, to }): Span => ({
    from,
    to,
    phase: phaseOfStage(stage),
    binder: binderOfStage(stage),
    note: '',
  }));
  const moving = spans.filter(({ phase }) => phase !== 'wait');
  return {
    group: `layers of ${container}`,
    isLayer: true,
    heading: 'layers',
    label: `${shortDigest(layer.digest).slice(0, 7)} ${formatSize(layer.compressedBytes, 'binary')}`,
    bars,
    seconds: bars.reduce((sum, { fromSeconds, toSeconds }) => sum + toSeconds - fromSeconds, 0),
    note:
      layer.error === ''
        ? [...broughtWords(layer), boundWords(boundShares(moving, [layer]), world)].join(', ')
        : layer.error,
  };
}

/** How a layer of an image that was loaded lazily came to be there; nothing of any other. */
function broughtWords({ indexBytes, whole }: LayerStory): readonly string[] {
  if (indexBytes !== undefined) return [`mounted, index ${formatSize(indexBytes, 'binary')}`];
  return whole === undefined ? [] : [`whole: ${whole}`];
}

/** Bars of one phase that touch become one. */
function joined(bars: readonly WaterfallBar[]): readonly WaterfallBar[] {
  const result: WaterfallBar[] = [];
  for (const bar of bars) {
    if (bar.toSeconds <= bar.fromSeconds) continue;
    const last = result.at(-1);
    if (last && last.phase === bar.phase && last.toSeconds === bar.fromSeconds)
      result[result.length - 1] = { ...last, toSeconds: bar.toSeconds };
    else result.push(bar);
  }
  return result;
}
