/** `compare:` and `vary:`: what is played against what. Read before anything else, as variants change the data. */
import * as z from 'zod';
import { section, text } from './section.js';

const values = z.array(z.unknown()).min(1).describe('Values, the first of which is the baseline');

export const compare = z
  .union([
    z.record(z.string(), values),
    z
      .array(
        section({
          name: text().describe('Name of the variant'),
          set: z.record(z.string(), z.unknown()).optional().describe('Values by path; none for the file as it is'),
        }),
      )
      .min(1),
  ])
  .describe('One path and its values, or a list of named variants; the first is the baseline');

export const vary = z.record(z.string(), values).describe('Paths and their values: every combination is a variant');

export type CompareInput = z.output<typeof compare>;
export type VaryInput = z.output<typeof vary>;
