/** `initial:`: what hosts hold at time zero. */
import * as z from 'zod';
import { duration, share, size } from './quantities.js';
import { named, section, text } from './section.js';

const initialImage = section({
  image: text().describe('As a container would write it, such as "api:live"'),
  pulledByAgent: z
    .boolean()
    .optional()
    .describe('Whether the agent pulled it (what `once` trusts), or it was baked into the AMI. Default: false'),
  age: duration('How long ago it was recorded. Default: 0s').optional(),
});

export const initial = section({
  capacity: named(
    section({
      images: z.array(initialImage).optional().describe('Images on disk'),
      diskUsed: size('Disk in use before any image. Default: what the AMI takes').optional(),
      credits: share('Share of the network and disk credits that is there. Default: 100 %, as at launch').optional(),
    }),
  ).describe('By name of the capacity; EC2 only'),
}).describe('What is there at time zero');

export type InitialInput = z.output<typeof initial>;
