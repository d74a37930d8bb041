import { describe, expect, it } from 'vitest';
import { deepFreeze, getIn, inline, isMapping, kindOf, omit, setIn } from '../../src/scenario/plain-data.js';

describe('plain data', () => {
  it('is read along a path', () => {
    expect(getIn({ a: [{ b: 1 }] }, ['a', 0, 'b'])).toBe(1);
    expect(getIn({ a: [{ b: 1 }] }, ['a', 1, 'b'])).toBeUndefined();
    expect(getIn({}, ['constructor'])).toBeUndefined();
  });

  it('is copied where it changes, and shared elsewhere', () => {
    const data = { a: [{ b: 1 }, { b: 2 }], c: { d: 3 } };
    const changed = setIn(data, ['a', 1, 'b'], 9) as typeof data;
    expect(changed).toEqual({ a: [{ b: 1 }, { b: 9 }], c: { d: 3 } });
    expect(data.a[1]!.b).toBe(2);
    expect(changed.c).toBe(data.c);
  });

  it('gets the mappings that a path needs', () => {
    expect(setIn({}, ['a', 'b'], 1)).toEqual({ a: { b: 1 } });
  });

  it('says what kind of value it is', () => {
    expect([null, [], {}, 'x', 1, true].map(kindOf)).toEqual([
      'nothing',
      'a list',
      'a section',
      'text',
      'a number',
      'true or false',
    ]);
    expect([{}, [], null].map(isMapping)).toEqual([true, false, false]);
  });

  it('is written in one line', () => {
    expect(inline({ a: [1, 'x'], b: { c: true } })).toBe('{ a: [1, x], b: { c: true } }');
  });

  it('leaves keys out, and is frozen to the bottom', () => {
    expect(omit({ a: 1, b: 2 }, ['a'])).toEqual({ b: 2 });
    expect(Object.isFrozen(deepFreeze({ a: [{ b: 1 }] }).a[0])).toBe(true);
  });
});
