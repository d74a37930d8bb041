import { describe, expect, it } from 'vitest';
import { StartRecorder } from '../../src/model/start-recorder.js';
import { PHASES } from '../../src/model/record.js';
import { environment, only, release, task } from './tiny-parts.js';
import { container, layer, rows } from './tiny-world.js';

const image = release({ layers: ['a', 'b'].map((digest) => layer({ digest })) });

function started(reused: number, pulled: number) {
  const of = task(environment());
  only(of).release = image;
  only(of).layersReused = reused;
  only(of).layersPulled = pulled;
  only(of).readyAt = 0;
  of.succeed(only(of));
  return of;
}

function recorded(...tasks: ReturnType<typeof task>[]) {
  const recorder = new StartRecorder();
  for (const each of tasks) recorder.add(each);
  const starts = recorder.finish();
  return { starts, rows: rows({ starts, series: [], totals: {} as never }) };
}

describe('the recorder of starts', () => {
  it('writes a row with the instants, phases and labels of a task', () => {
    const env = environment();
    const of = task(env, {}, 'web/1/0/1');
    env.simulation.run(4);
    of.create('web/7');
    of.fail('CannotPullContainerError: i/o timeout', only(of));
    const [row] = recorded(of).rows;
    expect(row).toMatchObject({
      task: 'web/1/0/1',
      host: 'web/7',
      outcome: 'failed',
      cause: 'CannotPullContainerError',
      // It never learnt which image it was, so nobody knows what the host held of it.
      cache: '',
      image: '',
      requestedAt: 0,
      createdAt: 4,
      readyAt: NaN,
      capacity: 4 as never,
    });
    expect(row!.bound.scheduler).toBe(4);
  });

  it.each([
    [0, 2, 'cold'],
    [1, 1, 'partial'],
    [2, 0, 'warm'],
    // Another start was fetching them.
    [0, 0, 'cold'],
    [1, 0, 'partial'],
  ])('of two layers, %d were on disk and %d were fetched: %s', (reused, pulled, cache) => {
    expect(recorded(started(reused, pulled)).rows[0]).toMatchObject({
      cache,
      layersReused: reused,
      layersPulled: pulled,
    });
  });

  it('tells of an image that was pulled whole without need, though another was waited for last', () => {
    const of = task(environment(), { containers: [container(), container({ name: 'side' })] });
    const [app, side] = of.containers;
    Object.assign(app!, { snapshotter: 'soci', readyAt: 0 });
    Object.assign(side!, { snapshotter: 'overlayfs', fallback: 'no index' });
    of.succeed(app!);
    expect(recorded(of).rows[0]).toMatchObject({ snapshotter: 'soci', fallback: 'no index' });
    app!.fallback = 'compression';
    expect(recorded(of).rows[0]).toMatchObject({ fallback: 'compression' });
  });

  it('keeps a million rows as well as one, and cuts the table to its size', () => {
    const { starts } = recorded(...Array.from({ length: 600 }, () => started(2, 0)));
    expect(starts.rows).toBe(600);
    expect(starts.number.readyAt).toHaveLength(600);
    expect(starts.bound.length % 600).toBe(0);
    expect(starts.labels.image).toEqual([`api@${image.digest}`]);
    expect(new Set(starts.text.image)).toEqual(new Set([0]));
  });

  it('has a column for each phase', () => {
    const { starts } = recorded(started(0, 2));
    for (const phase of PHASES) expect(starts.number[phase]).toHaveLength(1);
  });
});
