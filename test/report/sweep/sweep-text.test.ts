import { describe, expect, it } from 'vitest';
import { sweepMarkdown, sweepText } from '../../../src/report/sweep/sweep-text.js';
import { ABOUT, crossoverAnswer, gridAnswer, SHARES, SIZES } from './answers.js';

describe('a sweep in a terminal', () => {
  it('tells a grid of one path point by point', async () => {
    expect(sweepText(await gridAnswer([SIZES]), { reportPath: 'r/report.html' })).toBe(
      `eager-or-lazy   4 points × 2 variants × 3 runs   start p50   seed 1

Who wins in start p50 along size depends on where: eager at 1, lazy at 2, and no clear difference at 1 of 4 points.

size             eager          lazy                  wins
100 MiB    1.0 ± 0.2 s   4.0 ± 0.2 s        eager by 3.0 s
400 MiB    4.0 ± 0.2 s   4.0 ± 0.2 s   no clear difference
1 GiB     10.2 ± 0.2 s   4.0 ± 0.2 s         lazy by 6.2 s
2 GiB     20.5 ± 0.2 s   4.0 ± 0.2 s        lazy by 16.5 s

eager wins at 100 MiB; no clear difference at 400 MiB; lazy wins from 1 GiB on

report   r/report.html
`,
    );
  });

  it('tells a grid of two paths as a table of winners, and point by point where that is too wide', async () => {
    const answer = await gridAnswer([SIZES, SHARES]);
    expect(sweepText(answer)).toContain(`
share \\ size      100 MiB               400 MiB       1 GiB       2 GiB
0 %            eager 75 %   no clear difference   lazy 61 %   lazy 80 %
40 %           eager 88 %            eager 50 %   lazy 22 %   lazy 61 %
`);
    expect(sweepText(answer, { width: 60 })).toMatch(/^400 MiB +40 % +4\.0 ± 0\.2 s/m);
  });

  it('tells a grid without variants by its values', async () => {
    const text = sweepText(await gridAnswer([SIZES, SHARES], { ...ABOUT, variants: ['baseline'] }));
    expect(text).toContain(
      'start p50 goes from 1.0 s at size=100 MiB, share=0 % to 20.5 s at size=2 GiB, share=40 %.',
    );
    expect(text).toMatch(/^0 % +1\.0 s +4\.0 s +10\.2 s +20\.5 s$/m);
    expect(text).not.toContain('wins');
  });

  it('tells a search by its sentence and the points that it played', async () => {
    const text = sweepText(await crossoverAnswer());
    expect(text).toContain(
      'start p50 along images.api.size: eager wins up to 399 MiB; lazy wins from 405 MiB on (equal at about 400 MiB).',
    );
    expect(text).toMatch(/^405 MiB +4\.0 ± 0\.2 s +4\.0 ± 0\.2 s +lazy by 0\.05 s$/m);
  });

  it('tells several searches in a table, and each in words', async () => {
    expect(sweepText(await crossoverAnswer({ axes: [SHARES] }))).toContain(`
share   crossover   wins at 100 MiB   wins at 2 GiB
0 %     400 MiB     eager             lazy
40 %    800 MiB     eager             lazy

share=0 %  eager wins up to 399 MiB; lazy wins from 405 MiB on (equal at about 400 MiB)
share=40 %  eager wins up to 797 MiB; lazy wins from 810 MiB on (equal at about 800 MiB)
`);
  });

  it('says that it was interrupted', async () => {
    const text = sweepText(await crossoverAnswer({ rounds: 2 }));
    expect(text).toContain('3 runs   interrupted   start p50');
    expect(text).toContain('interrupted before it was narrowed down');
  });
});

describe('a sweep as Markdown', () => {
  it('has the answer, the tables and the flips', async () => {
    const text = sweepMarkdown(await gridAnswer([SIZES, SHARES]));
    expect(text).toContain('## eager-or-lazy');
    expect(text).toContain('| 40 % | eager 88 % | eager 50 % | lazy 22 % | lazy 61 % |');
    expect(text).toContain('- share=40 %: eager wins up to 400 MiB; lazy wins from 1 GiB on');
    expect(text).toContain('| 100 MiB | 0 % | 1.0 ± 0.2 s | 4.0 ± 0.2 s | eager by 3.0 s |');
    expect(text.endsWith('4 × 2 points × 2 variants × 3 runs, seed 1.\n')).toBe(true);
  });
});
