/** `reads:` of a container: what it reads of an image that is loaded lazily, to start and for its first requests. */
import * as z from 'zod';
import { contentSize, duration, randomDuration, share } from './quantities.js';
import { count, section, text } from './section.js';

const requests = section({
  count: count(1, 10_000).optional().describe('How many. Default: 20'),
  every: duration('From one to the next, the first when it is ready. Default: 1s').optional(),
  handling: randomDuration('What one takes where all files are there').optional(),
  share: share('Of the image on disk that all of them together read, beside what start-up has read').optional(),
}).describe('The first requests that it serves');

const settings = section({
  profile: text().optional().describe('What the rest is taken from'),
  share: share('Of the image on disk that start-up reads').optional(),
  order: z
    .enum(['sequential', 'scattered'])
    .optional()
    .describe('From the first layer on, or runs that lie anywhere'),
  run: contentSize('Bytes that lie together').optional(),
  bursts: count(1, 10_000).optional().describe('Parts that it reads in, with work between them'),
  streams: count(1, 1000).optional().describe('Files that it reads at the same time'),
  requests: z
    .union([z.literal('none'), requests])
    .optional()
    .describe('The first requests after it is ready, or none: nobody asks how long they take. Default: none'),
}).describe('What it reads, by a profile and settings of its own');

export const reads = z.union([text(), settings]);

export type ReadsInput = z.output<typeof reads>;
export type ReadsSettings = z.output<typeof settings>;
export type RequestsInput = z.output<typeof requests>;
