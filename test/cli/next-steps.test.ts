import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../src/cli/next-steps.js';
import { tinyScenario } from '../experiment/tiny-scenario.js';

describe('nextSteps', () => {
  it('offers the report first, where there is one', () => {
    expect(nextSteps(tinyScenario(), 'my.yaml', 'results/tiny/report.html')[0]).toBe(
      'open results/tiny/report.html',
    );
    expect(nextSteps(tinyScenario(), 'my.yaml', undefined).join()).not.toContain('open');
  });

  it('offers the pull behaviours, unless they are what was compared', () => {
    expect(nextSteps(tinyScenario({ varies: 'count' }), 'my.yaml', undefined)).toContain(
      'pullcast compare my.yaml --policies',
    );
    expect(nextSteps(tinyScenario(), 'my.yaml', undefined)).toContain(
      'pullcast compare my.yaml --vary capacity.web.count=1,2',
    );
  });

  it('quotes a file name that a shell would take apart', () => {
    expect(nextSteps(tinyScenario(), "it's mine.yaml", undefined).at(-1)).toBe(
      `pullcast show 'it'\\''s mine.yaml'`,
    );
  });
});
