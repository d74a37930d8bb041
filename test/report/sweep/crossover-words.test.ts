import { describe, expect, it } from 'vitest';
import {
  crossoverSentence,
  crossoverText,
  pointTable,
  searchLines,
  searchTable,
  searchWords,
} from '../../../src/report/sweep/crossover-words.js';
import { crossoverAnswer, type Searched, SHARES } from './answers.js';

async function told(searched: Searched = {}): Promise<{ readonly words: string; readonly short: string }> {
  const answer = await crossoverAnswer(searched);
  return {
    words: searchWords(answer, answer.searches[0]!),
    short: crossoverText(answer, answer.searches[0]!),
  };
}

describe('a crossover in words', () => {
  it('is where the winner changes', async () => {
    expect(await told()).toEqual({
      words: 'eager wins up to 399 MiB; lazy wins from 405 MiB on (equal at about 400 MiB)',
      short: '400 MiB',
    });
  });

  it('is a stretch where the runs leave it open', async () => {
    const { words, short } = await told({ noise: 0.5 });
    expect(words).toMatch(
      /^eager wins up to 27\d MiB; no clear difference from 2\d\d MiB to 5\d\d MiB; lazy wins from 5\d\d MiB on \(equal at about (39\d|400) MiB\)$/,
    );
    expect(short).toMatch(/^27\d MiB – 5\d\d MiB$/);
  });

  it('says by how much one wins at both ends where there is none', async () => {
    expect(await told({ range: '1 GiB..2 GiB' })).toEqual({
      words: 'no crossover: lazy wins from 1 GiB to 2 GiB, by 6.2 s at 1 GiB and by 16.5 s at 2 GiB',
      short: 'none: lazy wins',
    });
    expect(await told({ range: '399 MiB..401 MiB', noise: 5 })).toEqual({
      words: 'no crossover: no clear difference from 399 MiB to 401 MiB',
      short: 'none: no clear difference',
    });
  });

  it('is told without what its amounts stand in', async () => {
    const { words } = await told({ range: 'poisson(20/h..200/h)' });
    expect(words).toMatch(/ from 20\/h to 200\/h, by /);
  });

  it('has no winner after one run', async () => {
    const answer = { ...(await crossoverAnswer()), runs: 1 };
    expect(crossoverSentence(answer)).toBe(
      'start p50 along images.api.size: eager is ahead up to 399 MiB; lazy is ahead from 405 MiB on (equal at about 400 MiB). One run gives no interval: add runs (--runs 20) to tell a difference from chance.',
    );
    expect(pointTable(answer).heads.at(-1)).toBe('ahead');
    expect(pointTable(answer).caption).not.toContain('interval');
    const several = { ...(await crossoverAnswer({ axes: [SHARES] })), runs: 1 };
    expect(crossoverSentence(several)).toContain('who is ahead changes for 2 of 2 values of share. One run');
    expect(searchTable(several)?.heads).toContain('ahead at 100 MiB');
  });

  it('is not told where nothing was measured', async () => {
    const answer = await crossoverAnswer({ range: '399 MiB..401 MiB', noise: 5 });
    const [search] = answer.searches;
    const points = search!.found.points.map((point) => ({ ...point, pair: [[NaN], [NaN]] as const }));
    const empty = { ...search!, found: { ...search!.found, points } };
    expect(searchWords(answer, empty)).toBe('no crossover: start p50 has no value from 399 MiB to 401 MiB');
    expect(crossoverText(answer, empty)).toBe('none: no value');
    expect(pointTable({ ...answer, searches: [empty] }).rows[0]?.at(-1)).toBe('');
  });

  it('lies between two whole numbers, and at none', async () => {
    const { words, short } = await told({ range: '300000000..900000000' });
    expect(words).not.toContain('equal at about');
    expect(short).toContain(' – ');
  });

  it('says that it was interrupted', async () => {
    expect((await told({ rounds: 1 })).words).toContain('; interrupted before it was narrowed down');
    expect(await told({ rounds: 0 })).toEqual({ words: 'nothing was played', short: 'not played' });
  });
});

describe('several searches', () => {
  it('have a row and a line each', async () => {
    const answer = await crossoverAnswer({ axes: [SHARES] });
    expect(searchTable(answer)?.rows).toEqual([
      ['0 %', '400 MiB', 'eager', 'lazy'],
      ['40 %', '800 MiB', 'eager', 'lazy'],
    ]);
    expect(searchLines(answer).map(({ where }) => where)).toEqual(['share=0 %', 'share=40 %']);
    expect(crossoverSentence(answer)).toBe(
      'start p50 along images.api.size: the winner changes for 2 of 2 values of share.',
    );
    expect(pointTable(answer).heads).toEqual(['share', 'size', 'eager', 'lazy', 'wins']);
  });

  it('have no table where there is one', async () => {
    expect(searchTable(await crossoverAnswer())).toBeNull();
  });
});
