import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../../src/scenario/parse-scenario.js';
import { linesOf } from '../reading.js';
import { small, smallAnd } from '../small-scenario.js';

describe('what holds for all variants', () => {
  it('has defaults', () => {
    expect(parseScenario(small('name: small\n', ''), { fileName: 'dir/my-question.yaml' })).toMatchObject({
      name: 'my-question',
      question: '',
      seed: '1',
      runs: 10,
      measure: { fromSeconds: 0, service: null, cache: 'any' },
    });
  });

  it.each([
    ['seed: nine', { seed: 'nine' }],
    ['runs: 3', { runs: 3 }],
    ['warmUp: 30m', { measure: { fromSeconds: 1800, service: null, cache: 'any' } }],
    [
      'measure: { from: 1h, service: api, cache: cold }',
      { measure: { fromSeconds: 3600, service: 'api', cache: 'cold' } },
    ],
  ])('can be said: %s', (line, expected) => {
    expect(parseScenario(smallAnd(`${line}\n`))).toMatchObject(expected);
  });

  it.each([
    ['warmUp: 30m\nmeasure: { from: 1h }', 'are the same'],
    ['warmUp: 2h', 'no start would count'],
    ['measure: { service: web }', 'unknown service "web"'],
  ])('can be wrong: %s', (lines, words) => {
    const found = linesOf(smallAnd(`${lines}\ncompare:\n  capacity.web.count: [2, 3]\n`));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(words);
  });
});
