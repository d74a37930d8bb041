/**
 * YAML → a complete, checked, frozen scenario, or everything that is wrong with it. The text is read once; each
 * variant sets its values into the plain data and is then checked and resolved as if it were a file of its own.
 */
import type { WorldSpec } from '../model/spec.js';
import type { Path } from './path.js';
import { checkThreshold } from './check-expect.js';
import { checkVariant, isDoubtful } from './check-variant.js';
import { expandRepeats } from './expand-repeats.js';
import { type Mapping, deepFreeze, inline, omit, setIn } from './plain-data.js';
import { type ListedProblem, ProblemList } from './problem-list.js';
import { parseThreshold } from './parse-threshold.js';
import { type SourceDocument, readDocument } from './read-document.js';
import { type ReadFile, Resolution, noFiles } from './resolve/resolution.js';
import { resolveSettings } from './resolve/resolve-settings.js';
import { resolveWorld } from './resolve/resolve-world.js';
import { readTaskDefinitionFiles } from './resolve/task-definition-file.js';
import { ScenarioError } from './scenario-error.js';
import type { Problem, Provenance, Scenario, Threshold, Variant } from './scenario.js';
import type { ScenarioInput } from './schema/scenario-file.js';
import type { Plan, Setting, VariantPlan } from './plan.js';
import { type VariantRequest, planVariants } from './variants.js';

export interface ParseOptions {
  /** Reads files that the scenario names (`manifest:`, `file:`), relative to it. Without it, naming one is an error. */
  readonly readFile?: ReadFile | undefined;
  /** For messages, and for the name of a scenario that has none. */
  readonly fileName?: string | undefined;
  /** Variants instead of those of the file. */
  readonly variants?: VariantRequest | undefined;
  /** Warnings are errors. */
  readonly strict?: boolean | undefined;
}

/**
 * The scenario that `text` describes. Of the catalogue, images of Windows, .NET and before 2026 are known once
 * `loadImageArchive` has settled, uncommon instance types once `loadInstanceTypes` has.
 *
 * @throws ScenarioError with all problems at once.
 */
export function parseScenario(text: string, options: ParseOptions = {}): Scenario {
  const file = options.fileName ?? 'scenario';
  const read = readDocument(text);
  if ('problems' in read) {
    const lines = text.split(/\r?\n/);
    throw new ScenarioError(
      read.problems.map((problem) => {
        const excerpt = lines[problem.line - 1];
        return {
          severity: 'error',
          path: '',
          ...problem,
          file,
          ...(excerpt === undefined ? {} : { excerpt }),
        };
      }),
    );
  }
  return new Parsing(read.document, file, options).scenario();
}

interface Played {
  readonly plan: VariantPlan;
  readonly problems: readonly ListedProblem[];
  readonly world: WorldSpec | null;
  readonly input: ScenarioInput | null;
  readonly resolution: Resolution | null;
}

class Parsing {
  readonly #document: SourceDocument;
  readonly #file: string;
  readonly #options: ParseOptions;
  readonly #readFile: ReadFile | null;
  /** Problems of the file as a whole. */
  readonly #shared: ProblemList;

  constructor(document: SourceDocument, file: string, options: ParseOptions) {
    this.#document = document;
    this.#file = file;
    this.#options = options;
    this.#readFile = options.readFile === undefined ? null : remember(options.readFile);
    this.#shared = new ProblemList(document, file);
  }

  scenario(): Scenario {
    // Problems in files come up again with each variant: here only the shape of the data matters.
    const quiet = new ProblemList(this.#document, this.#file);
    const data = readTaskDefinitionFiles(this.#document.data, this.#readFile ?? noFiles, quiet);
    const plan = planVariants(data, this.#options.variants ?? {}, this.#shared);
    const played = plan.variants.map((variant) => this.#play(variant, plan.variants.length));
    const baseline = played[0];
    // Thresholds are about the file; at the points of a sweep its variants have other names.
    const expect =
      this.#options.variants?.sweep === undefined ? this.#thresholds(baseline?.input ?? null, played) : [];
    const settings =
      baseline?.input && baseline.resolution
        ? resolveSettings(baseline.input, this.#file, baseline.resolution, this.#shared)
        : null;
    if (plan.variants.length > 1) noteVariants(plan, baseline?.resolution);
    const problems = inOrder([...this.#shared.problems, ...mergeProblems(played)]);
    const isFatal = ({ severity }: Problem): boolean => severity === 'error' || this.#options.strict === true;
    if (problems.some(isFatal) || settings === null) throw new ScenarioError(problems);
    return deepFreeze({
      ...settings,
      varies: plan.varies,
      variants: played.flatMap(toVariant),
      expect,
      warnings: problems,
      provenance: provenanceOf(baseline?.resolution ?? null),
    });
  }

  #play(plan: VariantPlan, variants: number): Played {
    const problems = new ProblemList(this.#document, this.#file);
    let data = omit(this.#document.data, ['compare', 'vary']);
    const isFile = ({ path }: Setting): boolean => path[0] === 'taskDefinitions' && path.at(-1) === 'file';
    for (const setting of plan.settings.filter(isFile))
      data = this.#set(data, setting, plan, variants, problems);
    const unread: Path[] = [];
    data = readTaskDefinitionFiles(data, this.#readFile ?? noFiles, problems, unread);
    for (const setting of plan.settings.filter((each) => !isFile(each)))
      data = this.#set(data, setting, plan, variants, problems);
    data = expandRepeats(data, problems);
    const { input, doubtful } = checkVariant(data, problems, unread);
    if (input === null) return { plan, problems: problems.problems, world: null, input, resolution: null };
    const later = new ProblemList(this.#document, this.#file, (fault) => isDoubtful(fault, doubtful));
    later.overlays.push(...problems.overlays);
    later.copies.push(...problems.copies);
    const resolution = new Resolution(data, later, this.#file, this.#readFile);
    const world = resolveWorld(input, resolution);
    return { plan, problems: [...problems.problems, ...later.problems], world, input, resolution };
  }

  #set(data: Mapping, setting: Setting, plan: VariantPlan, variants: number, problems: ProblemList): Mapping {
    const { path, written, value, source, option = '--vary' } = setting;
    const inVariant = variants > 1 ? `variant "${plan.name}"` : null;
    problems.overlays.push({
      path,
      source,
      onlyWhereAbsent: false,
      prefix: source === null ? `${option} ${written}=${inline(value)}` : inVariant,
      key:
        source === null
          ? { source, prefix: `${option} ${written}` }
          : { source: keyOf(source), prefix: null },
    });
    return setIn(data, path, value) as Mapping;
  }

  #thresholds(input: ScenarioInput | null, played: readonly Played[]): readonly Threshold[] {
    const names = played.map(({ plan }) => plan.name);
    // What a variant with errors would measure, nobody knows.
    const isSound = played.every(({ problems }) => problems.every(({ severity }) => severity !== 'error'));
    const variants = isSound ? played.flatMap(toVariant) : [];
    return (input?.expect ?? []).flatMap((text, index) => {
      const threshold = this.#shared.attempt(['expect', index], () => parseThreshold(text, names));
      if (threshold === undefined) return [];
      checkThreshold(threshold, index, variants, this.#shared);
      return threshold;
    });
  }
}

/** The written path that a value belongs to: `compare.PATH` of `compare.PATH[2]`. */
function keyOf(source: Path): Path {
  return typeof source.at(-1) === 'number' ? source.slice(0, -1) : source;
}

/** Variants name the same files: each is read once. */
function remember(readFile: ReadFile): ReadFile {
  const texts = new Map<string, string>();
  return (path) => {
    const text = texts.get(path) ?? readFile(path);
    texts.set(path, text);
    return text;
  };
}

function toVariant({ plan, world }: Played): readonly Variant[] {
  if (world === null) return [];
  const set = Object.fromEntries(plan.settings.map(({ written, value }) => [written, inline(value)]));
  return [{ name: plan.name, set, world }];
}

function noteVariants({ variants, varies }: Plan, resolution: Resolution | null | undefined): void {
  resolution?.note(['compare'], variants.map(({ name }) => name).join(', '), 'file', varies);
}

function provenanceOf(resolution: Resolution | null): readonly Provenance[] {
  return resolution?.provenance ?? [];
}

/** A problem of all variants is one of the file; one of some is named after the first that has it. */
function mergeProblems(played: readonly Played[]): readonly Problem[] {
  const found = new Map<string, { problem: ListedProblem; variants: string[] }>();
  for (const { plan, problems } of played) {
    for (const problem of problems) {
      const key = `${problem.severity} ${problem.line}:${problem.column} ${problem.path} ${problem.message}`;
      const entry = found.get(key) ?? { problem, variants: [] };
      if (!entry.variants.includes(plan.name)) entry.variants.push(plan.name);
      found.set(key, entry);
    }
  }
  return [...found.values()].flatMap(({ problem: { inAllVariants, ...problem }, variants }) => {
    if (inAllVariants === true && variants.length < played.length) return [];
    const isNamed = /^(variant "|--\w+ )/.test(problem.message);
    if (isNamed || variants.length === played.length) return problem;
    return { ...problem, message: `variant "${variants[0] ?? ''}": ${problem.message}` };
  });
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}
