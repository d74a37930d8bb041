/** `measure:` and `warmUp:`: which starts count. */
import * as z from 'zod';
import { duration } from './quantities.js';
import { section, text } from './section.js';

export const warmUp = duration('Starts requested before this are not counted; short for measure.from');

export const measure = section({
  from: duration('Starts requested before this are not counted. Default: 0s').optional(),
  service: text().optional().describe('Only starts of this service, or of the runTask entry with this id'),
  cache: z
    .enum(['any', 'cold', 'warm'])
    .optional()
    .describe('Only starts that found nothing of their image on the host (cold), or all of it (warm). Default: any'),
}).describe('Which starts count');

export type MeasureInput = z.output<typeof measure>;
