import { describe, expect, it } from 'vitest';
import { linesOf } from './reading.js';
import { small } from './small-scenario.js';

describe('behind a value that the schema refuses', () => {
  it.each([
    ['a missing size', '{ size: 30 MiB, files: 100 }', '{ files: 100 }'],
    ['a wrong unit', '30 MiB', '30 parsec'],
    ['an unknown key', 'files: 100', 'flies: 100'],
    ['a number too large', 'count: 2', 'count: 99999999'],
    ['a word that is none of the known', 'type: ecr,', 'type: quay,'],
    ['a wrong type', 'forceNewDeployment: true', 'forceNewDeployment: soon'],
  ])('the rest is checked: %s', (_, piece, replacement) => {
    const lines = linesOf(small(piece, replacement).replace('updateService: api', 'updateService: web'));
    expect(lines).toHaveLength(piece.startsWith('forceNew') ? 1 : 2);
  });

  it('what follows from its stand-in is not reported', () => {
    expect(linesOf(small('image: "api:live"', 'image: 5'))).toEqual([
      '21:29 taskDefinitions.api.containers[0].image: is a number, and text is needed (put it in quotes: "5")',
    ]);
  });
});
