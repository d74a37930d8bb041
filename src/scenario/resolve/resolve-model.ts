/** The parameters of the model: what `model:` says over the defaults of the catalogue. */
import type { CostValue, ModelCostEntry } from '../../catalog/cost.js';
import { modelCosts } from '../../catalog/model-costs.js';
import type { Inference } from '../../model/inferences.js';
import type { ModelParameters } from '../../model/spec.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import type { ModelInput, ParameterName } from '../schema/model.js';
import { catalogueCost } from './catalogue-cost.js';
import type { Resolution } from './resolution.js';
import { writeRate, writeSeconds, writeSize } from './write-values.js';

/** All parameters, complete. */
export function resolveModel(given: ModelInput, resolution: Resolution): ModelParameters {
  const jitter = resolution.pick<'none' | 'full'>(['model', 'jitter'], given.jitter, {
    value: 'full',
    source: 'draw everything',
  });
  const rest = Object.entries(modelCosts).filter(([name]) => name !== 'jitter');
  const parameters = rest.map(([name, cost]: [string, ModelCostEntry]) => [
    name,
    resolution.pick(
      ['model', name],
      given[name as ParameterName] as CostValue | undefined,
      catalogueCost(`model.${name}`, cost.value),
      (value) => write(value, cost.unit),
    ),
  ]);
  const without = resolution.pick<readonly Inference[]>(
    ['model', 'without'],
    given.without,
    { value: [], source: 'all inferred rules hold' },
    (names) => names.join(', ') || 'nothing',
  );
  const values = Object.fromEntries(parameters) as Omit<ModelParameters, 'jitter' | 'without'>;
  return { jitter: jitter === 'full', without, ...values };
}

function write(value: CostValue, unit: string): string {
  if (typeof value === 'object') return formatDistribution(value);
  if (typeof value === 'boolean') return String(value);
  if (unit === 's' || unit.startsWith('s per')) return writeSeconds(value);
  if (unit.startsWith('B/s')) return writeRate(value);
  return unit.startsWith('B') ? writeSize(value) : String(value);
}
