/** The rules of the house, each proved on a fixture that breaks it and then held against this repository. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { floors, modelOrder, namedExports, noCycles, policyIsPure } from './rules/floors.js';
import { coreIsBrowserSafe, coreIsQuiet, mathIsPortable, unitsReadNumbers } from './rules/purity.js';
import {
  filesAreShort,
  filesHaveHeads,
  logicHasTests,
  namesSaySomething,
  noEscapes,
  titlesAreSentences,
} from './rules/shape.js';
import { type Rule, formatFinding, readSources } from './source.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const repository = readSources(root, ['src', 'test']);

const rules: readonly Rule[] = [
  floors,
  modelOrder,
  policyIsPure,
  noCycles,
  namedExports,
  coreIsBrowserSafe,
  coreIsQuiet,
  mathIsPortable,
  unitsReadNumbers,
  filesAreShort,
  logicHasTests,
  namesSaySomething,
  filesHaveHeads,
  noEscapes,
  titlesAreSentences,
];

describe.each(rules)('$title', (rule) => {
  const fixture = join(here, 'fixtures', rule.fixture);

  it('finds what its fixture breaks, and nothing else there', () => {
    expect(existsSync(fixture), `${fixture} must exist`).toBe(true);
    const found = rule.check(readSources(fixture, ['src', 'test'], '.txt')).map(formatFinding);
    const expected = readFileSync(join(fixture, 'findings.txt'), 'utf8').trimEnd().split('\n');
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(0);
  });

  it('holds in this repository', () => {
    expect(rule.check(repository).map(formatFinding)).toEqual([]);
  });
});

it('reads the sources that it judges', () => {
  expect(repository.map((source) => source.path)).toContain('src/model/spec.ts');
  expect(repository.map((source) => source.path)).toContain('test/tidy/rules.test.ts');
});
