/**
 * What is played against what: `compare` (one path with values, or named sets), `vary` (a grid of paths), or what the
 * command line asks for instead (`--vary PATH=a,b`, `--policies`). Values are set into the plain data before the schema
 * sees it, so a variant is checked like a file of its own. The first variant is the baseline.
 */
import { parseDocument } from 'yaml';
import { PULL_BEHAVIORS } from '../model/policy/types.js';
import { LIMITS } from './limits.js';
import { type Path, formatPath } from './path.js';
import { type Mapping, inline, isMapping } from './plain-data.js';
import type { Plan, Setting, VariantPlan } from './plan.js';
import type { Fault, ProblemList } from './problem-list.js';
import { type CompareInput, type VaryInput, compare, vary } from './schema/comparison.js';
import { explainIssue } from './schema/explain-issue.js';
import { splitVary } from './split-vary.js';
import { type SweepRequest, planSweep } from './sweep-plan.js';
import { findTarget } from './variant-target.js';

/** What the command line asks for; it replaces `compare` and `vary` of the file. */
export interface VariantRequest {
  /** Each `PATH=a,b,…`; several are a product. */
  readonly vary?: readonly string[] | undefined;
  /** The four values of ECS_IMAGE_PULL_BEHAVIOR on every EC2 capacity. */
  readonly policies?: boolean | undefined;
  /** Points at each of which the variants of the file (or of `vary`) are played. */
  readonly sweep?: SweepRequest | undefined;
  /** Policies of the user, each on every EC2 capacity, beside the four or beside the scenario as it is. */
  readonly own?: readonly OwnPolicy[] | undefined;
}

export interface OwnPolicy {
  /** Its own name, which is that of the variant. */
  readonly name: string;
  /** As `policy:` of a capacity has it: the path of the module from the scenario file. */
  readonly reference: string;
}

/** One direction of the grid. */
interface Axis {
  readonly label: string;
  readonly options: readonly VariantPlan[];
}

const ALONE: Plan = { varies: 'variant', variants: [{ name: 'baseline', settings: [] }] };

/** The variants of a scenario; with errors, whatever is left of them. */
export function planVariants(data: Mapping, request: VariantRequest, problems: ProblemList): Plan {
  const asked = request.vary ?? [];
  const policies = request.policies === true || (request.own ?? []).length > 0;
  const plan =
    asked.length > 0 || policies
      ? product(
          [
            ...asked.flatMap((text) => axisOfText(text, data, problems) ?? []),
            ...(policies ? policyAxis(request, data, problems) : []),
          ],
          problems,
        )
      : planOfFile(data, problems);
  const { sweep } = request;
  const checked = checkNames(plan, problems);
  return sweep === undefined ? checked : checkNames(planSweep(checked, sweep, data, problems), problems);
}

function planOfFile(data: Mapping, problems: ProblemList): Plan {
  if (data['compare'] !== undefined && data['vary'] !== undefined) {
    const message = '"compare" and "vary" are both there';
    problems.error({
      path: ['vary'],
      at: 'key',
      message,
      remedy: 'put all paths under "vary", or use "compare" alone',
    });
    return ALONE;
  }
  if (data['compare'] !== undefined) {
    const checked = compare.safeParse(data['compare']);
    if (checked.success) return planOfCompare(checked.data, data, problems);
    for (const issue of checked.error.issues)
      explainIssue(issue, data, ['compare']).forEach((fault) => problems.error(fault));
  } else if (data['vary'] !== undefined) {
    const checked = vary.safeParse(data['vary']);
    if (checked.success) return product(axesOf(checked.data, 'vary', data, problems), problems);
    for (const issue of checked.error.issues)
      explainIssue(issue, data, ['vary']).forEach((fault) => problems.error(fault));
  }
  return ALONE;
}

function planOfCompare(given: CompareInput, data: Mapping, problems: ProblemList): Plan {
  if (Array.isArray(given)) {
    const variants = given.map(({ name, set }, index) => ({
      name,
      settings: Object.entries(set ?? {}).flatMap(([written, value]) => {
        const source: Path = ['compare', index, 'set', written];
        const path = target(written, data, problems, { path: source, at: 'key' });
        return path === undefined ? [] : [{ path, written, value, source }];
      }),
    }));
    return { varies: 'variant', variants };
  }
  const paths = Object.keys(given);
  if (paths.length !== 1) {
    const message = `"compare" takes one path, and there are ${paths.length}`;
    const remedy = 'use "vary" for every combination, or a list of { name, set } for some';
    problems.error({ path: ['compare'], at: 'key', message, remedy });
    return ALONE;
  }
  return product(axesOf(given, 'compare', data, problems), problems);
}

function axesOf(
  given: VaryInput,
  key: 'compare' | 'vary',
  data: Mapping,
  problems: ProblemList,
): readonly Axis[] {
  return Object.entries(given).flatMap(([written, values]) => {
    const path = target(written, data, problems, { path: [key, written], at: 'key' });
    if (path === undefined) return [];
    const options = values.map((value, index) => ({
      name: inline(value),
      settings: [{ path, written, value, source: [key, written, index] }],
    }));
    return [{ label: labelOf(path), options }];
  });
}

function target(
  written: string,
  data: Mapping,
  problems: ProblemList,
  place: Pick<Fault, 'path' | 'at' | 'position'>,
): Path | undefined {
  const found = findTarget(written, data);
  if ('path' in found) return found.path;
  problems.error({ ...place, message: found.message, remedy: found.remedy });
  return undefined;
}

/** The last key of a path, which says what varies. */
function labelOf(path: Path): string {
  return String(path.findLast((step) => typeof step === 'string') ?? '');
}

const NOWHERE = { path: [], position: { line: 0, column: 0 } } as const;

function axisOfText(text: string, data: Mapping, problems: ProblemList): Axis | undefined {
  const refuse = (message: string, remedy: string): undefined =>
    void problems.error({ ...NOWHERE, message: `--vary ${text}: ${message}`, remedy });
  const { written, values } = splitVary(text);
  if (written === '' || values.length === 0) return refuse('has no values', 'write PATH=a,b,c');
  const found = findTarget(written, data);
  if ('message' in found) return refuse(found.message, found.remedy);
  const options: VariantPlan[] = [];
  for (const piece of values) {
    const parsed = parseDocument(piece);
    if (piece === '' || parsed.errors.length > 0)
      return refuse(`"${piece}" is not a value`, 'write PATH=a,b,c; quote what holds a comma');
    const settings = [{ path: found.path, written, value: parsed.toJS() as unknown, source: null }];
    options.push({ name: piece, settings });
  }
  return { label: labelOf(found.path), options };
}

const BEHAVIOR = 'ECS_IMAGE_PULL_BEHAVIOR';

/** The four behaviours, or the scenario as it is, and then the policies of the user under the behaviour that it has. */
function policyAxis(request: VariantRequest, data: Mapping, problems: ProblemList): readonly Axis[] {
  const capacity = isMapping(data['capacity']) ? data['capacity'] : {};
  const hosts = Object.keys(capacity).filter((name) => {
    const one = capacity[name];
    return isMapping(one) && one['launchType'] === 'EC2';
  });
  if (hosts.length === 0) {
    const option = request.policies === true ? '--policies' : '--policy';
    const message = `${option}: there is no EC2 capacity, and Fargate has no pull behaviour`;
    problems.error({ ...NOWHERE, message, remedy: 'use it with a scenario of launchType EC2' });
    return [];
  }
  const everywhere = (keys: Path, value: string): readonly Setting[] =>
    hosts.map((host) => {
      const path: Path = ['capacity', host, ...keys];
      return { path, written: path.join('.'), value, source: null };
    });
  const four = PULL_BEHAVIORS.map((value) => ({
    name: value,
    settings: everywhere(['agent', BEHAVIOR], value),
  }));
  const own = (request.own ?? []).map(({ name, reference }) => ({
    name,
    settings: everywhere(['policy'], reference),
  }));
  const options = [...(request.policies === true ? four : ALONE.variants), ...own];
  return [{ label: own.length === 0 ? BEHAVIOR : 'policy', options }];
}

/** Every combination; the last axis changes fastest. */
function product(axes: readonly Axis[], problems: ProblemList): Plan {
  refuseTwice(axes, problems);
  const [only, ...others] = axes;
  if (only === undefined) return ALONE;
  if (others.length === 0) return { varies: only.label, variants: only.options };
  let variants: readonly VariantPlan[] = [{ name: '', settings: [] }];
  for (const { label, options } of axes) {
    variants = variants.flatMap((before) =>
      options.map(({ name, settings }) => ({
        name: `${before.name === '' ? '' : `${before.name}, `}${label}=${name}`,
        settings: [...before.settings, ...settings],
      })),
    );
    if (variants.length > LIMITS.variants) break;
  }
  return { varies: axes.map(({ label }) => label).join(' × '), variants };
}

/** Two axes that set one path: the later would win, and the names of the variants would lie. */
function refuseTwice(axes: readonly Axis[], problems: ProblemList): void {
  const seen = new Set<string>();
  for (const { options } of axes) {
    const own = new Map((options[0]?.settings ?? []).map((setting) => [formatPath(setting.path), setting]));
    for (const [path, { source }] of own) {
      if (!seen.has(path)) continue;
      const place = source === null ? NOWHERE : { path: source.slice(0, 2), at: 'key' as const };
      problems.error({
        ...place,
        message: `"${path}" is varied twice`,
        remedy: 'put all its values together',
      });
    }
    for (const path of own.keys()) seen.add(path);
  }
}

function checkNames(plan: Plan, problems: ProblemList): Plan {
  const { variants } = plan;
  if (variants.length > LIMITS.variants) {
    const message = `more than ${LIMITS.variants} variants`;
    problems.error({ path: [], message, remedy: 'vary fewer paths, or fewer values' });
    return ALONE;
  }
  const seen = new Set<string>();
  variants.forEach(({ name, settings }, index) => {
    if (seen.has(name)) {
      const source = settings[0]?.source ?? null;
      const place =
        source === null ? (settings.length === 0 ? { path: ['compare', index] } : NOWHERE) : { path: source };
      problems.error({
        ...place,
        message: `a second variant is called "${name}"`,
        remedy: 'give each a name, or a value, of its own',
      });
    }
    seen.add(name);
  });
  return plan;
}
