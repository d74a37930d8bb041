/** `hostBases:`: the base images of Windows that hosts have from their beginning. */
import type * as z from 'zod';
import { duration } from './quantities.js';
import { count, section } from './section.js';

/** The section, for hosts of one kind. */
export function hostBases(description: string) {
  return section({
    releasesKept: count(0, 12)
      .optional()
      .describe('How many of the newest releases a host has, 0 for none. Default: 2 on Fargate, 1 on EC2'),
    delay: duration('From the publication of a release until new hosts have it').optional(),
  }).describe(`${description}; Windows only`);
}

export type HostBasesInput = z.output<ReturnType<typeof hostBases>>;
