import { describe, expect, it } from 'vitest';
import { assess } from '../../src/report/assess.js';
import { experiment, run, taking } from './fixture.js';

const variant = (name: string, ...seconds: number[]) => ({
  name,
  runs: seconds.map((value) => run([taking(value)])),
});
const answerOf = (...variants: ReturnType<typeof variant>[]) => assess(experiment(variants)).answer;

describe('the answer in a sentence', () => {
  it('tells how long starts take, where nothing is compared', () => {
    expect(answerOf(variant('only', 10, 10))).toBe(
      'Half of the starts take 10.0 s or less and 95 % take 10.0 s or less.',
    );
  });

  it('tells variants with the same effect together, the largest effect first', () => {
    const text = answerOf(
      variant('base', 10, 20, 30),
      variant('slow', 12, 22, 32),
      variant('same', 10, 20, 30),
      variant('fast', 5, 15, 25),
      variant('quick', 5, 15, 25),
    );
    expect(text).toBe(
      'With base, half of the starts take 20.0 s or less and 95 % take 20.0 s or less. ' +
        'Against that, fast and quick cut the p95 to 15.0 s (−5.0 s, −25 %); slow raises the p95 to 22.0 s (+2.0 s, +10 %); ' +
        'same makes no difference to the p95.',
    );
  });

  it('does not make much of a change that is certain and tiny', () => {
    expect(answerOf(variant('base', 100, 200), variant('other', 100.1, 200.1))).toContain(
      'Against that, other hardly changes the p95.',
    );
  });

  it('says where the runs do not tell', () => {
    expect(answerOf(variant('base', 10), variant('other', 9))).toContain(
      'for other the p95 is 9.0 s, and the runs do not tell whether that differs',
    );
  });

  it('names a p95 that was not reached by what was', () => {
    const failing = { name: 'failing', runs: [run([taking(3), taking(1, { outcome: 'failed' })])] };
    expect(answerOf(variant('base', 4), failing)).toContain('failing moves the p95 to > 3.0 s');
  });

  it('does not call a limit what starts that were never ready stand behind', () => {
    const failing = {
      name: 'failing',
      runs: [run([taking(3), taking(3), taking(1, { outcome: 'failed' })])],
    };
    expect(answerOf(failing)).toBe(
      'Half of the starts take 3.0 s or less and 95 % take longer than 3.0 s, as some are never ready.',
    );
  });

  it('talks of the p50 where neither p95 is reached', () => {
    const failing = (name: string, ...seconds: number[]) => ({
      name,
      runs: seconds.map((each) => run([taking(each), taking(each), taking(1, { outcome: 'failed' })])),
    });
    expect(answerOf(failing('base', 20, 30), failing('fast', 10, 20), failing('same', 20, 30))).toMatch(
      /Against that, fast cuts the p50, as neither p95 is reached, to 15\.0 s \(−10\.0 s, −40 %\); same makes no difference to the p50, as neither p95 is reached\.$/,
    );
  });

  it('talks of failures where nearly all fail', () => {
    const failing = (name: string, failures: number) => ({
      name,
      runs: [1, 2].map(() =>
        run([taking(1), ...Array.from({ length: failures }, () => taking(1, { outcome: 'failed' }))]),
      ),
    });
    expect(answerOf(failing('base', 9), failing('worse', 19))).toContain(
      'worse raises the share of starts that fail, as neither p95 is reached, to 95 % (+5.0 pp, +6 %)',
    );
  });

  it('stops at four different effects', () => {
    const many = [1, 2, 3, 4, 5, 6].map((shift) => variant(`v${shift}`, 10 + shift, 20 + shift));
    expect(answerOf(variant('base', 10, 20), ...many)).toMatch(/; the others are in the table\.$/);
  });

  it('has nothing to say where no start was counted', () => {
    expect(answerOf(variant('base'))).toBe('No start was counted, so there is nothing to answer.');
  });
});
