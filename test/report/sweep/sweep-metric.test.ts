import { describe, expect, it } from 'vitest';
import { THRESHOLD_FORMS } from '../../../src/scenario/parse-threshold.js';
import { sweepMetric } from '../../../src/report/sweep/sweep-metric.js';
import { UnitError } from '../../../src/units/unit-error.js';

describe('the metric of a sweep', () => {
  it.each([
    ['start p50', 'seconds', 'less'],
    [' total  cost per month', 'usd', 'less'],
    ['hit rate', 'share', 'more'],
    ['running', 'share', 'more'],
    ['days to disk full', 'seconds', 'more'],
    ['nat bytes', 'bytes', 'less'],
    ['throttled requests', 'count', 'less'],
    ['disk peak', 'share', 'less'],
  ])('%s is in %s, and better with %s', (text, unit, better) => {
    expect(sweepMetric(text)).toMatchObject({ unit, better, text: text.trim().replace(/\s+/g, ' ') });
  });

  it('is any result of expect', () => {
    for (const form of THRESHOLD_FORMS.filter((each) => !/ of (once|desired)/.test(each)))
      expect(() => sweepMetric(form.split(/ [<=>]/)[0]!)).not.toThrow();
  });

  it('is refused where it is none', () => {
    expect(() => sweepMetric('start')).toThrow(UnitError);
  });
});
