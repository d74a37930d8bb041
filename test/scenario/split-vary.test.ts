import { describe, expect, it } from 'vitest';
import { splitList, splitVary } from '../../src/scenario/split-vary.js';

describe('the text of --vary', () => {
  it.each([
    ['a.b=1,2', 'a.b', ['1', '2']],
    ['images.api.layers[0].size = 50 MiB, 1 GiB', 'images.api.layers[0].size', ['50 MiB', '1 GiB']],
    ['x=uniform(1s, 3s),4s', 'x', ['uniform(1s, 3s)', '4s']],
    ['x=[1, 2],{ a: 1, b: 2 }', 'x', ['[1, 2]', '{ a: 1, b: 2 }']],
    ['images."a=b".size="x,y",z', 'images."a=b".size', ['"x,y"', 'z']],
    ['x=1,', 'x', ['1', '']],
    ['x=', 'x', ['']],
    ['x', 'x', []],
    ['=1', '', ['1']],
  ])('%s has a path and values', (text, written, values) => {
    expect(splitVary(text)).toEqual({ written, values });
  });

  it('is split at commas outside brackets and quotes', () => {
    expect(splitList('a, "b, c", d(e, f)')).toEqual(['a', '"b, c"', 'd(e, f)']);
  });
});
