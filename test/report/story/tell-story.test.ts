import { describe, expect, it } from 'vitest';
import { type ToldStory, tellStory } from '../../../src/report/story/tell-story.js';
import { AGENT_DOWN } from '../../../src/model/story.js';
import { lazyIndex } from '../../model/tiny-lazy.js';
import { image, world } from '../../model/tiny-world.js';
import { containerStory, layerStory, span, startStory } from './stories.js';

function textOf({ headline, summary, chapters }: ToldStory): string {
  return [
    headline,
    ...summary,
    ...chapters.flatMap(({ title, lines }) => [title, ...lines.map(({ text }) => text)]),
  ].join('\n');
}

function tell(...changes: Parameters<typeof startStory>): string {
  return textOf(tellStory(startStory(...changes), world()));
}

describe('the story of a start in words', () => {
  it('begins with what came of it, when and where', () => {
    expect(tellStory(startStory(), world()).headline).toBe(
      'api/1/0/1 was requested at 100 s of simulated time (1970-01-01T00:01:40Z) and was ready 36.0 s later on web/3',
    );
  });

  it('says where the time went and what bound it, layers included', () => {
    const [time, bound] = tellStory(startStory(), world()).summary;
    expect(time).toMatch(/^Most of the time went to wait 12\.0 s \(33 %\), unpack 10\.0 s \(28 %\)/);
    expect(bound).toMatch(/^It was bound by the agent's pull lock 28 %, one core of gzip 22 %/);
  });

  it('says that the agent was down, not that its queue was long', () => {
    const spans = [span(40, 100, 'wait', 'queue', AGENT_DOWN), span(100, 101, 'wait', 'queue')];
    const told = tell({ spans });
    expect(told).toContain('waits for the agent, which is down, 60.0 s');
    expect(told).toMatch(/bound by .*the agent, which is down \d+ %/);
    expect(tell({ spans: [span(100, 103, 'wait', 'queue')] })).not.toContain('which is down');
  });

  it('tells who held the lock', () => {
    expect(tell()).toContain('app waited 10.0 s for the agent’s pull lock, held by a cleanup cycle.');
  });

  it('gives each decision with its reason, at its time', () => {
    const [, app] = tellStory(startStory(), world()).chapters;
    expect(app?.lines).toContainEqual({
      atSeconds: 3,
      text: 'decides to ask for the digest: default asks the registry',
    });
    expect(app?.lines).toContainEqual({ atSeconds: 4, text: 'decides to pull: default pulls' });
  });

  it('does not tell of waits that take no time', () => {
    const container = containerStory({
      slotWaitSeconds: 0.0001,
      spans: [span(105, 105.001, 'wait', 'slot'), span(105.001, 110, 'fetch', 'flow')],
    });
    const told = tell({ containers: [container] });
    expect(told).toContain('moves and unpacks layers, 5.0 s (fetch 5.0 s)');
    expect(told).not.toContain('for slots');
  });

  it('tells a wait in two where the pull begins amid it', () => {
    const container = containerStory({
      decisions: [{ at: 110, stage: 'pull', pull: true, reason: 'default pulls' }],
      pullStartedAt: 110,
      spans: [span(105, 120, 'resolve', 'timeout')],
    });
    const [, app] = tellStory(startStory({ containers: [container] }), world()).chapters;
    expect(app?.lines.filter(({ text }) => text.startsWith('asks'))).toEqual([
      { atSeconds: 5, text: 'asks, and nobody answers, 5.0 s' },
      { atSeconds: 10, text: 'asks, and nobody answers, 10.0 s' },
    ]);
  });

  it('says of a container that did not pull that it decided so', () => {
    const container = containerStory({
      decisions: [{ at: 104, stage: 'pull', pull: false, reason: 'once trusts the flag' }],
      layers: [],
    });
    expect(tell({ containers: [container] })).toContain('decides not to pull: once trusts the flag');
  });

  it('goes through each container in the order of time, with what has no time at the end', () => {
    const [, app] = tellStory(startStory(), world()).chapters;
    const times = app?.lines.map(({ atSeconds }) => atSeconds) ?? [];
    const known = times.filter((time) => time !== null);
    expect(known).toEqual([...known].sort((a, b) => a - b));
    expect(times.slice(known.length).every((time) => time === null)).toBe(true);
  });

  it('tells the work of a pull as one, and which layer was the most work', () => {
    const early = layerStory({
      digest: 'sha256:eeee',
      spans: [{ stage: 'transferring', from: 114, to: 118 }],
    });
    const disk = layerStory({ digest: 'sha256:dddd', origin: 'disk', spans: [] });
    const failed = layerStory({ spans: [{ stage: 'requesting', from: 110, to: 111 }], error: 'EOF' });
    const text = tell({ containers: [containerStory({ layers: [failed, early, layerStory(), disk] })] });
    expect(text).toContain('moves and unpacks layers, 16.0 s (unpack 10.0 s, fetch 4.0 s, wait 2.0 s)');
    expect(text).toContain('3 layers: 2 downloaded (360 MiB) and 1 was on the disk');
    expect(text).toMatch(
      /the longest work was layer 0123456789ab \(180 MiB compressed\): waited for a download slot 2\.0 s, downloaded for 4\.0 s \(bound by the network interface\), unpacked for 10\.0 s \(bound by one core of gzip 80 %, the disk 20 %\)/,
    );
  });

  it('tells start-up with its reads in between as one', () => {
    const spans = [0, 1, 2].flatMap((part) => [
      span(131 + 2 * part, 132.5 + 2 * part, 'ready', 'lazy'),
      span(132.5 + 2 * part, 133 + 2 * part, 'ready', 'application'),
    ]);
    const text = tell({ containers: [containerStory({ spans })] });
    expect(text).toContain(
      'reads files of its image in 3 parts, with its own initialisation between them, 6.0 s (files that it had to fetch 4.5 s, its own work 1.5 s)',
    );
    expect(text.match(/initialisation/g)).toHaveLength(1);
  });

  it('counts attempts where there was more than one', () => {
    expect(tell()).toContain('attempts: 2 at the pull');
    expect(tell({ containers: [containerStory({ pullAttempts: 1 })] })).not.toContain('attempts');
  });

  it('points out an image that is not the one that ECS was told', () => {
    const text = tell({ containers: [containerStory({ digestRan: 'sha256:cccccccccccccccc' })] });
    expect(text).toContain('app ran cccccccccccc while ECS was told aaaaaaaaaaaa');
    expect(tell()).not.toContain('while ECS was told');
  });

  it('gives the reason and the stop code of a start that failed, and the first error of its container', () => {
    const error = 'CannotPullContainerError: manifest unknown';
    const text = tell({
      outcome: 'failed',
      stopCode: 'TaskFailedToStart',
      reason: error,
      readyAt: NaN,
      containers: [
        containerStory({ readyAt: NaN, startedAt: NaN, reason: error, stoppedAt: 160, exitCode: 137 }),
      ],
    });
    expect(text).toContain('and failed 36.0 s later on web/3 (stop code TaskFailedToStart): CannotPull');
    expect(text).toContain(`its first error: ${error}`);
    expect(text).toContain('has ended (exit code 137)');
    expect(text).not.toContain('is ready');
  });

  it('tells a later stop of a task that got ready as what it is', () => {
    const text = tell({ stopCode: 'ServiceSchedulerInitiated', stoppedAt: 236 });
    expect(text).toContain('It ran for 100 s until it had stopped (stop code ServiceSchedulerInitiated).');
  });

  it('has a word for a task that never found a host, and for a container that never began', () => {
    const text = tell({
      outcome: 'unfinished',
      host: '',
      last: '',
      createdAt: NaN,
      readyAt: NaN,
      spans: [span(100, 400, 'capacity', 'capacity')],
      containers: [
        containerStory({
          decisions: [],
          spans: [],
          layers: [],
          pullStartedAt: NaN,
          pullStoppedAt: NaN,
          startedAt: NaN,
          readyAt: NaN,
          digestReported: null,
          digestRan: null,
          slotWaitSeconds: 0,
          lockWaitSeconds: 0,
          pullAttempts: 0,
        }),
      ],
    });
    expect(text).toContain('was not ready when the run ended, 300 s later on web, which had no place for it');
    expect(text).toContain('waits for room on a host, 300 s');
    expect(text).toContain('never began');
  });

  it('tells in the summary that an image with an index was pulled whole, and why', () => {
    const container = containerStory({ fallback: 'platform version', snapshotter: 'overlayfs' });
    const small = containerStory({ ...container, layers: [layerStory({ compressedBytes: 1e6 })] });
    const words =
      'The image of app was pulled whole, and not loaded lazily: Fargate loads images lazily on platform version 1.4.0 alone.';
    const indexed = world({ images: [image({ lazyIndex: lazyIndex() })] });
    expect(textOf(tellStory(startStory({ containers: [small] }), indexed))).toContain(words);
    expect(textOf(tellStory(startStory({ containers: [small] }), world()))).not.toContain(words);
    const large = { ...container, layers: [layerStory({ compressedBytes: 300 * 2 ** 20 })] };
    expect(textOf(tellStory(startStory({ containers: [large] }), world()))).toContain(words);
    const onWindows = { ...large, fallback: 'operating system' as const };
    expect(textOf(tellStory(startStory({ containers: [onWindows] }), world()))).not.toContain(
      'and not loaded',
    );
    expect(textOf(tellStory(startStory({ containers: [onWindows] }), indexed))).toContain('and not loaded');
    expect(textOf(tellStory(startStory({ containers: [small] }), world()))).toContain('pulled whole: ');
  });

  it('tells of the first requests where somebody asks', () => {
    expect(tell({ firstRequestSeconds: 1.5, slowestRequestSeconds: 2 })).toContain(
      'Its first request took 1.5 s, the slowest of its first ones 2.0 s.',
    );
    expect(tell()).not.toContain('first request');
  });
});
