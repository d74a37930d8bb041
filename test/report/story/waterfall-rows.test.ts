import { describe, expect, it } from 'vitest';
import { waterfallRows } from '../../../src/report/story/waterfall-rows.js';
import { world } from '../../model/tiny-world.js';
import { containerStory, layerStory, span, startStory } from './stories.js';

describe('the rows of a waterfall', () => {
  const rows = waterfallRows(startStory(), world());

  it('has a row for each phase of the task and of its container, as they began, then one a layer', () => {
    expect(rows.map(({ group, label }) => `${group}: ${label}`)).toEqual([
      'task: capacity',
      'task: provision',
      'app: resolve',
      'app: wait',
      'app: fetch',
      'app: unpack',
      'app: create',
      'app: ready',
      'layers of app: 0123456 180 MiB',
    ]);
  });

  it('counts from the request', () => {
    expect(rows[0]?.bars).toEqual([{ fromSeconds: 0, toSeconds: 1, phase: 'capacity' }]);
    expect(rows.at(-2)?.bars).toEqual([{ fromSeconds: 31, toSeconds: 36, phase: 'ready' }]);
  });

  it('has phases whose seconds add up to the start', () => {
    const seconds = rows.slice(0, -1).reduce((sum, row) => sum + row.seconds, 0);
    expect(seconds).toBeCloseTo(36, 9);
  });

  it('says what bound each row and what a wait was for', () => {
    const notes = Object.fromEntries(rows.map(({ label, note }) => [label, note]));
    expect(notes['wait']).toContain('a cleanup cycle');
    expect(notes['fetch']).toBe('the network interface');
    expect(notes['unpack']).toBe('one core of gzip 80 %, the disk 20 %');
  });

  it('says of a layer of a lazily loaded image how it came to be there', () => {
    const layers = [
      layerStory({ digest: 'sha256:mounted', indexBytes: 1.5 * 2 ** 20 }),
      layerStory({ digest: 'sha256:whole', whole: 'below the minimum size' }),
    ];
    const shown = waterfallRows(startStory({ containers: [containerStory({ layers })] }), world());
    const notes = shown.slice(-2).map(({ note }) => note);
    expect(notes[0]).toMatch(/^mounted, index 1\.5 MiB, /);
    expect(notes[1]).toMatch(/^whole: below the minimum size, /);
  });

  it('shows the layers with the most work and no more than can be read', () => {
    const layers = Array.from({ length: 30 }, (_, index) =>
      layerStory({
        digest: `sha256:${String(index).padStart(7, '0')}`,
        spans: [{ stage: 'transferring', from: 110, to: 111 + index }],
      }),
    );
    const shown = waterfallRows(startStory({ containers: [containerStory({ layers })] }), world()).filter(
      ({ group }) => group === 'layers of app',
    );
    expect(shown).toHaveLength(8);
    expect(shown.at(-1)?.label).toContain('0000029');
  });

  it('puts containers in the order in which they began, and leaves out those that never did', () => {
    const late = containerStory({ name: 'late', spans: [span(110, 112, 'create', 'fixed')], layers: [] });
    const never = containerStory({ name: 'never', spans: [], layers: [] });
    const groups = waterfallRows(startStory({ containers: [late, never, containerStory()] }), world()).map(
      ({ group }) => group,
    );
    expect([...new Set(groups)]).toEqual(['task', 'app', 'layers of app', 'late']);
  });
});
