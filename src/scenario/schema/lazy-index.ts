/** `soci:` and `estargz:` of an image: what makes it loadable in parts. */
import * as z from 'zod';
import { contentSize, randomDurationOrNone, size } from './quantities.js';
import { listOf, section } from './section.js';

const sociIndex = section({
  version: z
    .enum(['v1', 'v2'])
    .optional()
    .describe('v1 refers to the image, v2 is named by the index of the image (soci convert). Default: v2'),
  builtAfter: randomDurationOrNone(
    'From a push until a builder has put the index beside the image, or none: nobody builds one. Default: some 90s',
  ).optional(),
  atStart: z.boolean().optional().describe('Whether what is there at time zero has one. Default: true'),
  minLayerSize: size('Smaller layers, compressed, have no part in it. Default: 10 MiB').optional(),
  spanSize: contentSize('What is fetched together, uncompressed, from 64 KiB to 1 GiB. Default: 4 MiB').optional(),
  prefetch: z
    .boolean()
    .optional()
    .describe('Whether it lists what start-up reads, which is then fetched ahead. Default: false'),
  follows: listOf(['replication', 'pull-through-cache', 'retag'])
    .optional()
    .describe('What takes it along: copies by replication, by a pull-through cache, under another tag. Default: by version'),
}).describe('A SOCI index');

const estargzImage = section({
  optimized: z
    .boolean()
    .optional()
    .describe('Whether what start-up reads lies in front, and is fetched ahead. Default: false'),
}).describe('Layers in the eStargz format');

export const soci = z
  .union([z.boolean(), sociIndex])
  .optional()
  .describe('A SOCI index beside the image: true for the defaults, or a section. Default: none');

export const estargz = z
  .union([z.boolean(), estargzImage])
  .optional()
  .describe('Whether its layers are eStargz, or a section. Default: false');

export type SociInput = z.output<typeof sociIndex>;
export type EstargzInput = z.output<typeof estargzImage>;
