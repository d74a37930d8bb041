/**
 * Distributions as text: a plain quantity is a constant; otherwise `lognormal(median 4s, p95 9s)`,
 * `lognormal(median 4s, sigma 0.5)`, `exponential(mean 2s)`, `uniform(1s, 3s)`, `empirical(1.2s, 1.4s, 3s)`.
 * A log-normal's sigma follows from its percentile: log(p95 / median) / z(0.95), z the normal quantile.
 */
import { log } from '../math/log.js';
import { normalQuantile } from '../math/normal-quantile.js';
import { constant, empirical, type Distribution } from './distribution.js';
import { parseDuration, writeDuration } from './duration.js';
import { nearestName } from './nearest.js';
import { UnitError } from './unit-error.js';

type ParseUnit = (text: string) => number;

const EXAMPLES = {
  lognormal: 'lognormal(median 4s, p95 9s)',
  exponential: 'exponential(mean 2s)',
  uniform: 'uniform(1s, 3s)',
  empirical: 'empirical(1.2s, 1.4s, 3s)',
} as const;

type Name = keyof typeof EXAMPLES;

/** Reads a distribution whose quantities `parseUnit` reads (durations by default). Throws UnitError. */
export function parseDistribution(text: string, parseUnit: ParseUnit = parseDuration): Distribution {
  const trimmed = text.trim();
  const match = /^([A-Za-z][\w-]*)\s*\((.*)$/s.exec(trimmed);
  if (match === null) {
    if (isName(trimmed))
      throw new UnitError(`"${trimmed}" lacks its parameters`, `write "${EXAMPLES[trimmed]}"`);
    return constant(parseUnit(trimmed));
  }
  const [, name = '', rest = ''] = match;
  if (!isName(name)) throw unknownName(name);
  if (!rest.endsWith(')'))
    throw new UnitError(`"${trimmed}" lacks its closing bracket`, `write "${EXAMPLES[name]}"`);
  const list = rest
    .slice(0, -1)
    .split(',')
    .map((item) => item.trim());
  if (list.includes('')) throw wrongParameters(name, trimmed);
  return READERS[name](list, parseUnit, trimmed);
}

type Reader = (list: readonly string[], parseUnit: ParseUnit, text: string) => Distribution;

const READERS: Readonly<Record<Name, Reader>> = {
  lognormal: readLognormal,
  exponential: readExponential,
  uniform: readUniform,
  empirical: (list, parseUnit) => empirical(list.map(parseUnit)),
};

function isName(name: string): name is Name {
  return Object.hasOwn(EXAMPLES, name);
}

function unknownName(name: string): UnitError {
  const nearest = nearestName(name, Object.keys(EXAMPLES));
  const known = Object.keys(EXAMPLES).join(', ');
  const example = nearest !== undefined && isName(nearest) ? EXAMPLES[nearest] : undefined;
  return new UnitError(
    `"${name}" is not a distribution`,
    example === undefined
      ? `use one of ${known}, or write a plain quantity for a constant`
      : `write "${example}"`,
  );
}

function wrongParameters(name: Name, text: string): UnitError {
  return new UnitError(`"${text}" does not have the parameters of ${name}`, `write "${EXAMPLES[name]}"`);
}

/** Splits `median 4s` into its keyword and its value. */
function named(item: string | undefined): readonly [keyword: string, value: string] {
  const match = /^([A-Za-z]+\d*)\s+(.+)$/.exec(item ?? '');
  return match === null ? ['', item ?? ''] : [match[1] ?? '', match[2] ?? ''];
}

function readLognormal(list: readonly string[], parseUnit: ParseUnit, text: string): Distribution {
  const [medianWord, medianText] = named(list[0]);
  const [spreadWord, spreadText] = named(list[1]);
  if (list.length !== 2 || medianWord !== 'median') throw wrongParameters('lognormal', text);
  const median = parseUnit(medianText);
  if (median === 0)
    throw new UnitError('the median of a lognormal must be above zero', `write "${EXAMPLES.lognormal}"`);
  if (spreadWord === 'sigma') return { kind: 'lognormal', median, sigma: parseSigma(spreadText) };
  const percentile = /^p(9\d|[6-8]\d|5[1-9])$/.exec(spreadWord);
  if (percentile === null) throw wrongParameters('lognormal', text);
  const upper = parseUnit(spreadText);
  if (upper < median) {
    const swapped = `lognormal(median ${spreadText}, ${spreadWord} ${medianText})`;
    throw new UnitError(
      `${spreadWord} ${spreadText} is below the median ${medianText}`,
      `write "${swapped}" if they are swapped`,
    );
  }
  return {
    kind: 'lognormal',
    median,
    sigma: log(upper / median) / normalQuantile(Number(percentile[1]) / 100),
  };
}

function parseSigma(text: string): number {
  if (/^\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) return Number(text);
  const message = `"${text}" is not a sigma: it is the standard deviation of the logarithm, a number without unit`;
  throw new UnitError(message, 'write "sigma 0.5"');
}

function readExponential(list: readonly string[], parseUnit: ParseUnit, text: string): Distribution {
  const [word, value] = named(list[0]);
  if (list.length !== 1 || word !== 'mean') throw wrongParameters('exponential', text);
  const mean = parseUnit(value);
  if (mean === 0)
    throw new UnitError(
      'the mean of an exponential must be above zero',
      `write "${value}" alone for a constant`,
    );
  return { kind: 'exponential', mean };
}

function readUniform(list: readonly string[], parseUnit: ParseUnit, text: string): Distribution {
  const [lowText, highText] = list;
  if (list.length !== 2 || lowText === undefined || highText === undefined)
    throw wrongParameters('uniform', text);
  const low = parseUnit(lowText);
  const high = parseUnit(highText);
  if (low > high) {
    throw new UnitError(
      `the low end ${lowText} is above the high end ${highText}`,
      `write "uniform(${highText}, ${lowText})"`,
    );
  }
  return { kind: 'uniform', low, high };
}

/** The text of a distribution, which `parseDistribution` reads back to the very same one. `write` writes its quantities exactly. */
export function formatDistribution(
  distribution: Distribution,
  write: (value: number) => string = writeDuration,
): string {
  switch (distribution.kind) {
    case 'constant':
      return write(distribution.value);
    case 'uniform':
      return `uniform(${write(distribution.low)}, ${write(distribution.high)})`;
    case 'exponential':
      return `exponential(mean ${write(distribution.mean)})`;
    case 'lognormal':
      return `lognormal(median ${write(distribution.median)}, sigma ${distribution.sigma})`;
    case 'empirical':
      return `empirical(${distribution.values.map(write).join(', ')})`;
  }
}
