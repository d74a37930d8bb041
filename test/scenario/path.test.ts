import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath, parsePath, startsWith } from '../../src/scenario/path.js';

describe('a written path', () => {
  it.each([
    ['capacity.web.count', ['capacity', 'web', 'count']],
    ['images."python:3.12".layers[0].size', ['images', 'python:3.12', 'layers', '[0]', 'size']],
    ["images.'a.b'", ['images', 'a.b']],
    ['timeline[scale-out].count', ['timeline', '[scale-out]', 'count']],
    ['a[0][1]', ['a', '[0]', '[1]']],
  ])('is taken apart: %s', (text, expected) => {
    expect(parsePath(text)?.map((step) => (step.kind === 'key' ? step.key : `[${step.item}]`))).toEqual(
      expected,
    );
  });

  it.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a]b', 'a b', '[0]', 'a."b'])(
    'is refused where it is none: "%s"',
    (text) => {
      expect(parsePath(text)).toBeNull();
    },
  );

  it('is read back as it was written, whatever the keys', () => {
    const key = fc.string({ minLength: 1 }).filter((each) => !each.includes('"'));
    fc.assert(
      fc.property(fc.array(fc.oneof(key, fc.nat(99))), key, (rest, first) => {
        const path = [first, ...rest];
        const steps = parsePath(formatPath(path));
        expect(steps?.map((step) => (step.kind === 'key' ? step.key : step.item))).toEqual(path.map(String));
      }),
    );
  });
});

it('tells whether one path leads on from another', () => {
  expect(startsWith(['a', 0, 'b'], ['a', 0])).toBe(true);
  expect(startsWith(['a'], ['a', 0])).toBe(false);
  expect(startsWith(['a', 1], ['a', 0])).toBe(false);
});
