import { describe, expect, it } from 'vitest';
import { BINDERS, PHASES } from '../../../src/model/record.js';
import { isPullWork, isReadingWork, spanWords } from '../../../src/report/story/span-words.js';
import { span } from './stories.js';

describe('a span in words', () => {
  it('says what a wait was for, and who had it', () => {
    expect(spanWords(span(0, 1, 'wait', 'lock', 'a cleanup cycle'))).toBe(
      'waits for the agent’s lock between pulls and image cleanup: a cleanup cycle',
    );
    expect(spanWords(span(0, 1, 'wait', 'backoff', 'attempt 2 of 5'))).toContain('attempt 2 of 5');
  });

  it('tells a look at the host from a question to the registry', () => {
    expect(spanWords(span(0, 1, 'resolve', 'fixed'))).not.toBe(spanWords(span(0, 1, 'resolve', 'latency')));
  });

  it('has words for every phase and binder', () => {
    for (const phase of PHASES)
      for (const binder of BINDERS) expect(spanWords(span(0, 1, phase, binder))).toMatch(/^[a-z]+s?\b/);
  });

  it('tells who is not answered, for want of a port too, from what is downloaded', () => {
    expect(spanWords(span(0, 1, 'fetch', 'timeout'))).toBe('asks, and nobody answers');
    expect(spanWords(span(0, 1, 'fetch', 'gateway'))).toContain('no port free');
    expect(spanWords(span(0, 1, 'fetch', 'latency'))).toBe('asks for layers');
    expect(spanWords(span(0, 1, 'fetch', 'flow'))).toBe('downloads');
  });

  it('knows the work of a pull', () => {
    expect(isPullWork(span(0, 1, 'fetch', 'timeout'))).toBe(false);
    expect(isPullWork(span(0, 1, 'unpack', 'flow'))).toBe(true);
    expect(isPullWork(span(0, 1, 'wait', 'slot'))).toBe(true);
    expect(isPullWork(span(0, 1, 'wait', 'lock'))).toBe(false);
  });

  it('tells files that are read from files that are fetched ahead, and start-up with reads in between', () => {
    expect(spanWords(span(0, 1, 'ready', 'lazy'))).toBe('reads files of its image that have to be fetched');
    expect(spanWords(span(0, 1, 'create', 'lazy'))).toBe('waits for files that are fetched ahead');
    expect(isReadingWork(span(0, 1, 'ready', 'lazy'))).toBe(true);
    expect(isReadingWork(span(0, 1, 'ready', 'application'))).toBe(true);
    expect(isReadingWork(span(0, 1, 'create', 'lazy'))).toBe(false);
  });
});
