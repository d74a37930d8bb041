/**
 * What a scenario says of values that nobody has written: those that a search tries between the ends of its range. That
 * they are refused is one problem, of the range, and the remedy is a list of values instead of a search.
 */
import type { Problem } from '../scenario/scenario.js';
import { ScenarioError } from '../scenario/scenario-error.js';
import type { QuantityRange } from '../units/quantity-range.js';

/** The same error, with one problem for all values between the ends. */
export function tellBetween(
  { problems }: ScenarioError,
  { path, range }: { readonly path: string; readonly range: QuantityRange },
): ScenarioError {
  const start = `--crossover ${path}=`;
  const ends = [range.low, range.high].map(({ text }) => `${start}${text}: `);
  const isBetween = ({ message }: Problem): boolean =>
    message.startsWith(start) && !ends.some((end) => message.startsWith(end));
  const first = problems.find(isBetween);
  if (first === undefined) return new ScenarioError(problems);
  const one: Problem = {
    ...first,
    message: `--crossover ${path}: not every value from ${range.low.text} to ${range.high.text} can be played: ${first.message.slice(start.length)}`,
    remedy: `list those that can, --vary ${path}=a,b,c: ${first.remedy}`,
  };
  return new ScenarioError(
    problems.flatMap((problem) => (problem === first ? [one] : isBetween(problem) ? [] : [problem])),
  );
}
