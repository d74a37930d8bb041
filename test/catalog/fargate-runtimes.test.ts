import { describe, expect, it } from 'vitest';
import { fargateRuntimes } from '../../src/catalog/fargate-runtimes.js';
import { findRuntime } from '../../src/catalog/runtimes.js';

describe('runtimes of Fargate on Linux', () => {
  it('are found by name', () => {
    expect(fargateRuntimes.map(({ runtime }) => runtime.name)).toEqual(['fargate-1.4', 'fargate-1.3']);
    for (const preset of fargateRuntimes) expect(findRuntime(preset.runtime.name)).toBe(preset);
  });

  it('are inferred, and say what for', () => {
    for (const { evidence, note } of fargateRuntimes) {
      expect(evidence).toBe('inferred');
      expect(note).toContain('inferred');
    }
  });

  it('share nothing between containers, on either platform', () => {
    for (const { runtime } of fargateRuntimes) expect(runtime.duplicates).toBe('none');
  });

  it('keep blobs with containerd, and only until they are unpacked with Docker', () => {
    expect(findRuntime('fargate-1.4')?.runtime).toMatchObject({ blobs: 'kept', layersWaitForConfig: true });
    expect(findRuntime('fargate-1.3')?.runtime).toMatchObject({
      blobs: 'temporary',
      layersWaitForConfig: false,
    });
  });
});
