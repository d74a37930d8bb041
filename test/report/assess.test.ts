import { describe, expect, it } from 'vitest';
import { assess } from '../../src/report/assess.js';
import { pullPolicies } from './pull-policies.js';

describe('the assessment of an experiment', () => {
  it('holds the summary, the comparison, the verdicts, the answer and the advice', () => {
    const assessment = assess(pullPolicies({ runs: 3, starts: 60 }));
    expect(assessment.summary.variants).toHaveLength(4);
    expect(assessment.comparison.variants).toHaveLength(3);
    expect(assessment.verdicts.map(({ text }) => text)).toEqual(['start p95 < 120s', 'failed = 0']);
    expect(assessment.answer).toMatch(/^With default, /);
    expect(assessment.advice.length).toBeGreaterThan(0);
    expect(assessment.pass).toBe(true);
  });

  it('does not pass where a threshold is missed', () => {
    expect(assess(pullPolicies({ runs: 2, starts: 60, failing: 0.2 })).pass).toBe(false);
  });

  it('is the same for the same result', () => {
    expect(assess(pullPolicies({ runs: 2, starts: 30 }))).toEqual(
      assess(pullPolicies({ runs: 2, starts: 30 })),
    );
  });
});
