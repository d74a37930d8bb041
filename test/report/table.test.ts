import { describe, expect, it } from 'vitest';
import { assess } from '../../src/report/assess.js';
import { NO_PAINT } from '../../src/report/paint.js';
import { formatTable } from '../../src/report/table.js';
import { experiment, run, taking, worldSpec } from './fixture.js';
import { pullPolicies } from './pull-policies.js';

const small = assess(pullPolicies({ runs: 4, starts: 100 }));
const NO_REGISTRY_TOTALS = {
  requests: 0,
  throttledRequests: 0,
  upstreamPulls: 0,
  upstreamRefusals: 0,
  copiedBytes: 0,
  replicatedBytes: 0,
  expiredImages: 0,
};
const linesOf = (text: string): string[] => text.split('\n');

describe('the comparison in a terminal', () => {
  it('opens with what was played', () => {
    const [first] = linesOf(formatTable(small, { elapsedSeconds: 3.14 }));
    expect(first).toBe('pull-policies   4 variants × 4 runs × 100 starts   seed 1   3.1 s');
  });

  it('shows the baseline, then the differences, in aligned columns without borders', () => {
    const lines = linesOf(formatTable(small, { width: 200 }));
    const head = lines.findIndex((line) => line.startsWith('pull behaviour'));
    const rows = lines.slice(head, head + 5);
    expect(rows[0]).toMatch(/^pull behaviour +start p50 +p95 +p99 +pulled +requests +failed$/);
    expect(rows[1]).toMatch(/^default {2}\(base\) .* s .* GB /);
    expect(rows[2]).toMatch(/^always +±0 +±0 +±0 +±0 +±0 +0 %$/);
    expect(rows[3]).toMatch(/^once .*−.*±.* runs an old image for 11 h 20 min$/);
    expect(rows[1]!.indexOf('0 %')).toBe(rows[2]!.indexOf('0 %'));
    expect(rows.join('')).not.toMatch(/[│┌─]/);
  });

  it('puts notes below the table where they do not fit beside it', () => {
    const lines = linesOf(formatTable(small, { width: 80 }));
    expect(lines).toContain('once runs an old image for 11 h 20 min');
  });

  it.each([60, 80, 100, 140])('keeps its own lines within %d columns', (width) => {
    const lines = linesOf(formatTable(small, { width })).filter(
      (line) => line.startsWith('! ') || line.startsWith('  '),
    );
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(Math.max(width, 80));
  });

  it('says below the table what its costs leave out', () => {
    const registries = [{ ...worldSpec().registries[0]!, region: 'us-west-2' }];
    const traffic = [{ registry: 'ecr', region: 'us-east-1', path: 'public-address', bytes: 1e9 } as const];
    const stored = { ...NO_REGISTRY_TOTALS, name: 'ecr', storedByteSeconds: 1e15, storedBytes: 1e9 };
    const runs = [run([taking(1)], { traffic, registries: [stored] })];
    const lines = linesOf(
      formatTable(assess(experiment([{ name: 'default', runs, world: worldSpec({ registries }) }]))),
    );
    expect(lines.join('\n')).toMatch(/≥ \$/);
    expect(lines).toContain('≥  the catalogue has no price for ECR storage, us-west-2');
  });

  it('shows where a p95 start spends its time and what binds it', () => {
    const text = formatTable(small, { width: 220 });
    expect(text).toMatch(
      /where a p95 start spends its time \(default\) +bound by\n {2}capacity ▏0\.3 .*unpack ▇+ .*disk \d+ %/,
    );
    expect(formatTable(small, { width: 80 })).toMatch(/\n {2}bound by disk \d+ %/);
  });

  it('ends with thresholds and the path of the report', () => {
    const text = formatTable(small, { reportPath: 'results/x/report.html' });
    expect(text).toMatch(
      /\nexpect {3}start p95 < 120s {3}pass \(4 of 4\) {6}failed = 0 {3}pass \(4 of 4\)\nreport {3}results\/x\/report\.html\n$/,
    );
  });

  it('names the variants that missed a threshold', () => {
    const missed = assess(pullPolicies({ runs: 2, starts: 60, failing: 0.1 }));
    expect(formatTable(missed)).toContain('failed = 0   MISSED by prefer-cached (kept by 3 of 4)');
  });

  it('colours by the functions that it is given, and by nothing else', () => {
    const paint = {
      ...NO_PAINT,
      good: (text: string) => `<good>${text}</good>`,
      bad: (text: string) => `<bad>${text}</bad>`,
    };
    expect(formatTable(small, { paint, width: 300 })).toContain('<good>pass</good>');
    expect(formatTable(small)).not.toContain(String.fromCharCode(27));
  });

  it('is as wide with colours as without', () => {
    const escape = String.fromCharCode(27);
    const red = (text: string): string => `${escape}[31m${text}${escape}[39m`;
    const paint = { bold: red, dim: red, good: red, bad: red, warn: red };
    const stripped = formatTable(small, { paint, width: 200 }).replaceAll(
      new RegExp(`${escape}\\[\\d+m`, 'g'),
      '',
    );
    const trimmed = (text: string): string => text.replaceAll(/ +$/gm, '');
    expect(trimmed(stripped)).toBe(trimmed(formatTable(small, { width: 200 })));
  });

  it('shows a single variant without words of comparison', () => {
    const alone = formatTable(
      assess(experiment([{ name: 'only', runs: [run([taking(3, { bound: { application: 3 } })])] }])),
    );
    expect(alone).toMatch(/^pull-policies {3}1 run × 1 starts/);
    expect(alone).not.toContain('base');
    expect(alone).toContain('where a p95 start spends its time ');
  });

  it('stands an experiment in which nothing was played', () => {
    expect(formatTable(assess(experiment([{ name: 'only', runs: [] }], { complete: false })))).toContain('–');
  });
});
