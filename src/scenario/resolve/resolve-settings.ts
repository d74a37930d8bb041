/** What holds for all variants of a scenario: its name and question, seed and runs, and which starts count. */
import { formatDuration } from '../../units/duration.js';
import type { Path } from '../path.js';
import type { ProblemList } from '../problem-list.js';
import type { Measure, Scenario } from '../scenario.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { EntryInput } from '../schema/timeline.js';
import type { Resolution } from './resolution.js';
import { DEFAULT_DURATION_SECONDS } from './resolve-world.js';

type Settings = Pick<Scenario, 'name' | 'question' | 'seed' | 'runs' | 'measure'>;

/** The settings of the scenario in `file`; errors are left in `problems`, as they are those of no single variant. */
export function resolveSettings(
  input: ScenarioInput,
  file: string,
  resolution: Resolution,
  problems: ProblemList,
): Settings {
  const base = file.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/, '');
  return {
    name: resolution.pick(['name'], input.name, { value: base, source: 'the name of the file' }),
    question: resolution.pick(['question'], input.question, { value: '', source: 'none is asked' }),
    seed: String(resolution.pick(['seed'], input.seed, { value: 1, source: 'any other would do' })),
    runs: resolution.pick(['runs'], input.runs, { value: 10, source: 'enough for an interval' }),
    measure: measureOf(input, resolution, problems),
  };
}

/** What the starts of an entry are recorded under: the service, or the id of a runTask or startTask entry. */
function ownerOf(entry: EntryInput): string | undefined {
  if ('createService' in entry) return entry.createService;
  return 'runTask' in entry || 'startTask' in entry ? entry.id : undefined;
}

function measureOf(
  { measure = {}, warmUp, timeline, duration = DEFAULT_DURATION_SECONDS }: ScenarioInput,
  resolution: Resolution,
  problems: ProblemList,
): Measure {
  const at: Path = warmUp === undefined ? ['measure', 'from'] : ['warmUp'];
  const from = warmUp ?? measure.from;
  if (warmUp !== undefined && measure.from !== undefined)
    problems.error({
      path: at,
      at: 'key',
      message: '"warmUp" and "measure.from" are the same',
      remedy: 'keep one of them',
    });
  if (from !== undefined && from >= duration)
    problems.error({
      path: at,
      message: 'no start would count: the scenario ends before',
      remedy: 'write a shorter time, or a longer duration',
    });
  const services = timeline.flatMap((entry) => ownerOf(entry) ?? []);
  if (measure.service !== undefined) {
    resolution.given(['measure', 'service']);
    if (!services.includes(measure.service))
      problems.unknown(['measure', 'service'], 'service', measure.service, services);
  }
  return {
    fromSeconds: resolution.pick(at, from, { value: 0, source: 'all starts count' }, formatDuration),
    service: measure.service ?? null,
    cache: resolution.pick<Measure['cache']>(['measure', 'cache'], measure.cache, {
      value: 'any',
      source: 'all starts count',
    }),
  };
}
