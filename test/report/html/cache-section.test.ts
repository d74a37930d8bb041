import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/report/assess.js';
import { cacheSection } from '../../../src/report/html/cache-section.js';
import { experiment, run, taking } from '../fixture.js';

const plain = (text: string | undefined): string =>
  (text ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

describe('the section by what the host held', () => {
  it('tells cold starts from warm ones', () => {
    const starts = [
      taking(30, { cache: 'cold' }),
      ...[1, 2, 3].map((each) => taking(each, { cache: 'warm' })),
    ];
    const text = plain(cacheSection(assess(experiment([{ name: 'a', runs: [run(starts)] }])))?.text);
    expect(text).toContain('cold nothing of the image was there 25 % 30.0 s');
    expect(text).toContain('warm all of it was there 75 % 2.0 s');
  });

  it('is left out where all starts are of one kind', () => {
    expect(cacheSection(assess(experiment([{ name: 'a', runs: [run([taking(1)])] }])))).toBeNull();
  });
});
