import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/report/assess.js';
import {
  failureSection,
  limitSection,
  methodSection,
  scenarioSection,
  thresholdSection,
  warningSection,
} from '../../../src/report/html/detail-sections.js';
import { experiment, run, taking } from '../fixture.js';
import { pullPolicies } from '../pull-policies.js';

const plain = (text: string | undefined): string =>
  (text ?? '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
const quiet = assess(experiment([{ name: 'a', runs: [run([taking(1)])] }]));

describe('the sections of a report', () => {
  it('leave out what there is nothing to say about', () => {
    expect(thresholdSection(quiet)).toBeNull();
    expect(failureSection(quiet)).toBeNull();
    expect(warningSection(quiet)).toBeNull();
    expect(scenarioSection([])).toBeNull();
  });

  it('judge each variant by each threshold', () => {
    const text = plain(thresholdSection(assess(pullPolicies({ runs: 2, starts: 60, failing: 0.02 })))?.text);
    expect(text).toContain('prefer-cached 1.67 % ✗ missed, limit 0 %');
    expect(text).toContain('default 0 % ✓ holds');
  });

  it('list failures by cause and what was not finished', () => {
    const rows = [
      taking(1),
      taking(1),
      taking(1, { outcome: 'failed', cause: '<Error>' }),
      taking(1, { outcome: 'unfinished' }),
    ];
    const text = plain(failureSection(assess(experiment([{ name: 'a', runs: [run(rows)] }])))?.text);
    expect(text).toContain('a &lt;Error&gt; 1 25 %');
    expect(text).toContain('a not finished when the run ended 1 25 %');
  });

  it('repeat the warnings with their places', () => {
    const warning = {
      severity: 'warning',
      path: 'capacity.web',
      line: 3,
      column: 1,
      message: 'is odd',
      remedy: 'mend it',
    } as const;
    const noisy = assess(experiment([{ name: 'a', runs: [run([taking(1)])] }], { warnings: [warning] }));
    expect(plain(warningSection(noisy)?.text)).toContain('capacity.web (line 3): is odd; mend it');
  });

  it('say what counts', () => {
    const measure = { fromSeconds: 3600, service: 'api', cache: 'cold' } as const;
    const some = assess(experiment([{ name: 'a', runs: [run([])] }], { measure }));
    expect(plain(methodSection(some).text)).toContain(
      'Only starts requested from 1 h on, of service api, with a cold cache count.',
    );
    expect(plain(methodSection(quiet).text)).toContain('All starts count.');
    expect(plain(limitSection().text)).toContain('What is not modelled');
  });

  it('show where each value of the scenario comes from', () => {
    const text = plain(
      scenarioSection([
        { path: 'runs', value: '20', origin: 'file', source: '' },
        { path: 'seed', value: '1', origin: 'default', source: 'the manual' },
      ])?.text,
    );
    expect(text).toContain('2 values in use, 1 of them from the file');
    expect(text).toContain('seed 1 default: the manual');
  });
});
