/** Stories from plain objects, for tests of what is told of them. */
import type { ContainerStory, LayerStory, Span, StartStory } from '../../../src/model/story.js';

export function span(
  from: number,
  to: number,
  phase: Span['phase'],
  binder: Span['binder'],
  note = '',
): Span {
  return { from, to, phase, binder, note };
}

export function layerStory(overrides: Partial<LayerStory> = {}): LayerStory {
  return {
    digest: 'sha256:0123456789abcdef',
    compressedBytes: 180 * 2 ** 20,
    origin: 'own',
    spans: [
      { stage: 'slot', from: 114, to: 116 },
      { stage: 'transferring', from: 116, to: 120 },
      { stage: 'unpacking', from: 120, to: 130 },
    ],
    fetchBound: { nic: 4 },
    unpackBound: { core: 8, disk: 2 },
    error: '',
    ...overrides,
  };
}

/** Requested at 100 s, ready at 136 s: it waited for a lock, pulled one layer and then initialised itself. */
export function containerStory(overrides: Partial<ContainerStory> = {}): ContainerStory {
  return {
    name: 'app',
    image: 'api:live',
    essential: true,
    decisions: [
      { at: 103, stage: 'manifest', pull: true, reason: 'default asks the registry' },
      { at: 104, stage: 'pull', pull: true, reason: 'default pulls' },
    ],
    manifestAttempts: 1,
    pullAttempts: 2,
    pullStartedAt: 114,
    pullStoppedAt: 130,
    digestReported: 'sha256:aaaaaaaaaaaaaaaa',
    digestRan: 'sha256:aaaaaaaaaaaaaaaa',
    imageIdRan: 'sha256:bbbb',
    lockWaitSeconds: 10,
    lockHeldBy: 'a cleanup cycle',
    slotWaitSeconds: 2,
    startedAt: 131,
    readyAt: 136,
    stoppedAt: NaN,
    exitCode: null,
    reason: '',
    snapshotter: 'overlay2',
    fallback: '',
    spansFetched: 0,
    bytesFetched: 0,
    spans: [
      span(103, 104, 'resolve', 'latency'),
      span(104, 114, 'wait', 'lock', 'a cleanup cycle'),
      span(114, 116, 'wait', 'slot'),
      span(116, 120, 'fetch', 'flow'),
      span(120, 130, 'unpack', 'flow'),
      span(130, 131, 'create', 'fixed'),
      span(131, 136, 'ready', 'application'),
    ],
    layers: [layerStory()],
    ...overrides,
  };
}

export function startStory(overrides: Partial<StartStory> = {}): StartStory {
  return {
    task: 'api/1/0/1',
    service: 'api',
    capacity: 'web',
    host: 'web/3',
    outcome: 'started',
    stopCode: '',
    reason: '',
    requestedAt: 100,
    createdAt: 101,
    pullStartedAt: 114,
    pullStoppedAt: 130,
    startedAt: 131,
    readyAt: 136,
    stoppedAt: NaN,
    firstRequestSeconds: NaN,
    slowestRequestSeconds: NaN,
    last: 'app',
    spans: [span(100, 101, 'capacity', 'scheduler'), span(101, 103, 'provision', 'fixed')],
    containers: [containerStory()],
    ...overrides,
  };
}
