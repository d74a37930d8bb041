import { describe, expect, it } from 'vitest';
import { formatProblems } from '../../src/scenario/format-problems.js';
import type { Problem } from '../../src/scenario/scenario.js';

const PROBLEM: Problem = {
  severity: 'error',
  path: 'images.api.layers[1].compresion',
  line: 8,
  column: 7,
  message: 'unknown key "compresion"',
  remedy: 'did you mean "compression"?',
  file: 'scenario.yaml',
  excerpt: '      compresion: zstd',
};

describe('a problem in text', () => {
  it('is place, what is wrong and what to do, with the line shown and marked', () => {
    expect(formatProblems([PROBLEM])).toBe(
      [
        'scenario.yaml:8:7  images.api.layers[1].compresion: unknown key "compresion"  did you mean "compression"?',
        '    8 |       compresion: zstd',
        '      |       ^^^^^^^^^^',
      ].join('\n'),
    );
  });

  it('names only the file where it has no place', () => {
    expect(formatProblems([{ ...PROBLEM, path: '', line: 0, column: 0 }])).toBe(
      'scenario.yaml  unknown key "compresion"  did you mean "compression"?',
    );
  });

  it('says of a warning that it is one', () => {
    expect(formatProblems([{ ...PROBLEM, severity: 'warning' }])).toContain(
      'scenario.yaml:8:7  warning: images',
    );
  });

  it('cuts a long line around the mark', () => {
    const text = formatProblems([
      { ...PROBLEM, column: 301, excerpt: `${'x'.repeat(300)}here${'y'.repeat(300)}` },
    ]);
    const [, shown = '', mark = ''] = text.split('\n');
    expect(shown.length).toBeLessThan(120);
    expect(shown.slice(mark.indexOf('^'))).toMatch(/^here/);
  });

  it('is coloured only when asked to', () => {
    expect(formatProblems([PROBLEM])).not.toContain('\u001b');
    expect(formatProblems([PROBLEM], { color: true })).toContain('\u001b[31m^^^^^^^^^^\u001b[0m');
  });
});
