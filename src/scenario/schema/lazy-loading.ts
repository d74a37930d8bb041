/** `lazy:` of a runtime that mounts images before their bytes are there: the settings of its snapshotter. */
import * as z from 'zod';
import { byteRate, duration } from './quantities.js';
import { count, section } from './section.js';

export const lazyLoading = section({
  mountTime: duration('Fixed work for the mount of a layer').optional(),
  indexedFileTime: duration('Entering one file of a layer into the database, one at a time').optional(),
  prefetchTimeout: duration('How long the creation of a container waits for what is fetched ahead; 0s: not at all').optional(),
  background: z.boolean().optional().describe('Whether it fetches what nobody asks for'),
  backgroundPeriod: duration('From one span to the next in the background (fetch_period_msec)').optional(),
  backgroundStreams: count(1, 1000).optional().describe('Spans that are fetched at the same time in the background'),
  backgroundSilence: duration('Pause in the background after each mount or read (silence_period_msec)').optional(),
  readStreams: count(1, 1000).optional().describe('Spans that one read fetches at the same time'),
  fuse: byteRate('Files that are there, read by one reader').optional(),
  spanAttempts: count(1, 100).optional().describe('Attempts for a span'),
  spanRetryWait: duration('Wait before the second attempt for a span').optional(),
}).describe('How it loads lazily; only with a preset that does');

export type LazyLoadingInput = z.output<typeof lazyLoading>;
