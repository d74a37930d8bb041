/** What a task or container did, or waited for, in a span of its start: a phrase that a time can stand before. */
import { AGENT_DOWN, type Span } from '../../model/story.js';

const BY_BINDER: Readonly<Partial<Record<Span['binder'], string>>> = {
  scheduler: 'waits until ECS creates the task',
  capacity: 'waits for room on a host',
  queue: 'waits in the agent’s queue for CPU, memory and ports of its host',
  timeout: 'asks, and nobody answers',
  gateway: 'asks, and the NAT gateway has no port free for it',
  peer: 'waits for an origin that fetches it for all hosts',
  slot: 'waits for a slot of the container runtime',
  duplicate: 'waits for another pull that has the same layers in hand',
  lock: 'waits for the agent’s lock between pulls and image cleanup',
  dependency: 'waits for a container that it depends on',
  cache: 'waits for a cache that asks its upstream',
  throttle: 'waits before it tries again, as the registry has throttled it',
  backoff: 'waits before it tries again',
  snapshot: 'reads blocks of the image that still lie in the snapshot',
  application: 'runs its own initialisation',
  lazy: 'reads files of its image that have to be fetched',
};

const BY_PHASE: Readonly<Record<Span['phase'], string>> = {
  capacity: 'waits for room on a host',
  provision: 'has its network and its pause container prepared',
  resolve: 'asks the registry what the reference names',
  wait: 'waits',
  fetch: 'downloads',
  unpack: 'unpacks',
  create: 'is tagged, created and started',
  ready: 'gets ready',
};

/** The span in words, with what it was for: `waits for the agent’s lock …: a cleanup cycle`. */
export function spanWords({ phase, binder, note }: Span): string {
  if (note === AGENT_DOWN) return 'waits for the agent, which is down';
  let words = BY_BINDER[binder] ?? BY_PHASE[phase];
  if (phase === 'resolve' && binder === 'fixed') words = 'is looked up on the host';
  if (phase === 'create' && binder === 'lazy') words = 'waits for files that are fetched ahead';
  if (phase === 'fetch' && binder === 'latency') words = 'asks for layers';
  return note === '' ? words : `${words}: ${note}`;
}

/** Whether the span is the work of a pull, in which many layers wait, move and unpack side by side. */
export function isPullWork({ phase, binder }: Span): boolean {
  if (binder === 'timeout' || binder === 'gateway') return false;
  if (phase === 'fetch' || phase === 'unpack') return true;
  return phase === 'wait' && (binder === 'slot' || binder === 'duplicate');
}

/** Whether the span is part of a start-up that reads files of an image that is loaded lazily. */
export function isReadingWork({ phase, binder }: Span): boolean {
  return phase === 'ready' && (binder === 'lazy' || binder === 'application');
}
