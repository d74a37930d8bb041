/** Crossovers in words: where the winner changes, or by how much one wins at both ends; a table of searches, or of points. */
import type { CrossoverPoint } from '../../experiment/find-crossover.js';
import { amountText } from '../../units/quantity-range.js';
import type { PlainTable } from '../plain-table.js';
import type { FlipLine } from './grid-words.js';
import { amountAlong, type CrossoverAnswer, type SearchAnswer, shortNames } from './sweep-answer.js';
import {
  hasNoValue,
  marginText,
  NO_DIFFERENCE,
  replicatesText,
  stretchWords,
  winHead,
  winVerb,
  withDoubt,
} from './sweep-words.js';

/** The answer of one search: `lazy wins from 434 MiB on, eager up to 428 MiB`, and so on. */
export function searchWords(answer: CrossoverAnswer, { found }: SearchAnswer): string {
  const { variants } = answer;
  const values = found.points.map(({ value }) => amountAlong(answer, value));
  const told = stretchWords(found.stretches, variants, values, true, winVerb(answer));
  const from = found.points[0];
  const to = found.points.at(-1);
  if (from === undefined || to === undefined) return told;
  const ends = `from ${amountAlong(answer, from.value)} to ${amountAlong(answer, to.value)}`;
  if (found.points.every(({ pair }) => hasNoValue(pair)))
    return `no crossover: ${answer.metric.text} has no value ${ends}`;
  if (found.stretches.length === 1)
    return from.wins === null
      ? `no crossover: ${NO_DIFFERENCE} ${ends}`
      : `no crossover: ${variants[from.wins]!} ${winVerb(answer)} ${ends}, by ${byAt(answer, from)} and by ${byAt(answer, to)}`;
  // Between two whole numbers there is nothing that could be played.
  const about = answer.range.whole
    ? []
    : found.crossovers.map(({ estimate }) => amountAlong(answer, estimate));
  const zero = about.length === 0 ? '' : ` (equal at about ${about.join(', ')})`;
  return `${told}${zero}${ENDED[found.ended]}`;
}

const ENDED = {
  found: '',
  limit: '; not narrowed down further, as the limit of points is reached',
  interrupted: '; interrupted before it was narrowed down',
} as const;

function byAt(answer: CrossoverAnswer, { value, pair }: CrossoverPoint): string {
  return `${marginText(pair[0], pair[1], answer.metric.unit)} at ${amountAlong(answer, value)}`;
}

/** The crossovers of one search in few words, for a table: `431 MiB`, `410 MiB – 455 MiB`, `none: lazy wins`. */
export function crossoverText(answer: CrossoverAnswer, { found }: SearchAnswer): string {
  if (found.points.length === 0) return 'not played';
  const each = found.crossovers.map(({ low, high, estimate, isClear }) =>
    isClear && !answer.range.whole
      ? amountAlong(answer, estimate)
      : `${amountAlong(answer, low)} – ${amountAlong(answer, high)}`,
  );
  if (each.length > 0) return each.join(', ');
  if (found.points.every(({ pair }) => hasNoValue(pair))) return 'none: no value';
  const winner = found.stretches.find(({ wins }) => wins !== null)?.wins;
  return winner === null || winner === undefined
    ? `none: ${NO_DIFFERENCE}`
    : `none: ${answer.variants[winner]!} ${winVerb(answer)}`;
}

/** A row for each search; null for a single one. */
export function searchTable(answer: CrossoverAnswer): PlainTable | null {
  const { axes, path, searches, variants } = answer;
  if (axes.length === 0) return null;
  const names = shortNames([path, ...axes.map((axis) => axis.path)]);
  const winner = (point: CrossoverPoint | undefined): string =>
    point === undefined || hasNoValue(point.pair)
      ? ''
      : point.wins === null
        ? NO_DIFFERENCE
        : variants[point.wins]!;
  return {
    id: 'crossovers',
    title: `Where ${answer.metric.text} flips`,
    caption: `The value of ${path} at which ${answer.runs === 1 ? 'who is ahead' : 'the winner'} in ${answer.metric.text} changes.`,
    heads: [
      ...names.slice(1),
      'crossover',
      `${winHead(answer)} at ${amountText(answer.range.low.text)}`,
      `${winHead(answer)} at ${amountText(answer.range.high.text)}`,
    ],
    words: names.length + 2,
    rows: searches.map((search) => [
      ...search.values,
      crossoverText(answer, search),
      winner(search.found.points[0]),
      winner(search.found.points.at(-1)),
    ]),
  };
}

/** Each search in a sentence, with the values that are fixed in it. */
export function searchLines(answer: CrossoverAnswer): readonly FlipLine[] {
  const names = shortNames([answer.path, ...answer.axes.map(({ path }) => path)]).slice(1);
  return answer.searches.map((search) => ({
    where: search.values.map((value, index) => `${names[index]!}=${value}`).join(', '),
    words: searchWords(answer, search),
  }));
}

/** A row for each point that was played. */
export function pointTable(answer: CrossoverAnswer): PlainTable {
  const { variants, metric, axes, path, searches } = answer;
  const names = shortNames([...axes.map((axis) => axis.path), path]);
  return {
    id: 'points',
    title: 'Points',
    caption: `${metric.text} at every point that was played${answer.runs === 1 ? '' : ', with 95 % intervals'}; the search added those between the first.`,
    heads: [...names, ...variants, winHead(answer)],
    words: names.length,
    rows: searches.flatMap(({ values, found }) =>
      found.points.map((point) => [
        ...values,
        amountAlong(answer, point.value),
        ...point.pair.map((replicates) => replicatesText(replicates, metric.unit)),
        point.wins === null
          ? hasNoValue(point.pair)
            ? ''
            : NO_DIFFERENCE
          : `${variants[point.wins]!} by ${marginText(point.pair[0], point.pair[1], metric.unit)}`,
      ]),
    ),
  };
}

/** The answer in a sentence, or a few. */
export function crossoverSentence(answer: CrossoverAnswer): string {
  const [only] = answer.searches;
  const along = `${answer.metric.text} along ${answer.path}`;
  if (answer.axes.length === 0 && only !== undefined)
    return withDoubt(`${along}: ${searchWords(answer, only)}.`, answer);
  const flips = answer.searches.filter(({ found }) => found.crossovers.length > 0).length;
  const who = answer.runs === 1 ? 'who is ahead' : 'the winner';
  const beside = shortNames(answer.axes.map(({ path }) => path)).join(' × ');
  return withDoubt(
    `${along}: ${who} changes for ${flips} of ${answer.searches.length} values of ${beside}.`,
    answer,
  );
}
