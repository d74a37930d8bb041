import { describe, expect, it } from 'vitest';
import { linesOf, rowsOf } from '../reading.js';
import { fargateOf, onFargate, onWindows } from './fargate-scenario.js';

const DAY = 86_400;
const at = (day: string, lines = '', base = 'base: {}'): string =>
  onWindows(lines, undefined, base).replace('duration: 2h', `duration: 60d\nepoch: ${day}`);

describe('base images that Windows hosts have', () => {
  it('are Server Core of the host’s Windows: the newest two that hosts have had time to get, and all that come', () => {
    const bases = fargateOf(at('2026-05-20')).hostBases!;
    expect(bases.releasesKept).toBe(2);
    const [before, newest, next] = bases.releases;
    expect([before!.fromSeconds <= 0, newest!.fromSeconds <= 0, next!.fromSeconds > 0]).toEqual([
      true,
      true,
      true,
    ]);
    expect(newest!.name).toMatch(/^2026-05-1/);
    expect(bases.releases.at(-1)!.name).toMatch(/^2026-07-1/);
    expect(rowsOf(at('2026-05-20')).get('capacity.web.hostBases.releases')?.value).toContain(newest!.name);
  });

  it('come some days after their publication', () => {
    const nextOf = (lines: string) =>
      fargateOf(at('2026-06-01', lines)).hostBases!.releases.find(({ fromSeconds }) => fromSeconds > 0)!;
    const [usual, late] = [nextOf(''), nextOf('    hostBases: { delay: 10d }\n')];
    expect(late.fromSeconds - usual.fromSeconds).toBe(7 * DAY);
    expect(late.name).toBe(usual.name);
  });

  it('can be fewer, or none', () => {
    expect(fargateOf(at('2026-05-20', '    hostBases: { releasesKept: 1 }\n')).hostBases!.releasesKept).toBe(
      1,
    );
    expect(fargateOf(at('2026-05-20', '    hostBases: { releasesKept: 0 }\n')).hostBases).toBeNull();
  });

  it('are nothing for Linux', () => {
    expect(linesOf(onFargate('    hostBases: { delay: 1d }\n'), 'error')).toEqual([
      expect.stringMatching(/^13:5 capacity.web.hostBases: hosts of Linux hold no base images/),
    ]);
  });
});
