import { describe, expect, it } from 'vitest';
import {
  atLeastOne,
  duration,
  flag,
  imageNames,
  plain,
  pullBehavior,
} from '../../src/scenario/agent-value.js';

describe('how the agent reads a text', () => {
  it.each([
    ['once', 'once'],
    ['Once', 'default'],
    ['once ', 'default'],
  ])('as a behaviour: "%s" is %s', (text, value) => {
    expect(pullBehavior.read(text).value).toBe(value);
  });

  it.each([
    ['1', true],
    ['F', false],
    ['yes', true],
  ])('as a flag that is true by default: "%s" is %s', (text, value) => {
    expect(flag(true).read(text).value).toBe(value);
  });

  it.each([
    ['90s', 90],
    ['59s', 60],
    ['0', 120],
    ['-1h', 60],
    ['', 120],
  ])('as a duration of at least 1m, with 2m by default: "%s" is %s s', (text, value) => {
    expect(duration(120, { minimum: 60, below: 60 }).read(text).value).toBe(value);
  });

  it.each([
    ['7', 7],
    ['+7', 7],
    ['0', 5],
    ['1.5', 5],
  ])('as a number: "%s" is %s', (text, value) => {
    expect(atLeastOne(5).read(text).value).toBe(value);
  });

  it('as names between commas, blanks and all', () => {
    expect(imageNames.read('a:1, b:2,').value).toEqual(['a:1', ' b:2', '']);
    expect(imageNames.read('a:1,b:2').caution).toBeUndefined();
    expect(imageNames.read('{"a":"1"}').caution?.remedy).toContain('a:1');
  });

  it('as a text', () => {
    expect(plain('/data').read(' x ').value).toBe(' x ');
  });
});
