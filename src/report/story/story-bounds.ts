/**
 * What the seconds of a story went to and what bound them. Time in which bytes moved or were unpacked is
 * shared out as the layers of the container tell, as the row of the start does it.
 */
import { BINDERS, PHASES, type Binder, type Phase } from '../../model/record.js';
import {
  AGENT_DOWN,
  type ContainerStory,
  type LayerStory,
  type Span,
  type StartStory,
} from '../../model/story.js';

export interface Share<Key> {
  readonly key: Key;
  readonly seconds: number;
  readonly share: number;
}

/** The container that the start waited for: the one that was ready last, or that failed. */
export function lastContainer(story: StartStory): ContainerStory | null {
  return story.containers.find(({ name }) => name === story.last) ?? null;
}

/** The spans from the request to the end: those of the task, then those of its last container. */
export function wholeStart(story: StartStory): readonly Span[] {
  return [...story.spans, ...(lastContainer(story)?.spans ?? [])];
}

/** When the start was ready, had failed or was given up, in simulated seconds. */
export function overAt(story: StartStory): number {
  return wholeStart(story).reduce((latest, { to }) => Math.max(latest, to), story.requestedAt);
}

/** Seconds by phase, most first. */
export function phaseShares(spans: readonly Span[]): readonly Share<Phase>[] {
  const seconds = new Map<Phase, number>();
  for (const { phase, from, to } of spans) seconds.set(phase, (seconds.get(phase) ?? 0) + to - from);
  return shares(PHASES, seconds);
}

/** Seconds by what bound them, most first; `layers` tell what bound downloads and unpacks. */
export function boundShares(spans: readonly Span[], layers: readonly LayerStory[]): readonly Share<Binder>[] {
  const seconds = new Map<Binder, number>();
  const add = (binder: Binder, more: number): void =>
    void seconds.set(binder, (seconds.get(binder) ?? 0) + more);
  const fetch = layerShares(layers, 'fetchBound');
  const unpack = layerShares(layers, 'unpackBound');
  for (const { phase, binder, from, to } of spans) {
    if (binder !== 'flow') add(binder, to - from);
    else {
      const known = phase === 'unpack' ? unpack : fetch;
      if (known.length === 0) add('unknown', to - from);
      for (const { key, share } of known) add(key, share * (to - from));
    }
  }
  return shares(BINDERS, seconds);
}

/** `AGENT_DOWN` of a binder that mostly stands for waits for an agent that is down; '' of others. */
export function downNote(spans: readonly Span[]): (binder: Binder) => string {
  return (binder) => {
    const own = spans.filter((span) => span.binder === binder);
    const secondsOf = (some: readonly Span[]): number =>
      some.reduce((sum, { from, to }) => sum + to - from, 0);
    const down = secondsOf(own.filter(({ note }) => note === AGENT_DOWN));
    return down * 2 > secondsOf(own) ? AGENT_DOWN : '';
  };
}

/** What bound the downloads (or unpacks) of some layers, most first. */
export function layerShares(
  layers: readonly LayerStory[],
  which: 'fetchBound' | 'unpackBound',
): readonly Share<Binder>[] {
  const seconds = new Map<Binder, number>();
  for (const layer of layers)
    for (const binder of BINDERS)
      seconds.set(binder, (seconds.get(binder) ?? 0) + (layer[which][binder] ?? 0));
  return shares(BINDERS, seconds);
}

function shares<Key>(keys: readonly Key[], seconds: ReadonlyMap<Key, number>): readonly Share<Key>[] {
  let total = 0;
  for (const value of seconds.values()) total += value;
  return keys
    .map((key) => ({ key, seconds: seconds.get(key) ?? 0, share: (seconds.get(key) ?? 0) / total }))
    .filter((each) => each.seconds > 0)
    .sort((a, b) => b.seconds - a.seconds);
}
