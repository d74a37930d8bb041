import { expect, test } from 'vitest';
import { Signal } from '../../../src/kernel/signal.js';
import { Simulation } from '../../../src/kernel/simulation.js';
import { SpanMap } from '../../../src/model/lazy/span-map.js';

test('no span of a new mount is there', () => {
  const map = new SpanMap(3);
  expect(map.spans).toBe(3);
  expect(map.there).toBe(0);
  expect(map.state(2)).toBe('missing');
});

test('a span in hand names the fetch that all who want it wait for', () => {
  const map = new SpanMap(3);
  const done = new Signal(new Simulation());
  map.take([0, 2], done);
  expect(map.state(0)).toBe('in hand');
  expect(map.fetchOf(2)).toBe(done);
  expect(map.fetchOf(1)).toBeUndefined();
  map.settle(0, 'local');
  expect(map.fetchOf(0)).toBeUndefined();
  expect(map.there).toBe(1);
});

test('what was fetched in the background counts as there, and does so once when it is inflated', () => {
  const map = new SpanMap(2);
  map.settle(0, 'compressed');
  expect(map.there).toBe(1);
  map.take([0], new Signal(new Simulation()));
  expect(map.there).toBe(0);
  map.settle(0, 'local');
  map.settle(0, 'local');
  expect(map.there).toBe(1);
});

test('what could not be kept is missing again', () => {
  const map = new SpanMap(1);
  map.take([0], new Signal(new Simulation()));
  map.settle(0, 'missing');
  expect(map.state(0)).toBe('missing');
  expect(map.there).toBe(0);
});
