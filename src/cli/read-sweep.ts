/** The options of `sweep` → what is to be played: axes, a search, a metric, and the variants that are compared. */
import type { GridAxis } from '../experiment/sweep-grid.js';
import { type SweepMetric, sweepMetric } from '../report/sweep/sweep-metric.js';
import type { Scenario } from '../scenario/scenario.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import { splitList, splitVary } from '../scenario/split-vary.js';
import type { VariantRequest } from '../scenario/variants.js';
import { parseQuantityRange, type QuantityRange } from '../units/quantity-range.js';
import { UnitError } from '../units/unit-error.js';
import type { GlobalOptions } from './options.js';
import { UsageError } from './report-failure.js';

export interface SweepOptions extends GlobalOptions {
  readonly vary: readonly string[];
  readonly crossover?: string;
  readonly between?: string;
  readonly metric: string;
  readonly tolerance?: number;
  readonly points?: number;
}

export interface AskedSweep {
  readonly axes: readonly GridAxis[];
  readonly search: { readonly path: string; readonly range: QuantityRange } | null;
  readonly metric: SweepMetric;
  /** Names of the variants that are compared, in order. */
  readonly variants: readonly string[];
  /** The same, where not all variants of the file are played. */
  readonly between: readonly string[] | undefined;
}

/** Reads the options against the scenario as it is. Throws UsageError. */
export function readSweep(
  options: SweepOptions,
  base: Scenario,
  parse: (variants: VariantRequest) => Scenario,
): AskedSweep {
  const axes = options.vary.map(readAxis);
  const metric = reading(`--metric ${options.metric}`, () => sweepMetric(options.metric));
  const names = base.variants.map(({ name }) => name);
  const named = options.between === undefined ? undefined : splitList(options.between);
  if (options.crossover === undefined)
    return { axes, search: null, metric, variants: named ?? names, between: named };
  const pair = named ?? names.slice(0, 2);
  if (pair.length !== 2 || pair[0] === pair[1])
    throw new UsageError(
      named === undefined
        ? '--crossover is between two variants, and the file has one  give it a "compare" of two'
        : `--between ${options.between ?? ''}: a search is between two variants  write --between A,B`,
    );
  return { axes, search: readSearch(options.crossover, parse), metric, variants: pair, between: pair };
}

function readAxis(text: string): GridAxis {
  const { written, values } = splitVary(text);
  if (written === '' || values.length === 0)
    throw new UsageError(`--vary ${text}: has no values  write PATH=a,b,c`);
  return { path: written, values };
}

function readSearch(text: string, parse: (variants: VariantRequest) => Scenario): AskedSweep['search'] {
  const { written, values } = splitVary(text);
  if (written === '' || values.length !== 1)
    throw new UsageError(
      `--crossover ${text}: is not a range  write PATH=LO..HI, such as 'images.api.scale=0.1..20'`,
    );
  const [value = ''] = values;
  const range = reading(`--crossover ${text}`, () => parseQuantityRange(value));
  const isFraction = range.whole && takesFractions(written, range, parse);
  return { path: written, range: isFraction ? parseQuantityRange(value, true) : range };
}

/** Whether a key for which whole numbers were written takes others too. */
function takesFractions(
  path: string,
  { low }: QuantityRange,
  parse: (variants: VariantRequest) => Scenario,
): boolean {
  try {
    const between = String(low.value + 0.5);
    parse({
      sweep: {
        paths: [{ path, option: '--crossover' }],
        points: [[low.text.replace(String(low.value), between)]],
      },
    });
    return true;
  } catch (error) {
    // What else is wrong is told when the points are played.
    if (error instanceof ScenarioError) return false;
    throw error;
  }
}

function reading<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnitError) throw new UsageError(`${option}: ${error.message}  ${error.remedy}`);
    throw error;
  }
}
