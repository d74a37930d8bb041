import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../src/cli/next-steps.js';
import { tinyScenario } from '../experiment/tiny-scenario.js';

const MANAGED = {
  unusedImageSeconds: 900,
  usesCachedImages: true,
  firstTaskAlone: true,
  maximumCount: 5,
  idleInstanceSeconds: 300,
};
const typed = { program: 'pullcast', file: 'my.yaml' };

describe('nextSteps', () => {
  it('offers the report first, where there is one', () => {
    expect(nextSteps(tinyScenario(), { ...typed, report: 'results/tiny/report.html' })[0]).toBe(
      'open results/tiny/report.html in a browser',
    );
    expect(nextSteps(tinyScenario(), typed).join()).not.toContain('open');
  });

  it('offers the story of the slowest start', () => {
    expect(nextSteps(tinyScenario(), typed)[0]).toBe('pullcast explain my.yaml');
  });

  it('offers the pull behaviours, unless they are what was compared', () => {
    expect(nextSteps(tinyScenario({ varies: 'count' }), typed)).toContain(
      'pullcast compare my.yaml --policies',
    );
    expect(nextSteps(tinyScenario(), typed)).toContain(
      'pullcast compare my.yaml --vary capacity.web.count=1,2',
    );
  });

  it('offers no pull behaviours for instances that ECS manages', () => {
    const scenario = tinyScenario({ varies: 'count' });
    const variants = scenario.variants.map((variant) => ({
      ...variant,
      world: {
        ...variant.world,
        capacities: variant.world.capacities.map((capacity) =>
          capacity.launchType === 'EC2' ? { ...capacity, managed: MANAGED } : capacity,
        ),
      },
    }));
    expect(nextSteps({ ...scenario, variants }, typed).join()).not.toContain('compare');
  });

  it('quotes a file name that a shell would take apart', () => {
    expect(nextSteps(tinyScenario(), { ...typed, file: "it's mine.yaml" }).at(-1)).toBe(
      `pullcast show 'it'\\''s mine.yaml'`,
    );
  });

  it('repeats nothing that came from standard input', () => {
    expect(nextSteps(tinyScenario(), { ...typed, file: '-' })).toEqual([]);
  });

  it('begins with what the program was called by, so that a line can be copied', () => {
    expect(nextSteps(tinyScenario(), { ...typed, program: 'node dist/cli/main.js' }).at(-1)).toBe(
      'node dist/cli/main.js show my.yaml',
    );
  });
});
