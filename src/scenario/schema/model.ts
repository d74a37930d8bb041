/**
 * `model:`: costs and parameters of the model by name, over the defaults of the catalogue, which `show` prints with
 * their sources. A row of the catalogue is a key here: its unit tells how it is written.
 */
import * as z from 'zod';
import type { CostValue, ModelCostEntry } from '../../catalog/cost.js';
import { modelCosts } from '../../catalog/model-costs.js';
import { INFERENCES, type Inference } from '../../model/inferences.js';
import type { Distribution } from '../../units/distribution.js';
import { byteRate, duration, randomDuration, share, size } from './quantities.js';
import { listOf, section } from './section.js';

export type ParameterName = Exclude<keyof typeof modelCosts, 'jitter'>;
type ParameterValue<Name extends ParameterName> = (typeof modelCosts)[Name]['value'] extends number
  ? number
  : Distribution;

/** A schema whose output is the value of a parameter in SI units. */
export type ParameterShape = {
  [Name in ParameterName]: z.ZodOptional<z.ZodType<ParameterValue<Name>>>;
};

function parameter({ value, unit, what }: ModelCostEntry): z.ZodType<CostValue> {
  if (typeof value === 'object') return randomDuration(what);
  if (unit === 's' || unit.startsWith('s per')) return duration(what);
  if (unit.startsWith('B/s')) return byteRate(what);
  if (unit === 'B' || unit.startsWith('B per')) return size(what);
  if (unit === 'share') return share(what);
  if (unit === 'attempts') return z.int().min(1).max(100).describe(what);
  return z.number().min(0).max(100).describe(what);
}

const parameters = Object.fromEntries(
  Object.entries(modelCosts)
    .filter(([name]) => name !== 'jitter')
    .map(([name, cost]) => [name, parameter(cost).optional()]),
) as unknown as ParameterShape;

export const model = section({
  semantics: z
    .enum(['source', 'documented'])
    .optional()
    .describe('Where documentation and code of the agent differ: source is what the code does. Default: source'),
  jitter: z.enum(['none', 'full']).optional().describe('none draws the median of everything. Default: full'),
  without: listOf(Object.keys(INFERENCES) as Inference[])
    .optional()
    .describe('Inferred rules to switch off, by name (docs/fidelity.md). Default: none'),
  ...parameters,
}).describe('Parameters of the model');

export type ModelInput = z.output<typeof model>;
