/**
 * What differs between two recordings of one scenario: decisions first, as they are what a policy is about,
 * then what came of the starts, then the figures. Starts are matched by the names of their tasks, and
 * what changed alike in many of them is told once.
 */
import { METRIC_KEYS } from '../run-figures.js';
import type { MetricKey } from '../summary.js';
import type { RecordedDecision, RecordedStart, RecordedVariant, Recording } from './recording.js';

/** One thing that changed in the same way in some starts of a variant. */
export interface StartChange {
  readonly variant: string;
  /** `app, pull`, `outcome`, `image of app`, `mount of app`, `start`. */
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Names of the tasks. */
  readonly tasks: readonly string[];
}

export interface FigureChange {
  readonly variant: string;
  readonly figure: MetricKey;
  readonly before: number;
  readonly after: number;
}

export interface RecordingChanges {
  readonly decisions: readonly StartChange[];
  /** Outcomes, errors, images that ran, starts that are gone or new. */
  readonly outcomes: readonly StartChange[];
  readonly figures: readonly FigureChange[];
  readonly variantsGone: readonly string[];
  readonly variantsNew: readonly string[];
  /** How much was compared. */
  readonly compared: { readonly variants: number; readonly starts: number; readonly decisions: number };
}

/** What changed from `before` to `after`. */
export function compareRecordings(before: Recording, after: Recording): RecordingChanges {
  const pairs = after.variants.flatMap((now) => {
    const then = before.variants.find(({ name }) => name === now.name);
    return then === undefined ? [] : [{ then, now }];
  });
  const decisions = new Changes();
  const outcomes = new Changes();
  for (const { then, now } of pairs) compareStarts(then, now, decisions, outcomes);
  const names = (recording: Recording): readonly string[] => recording.variants.map(({ name }) => name);
  return {
    decisions: decisions.list(),
    outcomes: outcomes.list(),
    figures: pairs.flatMap(({ then, now }) => figureChanges(then, now)),
    variantsGone: names(before).filter((name) => !names(after).includes(name)),
    variantsNew: names(after).filter((name) => !names(before).includes(name)),
    compared: {
      variants: pairs.length,
      starts: pairs.reduce((sum, { now }) => sum + now.starts.length, 0),
      decisions: pairs.reduce(
        (sum, { now }) => now.starts.reduce((more, start) => more + start.decisions.length, sum),
        0,
      ),
    },
  };
}

/** Whether anything has changed. */
export function hasChanged(changes: RecordingChanges): boolean {
  const { decisions, outcomes, figures, variantsGone, variantsNew } = changes;
  return [decisions, outcomes, figures, variantsGone, variantsNew].some(({ length }) => length > 0);
}

/** Gathers changes that are alike. */
class Changes {
  readonly #found = new Map<string, StartChange & { readonly tasks: string[] }>();

  add(variant: string, what: string, before: string, after: string, task: string): void {
    const key = JSON.stringify([variant, what, before, after]);
    const known = this.#found.get(key);
    if (known) known.tasks.push(task);
    else this.#found.set(key, { variant, what, before, after, tasks: [task] });
  }

  /** In the order in which they were found. */
  list(): readonly StartChange[] {
    return [...this.#found.values()];
  }
}

/** Stands for what is not there. */
export const ABSENT = 'none';

function compareStarts(
  then: RecordedVariant,
  now: RecordedVariant,
  decisions: Changes,
  outcomes: Changes,
): void {
  const before = new Map(then.starts.map((start) => [start.task, start]));
  for (const start of now.starts) {
    const old = before.get(start.task);
    before.delete(start.task);
    if (old === undefined) outcomes.add(now.name, 'start', ABSENT, endOf(start), start.task);
    else {
      compareDecisions(now.name, old, start, decisions);
      compareOutcomes(now.name, old, start, outcomes);
    }
  }
  for (const start of before.values()) outcomes.add(now.name, 'start', endOf(start), ABSENT, start.task);
}

function compareDecisions(variant: string, old: RecordedStart, start: RecordedStart, found: Changes): void {
  const before = byQuestion(old.decisions);
  const after = byQuestion(start.decisions);
  for (const question of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(question), after.get(question)];
    if (was !== is) found.add(variant, question, was ?? ABSENT, is ?? ABSENT, start.task);
  }
}

/** The answers by what was asked; a question that is asked again (a restarted container) has a number. */
function byQuestion(decisions: readonly RecordedDecision[]): Map<string, string> {
  const answers = new Map<string, string>();
  for (const { container, stage, pull, reason } of decisions) {
    const asked = `${container}, ${stage}`;
    let question = asked;
    for (let again = 2; answers.has(question); again += 1) question = `${asked} (${again})`;
    answers.set(question, `${pull ? 'yes' : 'no'}: ${reason}`);
  }
  return answers;
}

function compareOutcomes(variant: string, old: RecordedStart, start: RecordedStart, found: Changes): void {
  if (endOf(old) !== endOf(start)) found.add(variant, 'outcome', endOf(old), endOf(start), start.task);
  const compare = (what: string, was: RecordedStart['ran'], is: RecordedStart['ran']): void => {
    const before = new Map(was);
    const after = new Map(is);
    for (const container of new Set([...before.keys(), ...after.keys()])) {
      const [then, now] = [before.get(container), after.get(container)];
      if (then !== now)
        found.add(variant, `${what} of ${container}`, then ?? ABSENT, now ?? ABSENT, start.task);
    }
  };
  compare('image', old.ran, start.ran);
  compare('mount', old.mounted, start.mounted);
}

function endOf({ outcome, error }: RecordedStart): string {
  return error === '' ? outcome : `${outcome}: ${error}`;
}

function figureChanges(then: RecordedVariant, now: RecordedVariant): readonly FigureChange[] {
  return METRIC_KEYS.flatMap((figure) => {
    const before = then.figures[figure];
    const after = now.figures[figure];
    // What the recording does not know has not changed.
    if (before === undefined || after === undefined || Object.is(before, after)) return [];
    return [{ variant: now.name, figure, before, after }];
  });
}
