import { describe, expect, it } from 'vitest';
import { Connections } from '../../../src/model/pull/connections.js';

describe('connections of a pull', () => {
  it('are new for every request without keep-alive', () => {
    const connections = new Connections(false);
    expect([1, 2, 3].map(() => connections.toRegistry())).toEqual([true, true, true]);
    expect([1, 2].map(() => connections.toStorage())).toEqual([true, true]);
  });

  it('are made once to each host with keep-alive', () => {
    const connections = new Connections(true);
    expect([1, 2].map(() => connections.toRegistry())).toEqual([true, false]);
    expect([1, 2].map(() => connections.toStorage())).toEqual([true, false]);
  });
});
