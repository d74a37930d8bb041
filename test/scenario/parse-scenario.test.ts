import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ParseOptions, parseScenario } from '../../src/scenario/parse-scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import type { Problem, Scenario } from '../../src/scenario/scenario.js';
import { BAD_SCENARIOS } from './bad-scenarios.js';
import { SMALL, small, smallAnd } from './small-scenario.js';

function problemsOf(text: string, options: ParseOptions = {}): readonly Problem[] {
  try {
    return parseScenario(text, options).warnings;
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems;
    throw error;
  }
}

describe('a bad scenario', () => {
  it.each(BAD_SCENARIOS)('is told from a good one, with place and remedy: $title', ({ text, at, says }) => {
    const errors = problemsOf(text).filter(({ severity }) => severity === 'error');
    const words = errors.map(
      ({ line, column, path, message, remedy }) => `${line}:${column} ${path}: ${message} (${remedy})`,
    );
    expect(errors, words.join('\n')).toHaveLength(1);
    for (const fragment of says) expect(words[0]).toContain(fragment);
    if (at !== '') expect(words[0]).toMatch(new RegExp(`^${at} `));
  });
});
