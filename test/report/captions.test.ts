import { describe, expect, it } from 'vitest';
import { assess } from '../../src/report/assess.js';
import { caption, CHART_IDS } from '../../src/report/captions.js';
import { experiment, run, taking } from './fixture.js';
import { pullPolicies } from './pull-policies.js';

const assessment = assess(pullPolicies({ runs: 2, starts: 100 }));

describe('a caption', () => {
  it.each(CHART_IDS)('of %s has a title of its own and full sentences', (id) => {
    const { title, text } = caption(id, assessment);
    expect(title).not.toBe('');
    expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it('says what to see, with figures', () => {
    expect(caption('start-ecdf', assessment).text).toMatch(/Read across at 95 % to find the p95: default \d/);
    expect(caption('phases', assessment).text).toMatch(
      /A p95 start of default spends most of its time in unpack \(\d+ %\)/,
    );
    expect(caption('bound-by', assessment).text).toMatch(
      /bound mostly by the disk, then by one core of gzip/,
    );
  });

  it.each(CHART_IDS)('of %s is there even without data', (id) => {
    const empty = assess(experiment([{ name: 'a', runs: [run([])] }]));
    expect(caption(id, empty).text).toMatch(/\.$/);
  });

  it('says from where on the bars hold starts that were never ready', () => {
    const ready = Array.from({ length: 90 }, (_, index) => taking(10 + index));
    const failed = Array.from({ length: 10 }, () => taking(3, { outcome: 'failed' }));
    const failing = assess(experiment([{ name: 'a', runs: [run([...ready, ...failed])] }]));
    expect(caption('phases', failing).text).toMatch(
      /From p90 on, starts that were never ready are among them/,
    );
    expect(caption('phases', assessment).text).toMatch(
      /What grows from left to right is what makes starts slow\.$/,
    );
  });

  it('names no variant where there is one', () => {
    const alone = assess(
      experiment([{ name: 'a', runs: [run([taking(1, { bound: { application: 1 } })])] }]),
    );
    expect(caption('phases', alone).text).toContain('A p95 start spends');
    expect(caption('bound-by', alone).text).toContain(
      'one of them. They are bound mostly by the application itself',
    );
  });
});
