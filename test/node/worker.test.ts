import { describe, expect, it } from 'vitest';
import { runTrial } from '../../src/experiment/run-trial.js';
import { buffersOf } from '../../src/node/worker.js';
import { tinyScenario } from '../experiment/tiny-scenario.js';

describe('buffersOf', () => {
  const result = runTrial(tinyScenario().variants, { variant: 0, run: 0, seed: '1' });

  it('lists the memory of all columns, each buffer once, so that it can be moved between threads', () => {
    const { text, number, bound } = result.starts;
    const columns = [...Object.values(text), ...Object.values(number), bound];
    const buffers = buffersOf(result);
    expect(new Set(buffers)).toEqual(new Set(columns.map((column) => column.buffer)));
    expect(new Set(buffers).size).toBe(buffers.length);
  });

  it('lists a buffer that two columns share only once, since it can be moved only once', () => {
    const { readyAt } = result.starts.number;
    const shared = { ...result, starts: { ...result.starts, bound: readyAt } };
    expect(buffersOf(shared).filter((buffer) => buffer === readyAt.buffer)).toHaveLength(1);
  });
});
