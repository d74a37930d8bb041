import { describe, expect, it } from 'vitest';
import { tellBetween } from '../../src/cli/refused-between.js';
import type { Problem } from '../../src/scenario/scenario.js';
import { ScenarioError } from '../../src/scenario/scenario-error.js';
import { parseQuantityRange } from '../../src/units/quantity-range.js';

const SEARCH = { path: 'a.cpu', range: parseQuantityRange('256..1024') };

function problem(message: string): Problem {
  return {
    severity: 'error',
    path: 'a.cpu',
    message,
    remedy: 'cpu can be 256, 512',
    line: 0,
    column: 0,
    file: 'f',
  };
}

describe('values between the ends of a search that are refused', () => {
  it('are one problem, whose remedy is a list', () => {
    const other = problem('something else');
    const error = new ScenarioError([
      problem('--crossover a.cpu=300: there is no 300'),
      other,
      problem('--crossover a.cpu=400: there is no 400'),
    ]);
    expect(tellBetween(error, SEARCH).problems).toEqual([
      {
        ...problem('--crossover a.cpu: not every value from 256 to 1024 can be played: 300: there is no 300'),
        remedy: 'list those that can, --vary a.cpu=a,b,c: cpu can be 256, 512',
      },
      other,
    ]);
  });

  it('are told apart from the ends, which somebody has written', () => {
    const problems = [
      problem('--crossover a.cpu=256: too small'),
      problem('--crossover a.cpu=1024: too large'),
    ];
    expect(tellBetween(new ScenarioError(problems), SEARCH).problems).toEqual(problems);
  });
});
