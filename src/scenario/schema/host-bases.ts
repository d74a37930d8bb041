/** `hostBases:`: the base images of Windows that hosts have from their beginning. */
import type * as z from 'zod';
import { duration } from './quantities.js';
import { count, section } from './section.js';

export const hostBases = section({
  releasesKept: count(0, 12)
    .optional()
    .describe('How many of the newest releases a host has, 0 for none. Default: 2 on Fargate, 1 on EC2'),
  delay: duration('From the publication of a release until new hosts have it').optional(),
}).describe('Base images that hosts have from their beginning, on EC2 by their AMI; Windows only');

export type HostBasesInput = z.output<typeof hostBases>;
