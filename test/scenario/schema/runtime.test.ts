import { describe, expect, it } from 'vitest';
import { runtime } from '../../../src/scenario/schema/runtime.js';

describe('the schema of a runtime', () => {
  it('is a name or a section', () => {
    expect(runtime.parse('docker-25')).toBe('docker-25');
    expect(runtime.parse({ preset: 'docker-29', maxConcurrentDownloads: 'unlimited', chunkSize: '1 MiB' })).toEqual({
      preset: 'docker-29',
      maxConcurrentDownloads: 'unlimited',
      chunkSize: 2 ** 20,
    });
    expect(runtime.safeParse('docker-24').success).toBe(false);
  });
});
