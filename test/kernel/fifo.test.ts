import { expect, it } from 'vitest';
import { Fifo } from '../../src/kernel/fifo.js';

it('gives back in the order of coming, across any number of items', () => {
  const fifo = new Fifo<number>();
  let pushed = 0;
  let taken = 0;
  for (let round = 0; round < 300; round++) {
    for (let i = 0; i < 3; i++) fifo.push(pushed++);
    expect(fifo.peek()).toBe(taken);
    for (let i = 0; i < 2; i++) expect(fifo.shift()).toBe(taken++);
    expect(fifo.length).toBe(pushed - taken);
  }
  while (fifo.length > 0) expect(fifo.shift()).toBe(taken++);
  expect(taken).toBe(pushed);
  expect(fifo.shift()).toBeUndefined();
  expect(fifo.peek()).toBeUndefined();
});
