import { describe, expect, it } from 'vitest';
import {
  fargatePlatforms,
  fargateSpotSince,
  findFargatePlatform,
} from '../../src/catalog/fargate-platforms.js';
import { findRuntime } from '../../src/catalog/runtimes.js';

describe('platform versions of Fargate', () => {
  it('have one newest for each operating system', () => {
    expect(findFargatePlatform('LINUX', 'LATEST')?.version).toBe('1.4.0');
    expect(findFargatePlatform('WINDOWS', 'LATEST')?.version).toBe('1.0.0');
    expect(findFargatePlatform('WINDOWS', '1.4.0')).toBeUndefined();
  });

  it('have runtimes that are there', () => {
    for (const { runtime } of fargatePlatforms) expect(findRuntime(runtime)?.runtime.name).toBe(runtime);
  });

  it('are sold as Spot since different days', () => {
    expect(fargateSpotSince('X86_64') < fargateSpotSince('ARM64')).toBe(true);
  });
});
