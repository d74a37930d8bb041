/**
 * The whole scenario file. Sections are in files of their own; what is absent takes a default when the scenario is
 * resolved, never here, so that `show` can say where each value comes from.
 */
import * as z from 'zod';
import { LIMITS } from '../limits.js';
import { capacity } from './capacity.js';
import { compare, vary } from './comparison.js';
import { images } from './images.js';
import { initial } from './initial.js';
import { measure, warmUp } from './measure.js';
import { model } from './model.js';
import { network } from './network.js';
import { duration, instant } from './quantities.js';
import { registries } from './registries.js';
import { count, section, text } from './section.js';
import { taskDefinitions } from './task-definitions.js';
import { timeline } from './timeline.js';

/** Keys that hold for all variants, so that none can change them. */
export const SHARED_KEYS = ['name', 'question', 'seed', 'runs', 'warmUp', 'measure', 'compare', 'vary', 'expect'] as const;

export const scenarioFile = section({
  name: text().optional().describe('Name of the scenario. Default: that of the file'),
  question: z.string().optional().describe('What the scenario answers'),
  seed: z.union([z.string(), z.number()]).optional().describe('Seed of the random numbers. Default: 1'),
  runs: count(1, LIMITS.runs).optional().describe('Replications of each variant. Default: 10'),
  duration: duration('Simulated time. Default: 1h').optional(),
  epoch: instant('Date of simulated time zero. Default: 2026-08-01T00:00Z').optional(),
  images,
  registries: registries.optional(),
  network: network.optional(),
  capacity,
  taskDefinitions,
  initial: initial.optional(),
  timeline,
  compare: compare.optional(),
  vary: vary.optional(),
  warmUp: warmUp.optional(),
  measure: measure.optional(),
  model: model.optional(),
  expect: z
    .array(z.string())
    .optional()
    .describe('What must hold, such as "start p95 < 60s"; a run that misses one exits with code 3'),
}).describe('A scenario of pullcast');

export type ScenarioInput = z.output<typeof scenarioFile>;
