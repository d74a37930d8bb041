import { describe, expect, it } from 'vitest';
import { baseReleases } from '../../../src/scenario/resolve/base-releases.js';

const epochMs = Date.UTC(2026, 6, 20);
const DAY = 86_400;

describe('releases of a base image on the clock of a scenario', () => {
  it('are negative before time zero, and go on until the end', () => {
    const releases = baseReleases('servercore', 'ltsc2022', { epochMs, durationSeconds: 60 * DAY });
    const july = releases.find(({ name }) => name.startsWith('2026-07'))!;
    expect(july.publishedAtSeconds).toBeLessThan(0);
    expect(july.publishedAtSeconds).toBeGreaterThan(-7 * DAY);
    expect(releases.at(-1)!.name).toMatch(/^2026-09/);
    expect(releases.map(({ publishedAtSeconds }) => publishedAtSeconds)).toEqual(
      releases.map(({ publishedAtSeconds }) => publishedAtSeconds).sort((a, b) => a - b),
    );
  });

  it('end before what is published after the simulation', () => {
    const releases = baseReleases('nanoserver', 'ltsc2022', { epochMs, durationSeconds: 0 });
    expect(releases.at(-1)!.name <= '2026-07-20').toBe(true);
    expect(releases.at(-1)!.layers).toHaveLength(1);
  });
});
