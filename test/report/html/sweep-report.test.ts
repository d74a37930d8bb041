import { describe, expect, it } from 'vitest';
import { sweepReport } from '../../../src/report/html/sweep-report.js';
import { ABOUT, crossoverAnswer, gridAnswer, SHARES, SIZES } from '../sweep/answers.js';

const options = {
  pictures: [{ id: 'curves', title: 'A picture', text: 'What to see.', svg: '<svg></svg>' }],
  versions: { pullcast: '1.2.3' },
};

describe('the report of a sweep', () => {
  it('holds question, answer, picture, flips, both tables and how it was found', async () => {
    const page = sweepReport(await gridAnswer([SIZES, SHARES]), options);
    for (const words of [
      '<h1>From which size on does lazy loading win?</h1>',
      'depends on where: eager at',
      '<svg></svg>',
      'Where it flips',
      'lazy 61',
      'eager by 3.0',
      'common random numbers',
      '1.2.3',
    ])
      expect(page).toContain(words);
  });

  it('asks for nothing from elsewhere', async () => {
    expect(sweepReport(await crossoverAnswer(), options)).not.toMatch(/(src|href)="(?!data:,)/);
  });

  it('escapes what the user wrote, and says that it was interrupted', async () => {
    const answer = await crossoverAnswer({ rounds: 1 });
    const page = sweepReport({ ...answer, ...ABOUT, name: '<b>x</b>' }, options);
    expect(page).toContain('&lt;b&gt;x&lt;/b&gt;');
    expect(page).toContain('<li class="miss">interrupted</li>');
  });
});
