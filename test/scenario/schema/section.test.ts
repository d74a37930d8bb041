import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { count, named, section, text } from '../../../src/scenario/schema/section.js';

describe('a section', () => {
  it('tells the known keys with an unknown one', () => {
    const result = section({ size: z.string(), files: z.number().optional() }).safeParse({ size: 'x', flies: 1 });
    expect(result.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['flies'], message: 'size files' }]);
  });

  it('has names without colons, spaces and at-signs', () => {
    const things = named(z.number());
    for (const name of ['api', 'team/api', 'a-b_c.d', '1']) expect(things.safeParse({ [name]: 1 }).success).toBe(true);
    for (const name of ['api:v1', 'a b', 'a@b', '-a', '']) expect(things.safeParse({ [name]: 1 }).success).toBe(false);
  });

  it('has counts with limits, and text that is not empty', () => {
    expect([0, 1, 100, 101, 1.5].map((each) => count(1, 100).safeParse(each).success)).toEqual([false, true, true, false, false]);
    expect(text().safeParse('').success).toBe(false);
  });
});
