/**
 * The variants of a sweep: each variant of the file at each of some points, a value for every path. What a point sets
 * holds over what a variant sets, so a path of the sweep may lie within a section of a variant, but not around it.
 */
import { parseDocument } from 'yaml';
import { nearestName } from '../units/nearest.js';
import { type Path, formatPath, startsWith } from './path.js';
import type { Mapping } from './plain-data.js';
import type { Plan, Setting, VariantPlan } from './plan.js';
import type { ProblemList } from './problem-list.js';
import { findTarget } from './variant-target.js';

export interface SweepRequest {
  readonly paths: readonly SweepPath[];
  /** A value for each path, as YAML text. */
  readonly points: readonly (readonly string[])[];
  /** Names of the variants to play, in this order; all by default. */
  readonly between?: readonly string[] | undefined;
}

export interface SweepPath {
  readonly path: string;
  /** Which option names it, for messages: `--vary` or `--crossover`. */
  readonly option: string;
}

const NOWHERE = { path: [], position: { line: 0, column: 0 } } as const;

/** Every variant of `plan` at every point, the variants of a point beside each other. */
export function planSweep(plan: Plan, sweep: SweepRequest, data: Mapping, problems: ProblemList): Plan {
  const variants = chosen(plan.variants, sweep.between, problems);
  const targets = sweep.paths.map((each) => targetOf(each, data, problems));
  const found = targets.filter((target) => target !== null);
  if (found.length < targets.length) return plan;
  refuseOverlaps(found, variants, problems);
  const planned = sweep.points.flatMap((values) => {
    const settings = found.map(({ path, option, written }, index): Setting => {
      const text = values[index] ?? '';
      return { path, written, value: valueOf(text, { written, option }, problems), source: null, option };
    });
    const name = found.map(({ written }, index) => `${written}=${values[index] ?? ''}`).join(', ');
    return variants.map((variant): VariantPlan => ({
      name: variants.length === 1 ? name : `${name}, ${variant.name}`,
      settings: [...variant.settings, ...settings],
    }));
  });
  return { varies: [...found.map(({ written }) => written), plan.varies].join(' × '), variants: planned };
}

interface SweepTarget {
  readonly path: Path;
  readonly written: string;
  readonly option: string;
}

function chosen(
  variants: readonly VariantPlan[],
  between: readonly string[] | undefined,
  problems: ProblemList,
): readonly VariantPlan[] {
  if (between === undefined) return variants;
  const names = variants.map(({ name }) => name);
  return between.flatMap((wanted) => {
    const variant = variants.find(({ name }) => name === wanted);
    if (variant !== undefined) return [variant];
    const nearest = nearestName(wanted, names);
    const remedy = nearest === undefined ? `variants: ${names.join(', ')}` : `did you mean "${nearest}"?`;
    problems.error({ ...NOWHERE, message: `--between: there is no variant "${wanted}"`, remedy });
    return [];
  });
}

function targetOf(
  { path: written, option }: SweepPath,
  data: Mapping,
  problems: ProblemList,
): SweepTarget | null {
  const target = findTarget(written, data);
  if ('path' in target) return { path: target.path, written, option };
  problems.error({ ...NOWHERE, message: `${option} ${written}: ${target.message}`, remedy: target.remedy });
  return null;
}

function valueOf(
  text: string,
  { written, option }: Pick<SweepTarget, 'written' | 'option'>,
  problems: ProblemList,
): unknown {
  const parsed = parseDocument(text);
  if (text !== '' && parsed.errors.length === 0) return parsed.toJS() as unknown;
  problems.error({
    ...NOWHERE,
    message: `${option} ${written}: "${text}" is not a value`,
    remedy: 'write PATH=a,b,c; quote what holds a comma',
  });
  return undefined;
}

/** One path twice, or a path that a variant sets below: one value would hide another. */
function refuseOverlaps(
  targets: readonly SweepTarget[],
  variants: readonly VariantPlan[],
  problems: ProblemList,
): void {
  targets.forEach(({ path, written, option }, index) => {
    const refuse = (message: string, remedy: string): void =>
      problems.error({ ...NOWHERE, message: `${option} ${written}: ${message}`, remedy });
    const other = targets
      .slice(0, index)
      .find((each) => startsWith(path, each.path) || startsWith(each.path, path));
    if (other !== undefined)
      refuse(
        other.written === written ? 'is varied twice' : `overlaps with ${other.option} ${other.written}`,
        'vary each path once',
      );
    const setter = variants.find(({ settings }) => settings.some((each) => startsWith(each.path, path)));
    if (setter !== undefined)
      refuse(
        `"${formatPath(path)}" is what the variants of the file set, such as "${setter.name}"`,
        'vary a path that is the same in all variants',
      );
  });
}
