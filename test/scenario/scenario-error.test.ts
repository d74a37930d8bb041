import { expect, it } from 'vitest';
import { ScenarioError } from '../../src/scenario/scenario-error.js';

it('carries the problems, and says them in its message', () => {
  const problem = {
    severity: 'error',
    path: '',
    line: 0,
    column: 0,
    message: 'the file is empty',
    remedy: 'fill it',
  } as const;
  const error = new ScenarioError([problem]);
  expect(error.problems).toEqual([problem]);
  expect(error.message).toContain('the file is empty  fill it');
  expect(error.name).toBe('ScenarioError');
});
