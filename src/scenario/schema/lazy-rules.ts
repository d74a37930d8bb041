/** `soci:` of a capacity: whether its hosts load lazily what can be loaded so. */
import * as z from 'zod';
import { listOf, section } from './section.js';

const rules = section({
  enabled: z
    .boolean()
    .optional()
    .describe('Whether images that can be loaded in parts are. Default: true'),
  allOrNothing: z
    .boolean()
    .optional()
    .describe('Whether one image of a task that cannot has all of them pulled whole. Default: false, on Fargate by date'),
  indexVersions: listOf(['v1', 'v2'])
    .min(1)
    .optional()
    .describe('Versions of a SOCI index that are looked for; Fargate goes on with v1 for accounts that used it before. Default: of the runtime, on Fargate by date'),
}).describe('Lazy loading, where platform, runtime and image allow it');

export const lazyRules = rules.optional();

export type LazyRulesInput = z.output<typeof rules>;
