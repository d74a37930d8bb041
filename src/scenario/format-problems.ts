/**
 * Problems as text: `file:line:column  what is wrong  what to do`, and below it the line with a mark
 * under the place. Colour is optional and says nothing that the words do not say.
 */
import type { Problem } from './scenario.js';

export interface ProblemFormat {
  readonly color?: boolean;
}

const ESCAPE = '\u001b[';
/** Longer lines are cut around the mark. */
const WIDTH = 100;

/** All problems in the order given, one block each, without a newline at the end. */
export function formatProblems(problems: readonly Problem[], { color = false }: ProblemFormat = {}): string {
  return problems.map((problem) => formatProblem(problem, color)).join('\n');
}

function formatProblem(problem: Problem, color: boolean): string {
  const paint = (code: number, text: string): string =>
    color ? `${ESCAPE}${code}m${text}${ESCAPE}0m` : text;
  const isError = problem.severity === 'error';
  const word = isError ? '' : `${paint(33, 'warning:')} `;
  const remedy = problem.remedy === '' ? '' : `  ${problem.remedy}`;
  const head = `${paint(1, place(problem))}  ${word}${sentence(problem)}${remedy}`;
  return [head, ...excerptOf(problem, (text) => paint(isError ? 31 : 33, text))].join('\n');
}

function place({ file, line, column }: Problem): string {
  const name = file ?? 'scenario';
  return line === 0 ? name : `${name}:${line}:${column}`;
}

/** The path in front, where the message alone would not say which of many is meant. */
function sentence({ path, message }: Problem): string {
  return path === '' ? message : `${path}: ${message}`;
}

function excerptOf({ excerpt, line, column }: Problem, mark: (text: string) => string): readonly string[] {
  if (excerpt === undefined || line === 0) return [];
  const start = column > WIDTH - 20 ? column - 40 : 0;
  const shown = excerpt.slice(start, start + WIDTH).replaceAll('\t', ' ');
  const rest = excerpt.slice(column - 1);
  const length = Math.max(
    1,
    Math.min(/^("[^"]*"|'[^']*'|[^\s:,{}[\]#]+)?/.exec(rest)?.[0].length ?? 1, WIDTH),
  );
  const gutter = String(line).padStart(5);
  return [
    `${gutter} | ${shown}`,
    `${' '.repeat(gutter.length)} | ${' '.repeat(column - 1 - start)}${mark('^'.repeat(length))}`,
  ];
}
