import { describe, expect, it } from 'vitest';
import { NO_PAINT } from '../../src/report/paint.js';

describe('no paint', () => {
  it('gives each text back as it is', () => {
    for (const way of ['bold', 'dim', 'good', 'bad', 'warn'] as const)
      expect(NO_PAINT[way]('p95 20 s'), way).toBe('p95 20 s');
  });
});
