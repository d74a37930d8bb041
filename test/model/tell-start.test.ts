import { describe, expect, it } from 'vitest';
import { PHASES } from '../../src/model/record.js';
import { simulateRun } from '../../src/model/simulate-run.js';
import type { WorldSpec } from '../../src/model/spec.js';
import type { StartStory } from '../../src/model/story.js';
import { constant } from '../../src/units/distribution.js';
import {
  agent,
  container,
  ec2,
  fargate,
  image,
  near,
  parameters,
  rows,
  runTask,
  taskDefinition,
  world,
} from './tiny-world.js';

function tell(spec: WorldSpec): StartStory[] {
  const stories: StartStory[] = [];
  simulateRun(spec, 'seed', 0, { onStart: (story) => void stories.push(story) });
  return stories;
}

describe('the story of a start', () => {
  it('is told once for each row, with the same instants', () => {
    const spec = world({ timeline: [runTask(0, { count: 3 }), runTask(50)] });
    const stories = tell(spec).sort((a, b) => a.requestedAt - b.requestedAt || (a.task < b.task ? -1 : 1));
    const table = rows(simulateRun(spec, 'seed', 0));
    expect(stories).toHaveLength(4);
    expect(stories.map(({ task, readyAt, host }) => [task, readyAt, host])).toEqual(
      table.map(({ task, readyAt, host }) => [task, readyAt, host]),
    );
  });

  it('has spans that join without gaps from the request to the end, and add up to the phases of its row', () => {
    const spec = world({
      capacities: [ec2(), fargate()],
      timeline: [runTask(0), runTask(1, { capacity: 'fargate' })],
      model: parameters({ ec2BridgeProvision: constant(2), containerCreate: constant(1) }),
    });
    const table = new Map(rows(simulateRun(spec, 'seed', 0)).map((row) => [row.task, row]));
    for (const story of tell(spec)) {
      const last = story.containers.find(({ name }) => name === story.last);
      const spans = [...story.spans, ...(last?.spans ?? [])];
      expect(spans[0]?.from).toBe(story.requestedAt);
      expect(spans.at(-1)?.to).toBe(story.readyAt);
      for (const [index, { from }] of spans.slice(1).entries()) expect(from).toBe(spans[index]?.to);
      const row = table.get(story.task);
      for (const phase of PHASES) {
        const seconds = spans
          .filter((span) => span.phase === phase)
          .reduce((sum, { from, to }) => sum + to - from, 0);
        expect(seconds, phase).toEqual(near(row?.[phase] ?? NaN));
      }
    }
  });

  it('has spans up to the end of the run where the start has no end', () => {
    const spec = world({
      durationSeconds: 5,
      capacities: [ec2(), fargate()],
      timeline: [runTask(0), runTask(0, { capacity: 'fargate' })],
      taskDefinitions: [taskDefinition({ containers: [container({ ready: constant(30) })] })],
    });
    const stories = tell(spec);
    expect(stories.map(({ outcome }) => outcome)).toEqual(['unfinished', 'unfinished']);
    for (const story of stories) {
      const last = story.containers.find(({ name }) => name === story.last);
      expect([...story.spans, ...(last?.spans ?? [])].at(-1)?.to).toBe(5);
    }
  });

  it('tells each container apart, and stops where the start was over', () => {
    const spec = world({
      taskDefinitions: [
        taskDefinition({
          containers: [
            container({ name: 'fast', ready: constant(1) }),
            container({ name: 'slow', ready: constant(9) }),
          ],
        }),
      ],
    });
    const [story] = tell(spec);
    expect(story?.last).toBe('slow');
    const [fast, slow] = story?.containers ?? [];
    expect(fast?.spans.at(-1)?.to).toBe(fast?.readyAt);
    expect(slow?.spans.at(-1)?.to).toBe(story?.readyAt);
    expect(slow?.digestRan).toMatch(/^sha256:/);
  });

  it('says what ran only of containers that ran', () => {
    const [story] = tell(
      world({
        images: [image({ tags: [] })],
        capacities: [ec2({ agent: agent({ pullBehavior: 'always' }) })],
      }),
    );
    expect(story).toMatchObject({ outcome: 'failed' });
    expect(story?.reason).not.toBe('');
    expect(story?.containers[0]).toMatchObject({ digestRan: null, imageIdRan: null });
  });

  it('says when each container ended: by itself, or with its task', () => {
    const spec = world({
      taskDefinitions: [
        taskDefinition({
          lifetime: constant(60),
          containers: [
            container({ name: 'init', essential: false, runs: constant(5), exitCode: 3 }),
            container({ name: 'app' }),
          ],
        }),
      ],
      timeline: [runTask(0)],
    });
    const [story] = tell(spec);
    const [init, app] = story?.containers ?? [];
    expect(init).toMatchObject({ exitCode: 3, stoppedAt: near((init?.startedAt ?? NaN) + 5) });
    expect(app).toMatchObject({ exitCode: 0, stoppedAt: story?.stoppedAt });
    expect(tell(world())[0]?.containers[0]).toMatchObject({ exitCode: null, stoppedAt: NaN });
  });

  it('changes nothing of the answer', () => {
    const spec = world({ timeline: [runTask(0, { count: 5 })] });
    const silent = simulateRun(spec, 'seed', 0);
    expect(simulateRun(spec, 'seed', 0, { onStart: () => undefined })).toEqual(silent);
  });
});
