/**
 * Sentences of `expect` → thresholds: `start p95 < 60s`, `failed = 0`, `start p95 of once <= start p95 of default`. Read
 * before a run, so that a typo costs nothing; judged in the report.
 */
import { parseCount } from '../units/count.js';
import { parseDuration } from '../units/duration.js';
import { parseMoney } from '../units/money.js';
import { nearestName } from '../units/nearest.js';
import { parseNumber } from '../units/number.js';
import { parseShare } from '../units/share.js';
import { parseSize } from '../units/size.js';
import { UnitError } from '../units/unit-error.js';
import type { Comparator, Quantity, Statistic, Threshold } from './scenario.js';

/** What can be said; the list that an error shows. */
export const THRESHOLD_FORMS: readonly string[] = [
  'start p95 < 60s',
  'pull p99 < 20s',
  'failed = 0',
  'failed < 1 %',
  'unfinished = 0',
  'first request p95 < 2s',
  'slowest request p95 < 5s',
  'time to 400 running < 3m',
  'disk peak < 80 %',
  'disk peak < 20 GiB',
  'requests per start < 5',
  'throttled requests < 100',
  'throttled requests per start < 1',
  'nat bytes < 10 GB',
  'cross-region bytes < 1 GB',
  'upstream pulls < 100',
  'stored < 100 GB',
  'hit rate > 50 %',
  'lazy share > 90 %',
  'fallbacks = 0',
  'running >= 80 % of desired',
  'days to disk full > 30',
  'stale minutes < 10',
  'cost per 1000 starts < $0.40',
  'cost per month < $900',
  'capacity cost per month < $5000',
  'total cost per month < $6000',
  'start p95 of once <= start p95 of default',
];

const STATISTICS: readonly Statistic[] = ['p50', 'p90', 'p95', 'p99', 'mean', 'max'];
const PHASES: readonly string[] = [
  'start',
  'launch',
  'pull',
  'capacity',
  'provision',
  'resolve',
  'wait',
  'fetch',
  'unpack',
  'create',
  'ready',
];
/** Every word that a quantity can begin with or hold, for suggestions. */
const VOCABULARY: readonly string[] = [
  ...PHASES,
  ...STATISTICS,
  'failed',
  'unfinished',
  'starts',
  'time',
  'to',
  'running',
  'desired',
  'days',
  'full',
  'disk',
  'peak',
  'registry',
  'first',
  'slowest',
  'request',
  'requests',
  'lazy',
  'share',
  'fallbacks',
  'per',
  'throttled',
  'nat',
  'endpoint',
  'peer',
  'cross-region',
  'bytes',
  'upstream',
  'pulls',
  'stored',
  'hit',
  'rate',
  'stale',
  'minutes',
  'total',
  'cost',
  'month',
  '1000',
  'of',
  'median',
];

const SENTENCE = /^(.+?)\s*(<=|>=|==|≤|≥|<|>|=)\s*(.+)$/;
const COMPARATORS: Readonly<Record<string, Comparator>> = {
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '=': '=',
  '==': '=',
  '>=': '>=',
  '≥': '>=',
  '>': '>',
};

/** A sentence as a threshold over the named variants. Throws UnitError with the nearest words, or the list of forms. */
export function parseThreshold(text: string, variants: readonly string[]): Threshold {
  const match = SENTENCE.exec(text.trim());
  if (match === null)
    throw new UnitError(
      `"${text}" compares nothing`,
      'write a result, one of < <= = >= >, and a limit: "start p95 < 60s"',
    );
  const [, left = '', sign = '', right = ''] = match;
  const subject = parseSubject(left, variants);
  const comparator = COMPARATORS[sign] ?? '<';
  const limit = parseLimit(right, subject.quantity, variants);
  // The same result of two variants is "p95 of a <= p95 of b"; a size tells bytes from shares of the disk.
  const quantity = limit.kind === 'bytes' ? ({ kind: 'diskPeak', unit: 'bytes' } as const) : subject.quantity;
  if (limit.kind === 'variant')
    return {
      text,
      ...subject,
      comparator,
      limit: { kind: 'variant', quantity: limit.quantity, variant: limit.variant },
    };
  return {
    text,
    quantity,
    variant: subject.variant,
    comparator,
    limit: { kind: 'value', value: limit.value },
  };
}

interface Subject {
  readonly quantity: Quantity;
  readonly variant: string | null;
}

function parseSubject(text: string, variants: readonly string[]): Subject {
  const [words, name] = splitOf(text.trim());
  if (name !== null && !variants.includes(name)) {
    const nearest = nearestName(name, variants);
    const remedy = nearest === undefined ? `variants: ${variants.join(', ')}` : `did you mean "${nearest}"?`;
    throw new UnitError(`there is no variant "${name}"`, remedy);
  }
  const quantity = parseQuantityWords(words.replace(/\s+/g, ' '));
  if (quantity === null) throw unknownResult(words);
  return { quantity, variant: name };
}

/** Names of variants can hold spaces, so all behind the first " of " is the name. */
function splitOf(text: string): readonly [string, string | null] {
  const at = text.indexOf(' of ');
  return at < 0 ? [text, null] : [text.slice(0, at).trim(), text.slice(at + 4).trim()];
}

const FIXED: Readonly<Record<string, Quantity>> = {
  failed: { kind: 'failed' },
  'failed starts': { kind: 'failed' },
  unfinished: { kind: 'unfinished' },
  'unfinished starts': { kind: 'unfinished' },
  'disk peak': { kind: 'diskPeak', unit: 'share' },
  'requests per start': { kind: 'requestsPerStart' },
  'registry requests per start': { kind: 'requestsPerStart' },
  'throttled requests': { kind: 'throttled', per: 'run' },
  'throttled requests per start': { kind: 'throttled', per: 'start' },
  'nat bytes': { kind: 'bytes', of: 'natBytes' },
  'endpoint bytes': { kind: 'bytes', of: 'endpointBytes' },
  'peer bytes': { kind: 'bytes', of: 'peerBytes' },
  'cross-region bytes': { kind: 'bytes', of: 'crossRegionBytes' },
  stored: { kind: 'bytes', of: 'storedBytes' },
  'stored bytes': { kind: 'bytes', of: 'storedBytes' },
  'upstream pulls': { kind: 'upstreamPulls' },
  'hit rate': { kind: 'hitRate' },
  'lazy share': { kind: 'lazyShare' },
  fallbacks: { kind: 'fallbacks' },
  running: { kind: 'runningShare' },
  'days to disk full': { kind: 'diskFull' },
  'time to disk full': { kind: 'diskFull' },
  stale: { kind: 'staleSeconds' },
  'stale minutes': { kind: 'staleSeconds' },
  'cost per start': { kind: 'cost', per: 'start' },
  'cost per 1000 starts': { kind: 'cost', per: '1000 starts' },
  'cost per month': { kind: 'cost', per: 'month' },
  'capacity cost per start': { kind: 'cost', per: 'start', part: 'capacity' },
  'capacity cost per 1000 starts': { kind: 'cost', per: '1000 starts', part: 'capacity' },
  'capacity cost per month': { kind: 'cost', per: 'month', part: 'capacity' },
  'total cost per start': { kind: 'cost', per: 'start', part: 'total' },
  'total cost per 1000 starts': { kind: 'cost', per: '1000 starts', part: 'total' },
  'total cost per month': { kind: 'cost', per: 'month', part: 'total' },
};

/** The result that words such as `start p95` or `total cost per month` name, without a limit. Throws UnitError. */
export function parseResult(text: string): Quantity {
  const words = text.trim().replace(/\s+/g, ' ');
  const quantity = parseQuantityWords(words);
  if (quantity === null) throw unknownResult(words, (form) => form.split(/ [<=>]/)[0]!);
  return quantity;
}

function parseQuantityWords(words: string): Quantity | null {
  const fixed = FIXED[words];
  if (fixed !== undefined && Object.hasOwn(FIXED, words)) return fixed;
  const running = /^time to (\d+) running$/.exec(words)?.[1];
  if (running !== undefined) return { kind: 'timeToRunning', count: parseCount(running, 1) };
  const which = /^(first|slowest) request\b/.exec(words)?.[1] as 'first' | 'slowest' | undefined;
  const span = which === undefined ? (words.split(' ')[0] ?? '') : `${which} request`;
  if (which === undefined && !PHASES.includes(span)) return null;
  const word = words.slice(span.length).trim();
  if (word === '')
    throw new UnitError(`"${span}" needs a statistic`, `write "${span} p95", or ${STATISTICS.join(', ')}`);
  const statistic = word === 'median' ? 'p50' : STATISTICS.find((each) => each === word);
  if (statistic === undefined) return null;
  return which === undefined
    ? { kind: 'phase', phase: span, statistic }
    : { kind: 'request', which, statistic };
}

function unknownResult(words: string, show = (form: string): string => form): UnitError {
  const forms = [...new Set(THRESHOLD_FORMS.map(show))];
  for (const word of words.split(/\s+/)) {
    if (VOCABULARY.includes(word)) continue;
    const nearest = nearestName(word, VOCABULARY);
    if (nearest !== undefined && !/^\d+$/.test(word))
      return new UnitError(
        `"${word}" is not a result`,
        `did you mean "${nearest}"? For example: ${forms.slice(0, 4).join('; ')}`,
      );
  }
  return new UnitError(`"${words}" is not a result`, `write one like these: ${forms.join('; ')}`);
}

type Limit =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'bytes'; readonly value: number }
  | { readonly kind: 'variant'; readonly quantity: Quantity; readonly variant: string };

function parseLimit(text: string, quantity: Quantity, variants: readonly string[]): Limit {
  const isOfDesired = quantity.kind === 'runningShare' && /\sof\s+desired$/.test(text);
  if (/\sof\s/.test(text) && !isOfDesired) {
    const other = parseSubject(text, variants);
    if (other.variant === null || !isSameResult(other.quantity, quantity))
      throw new UnitError(
        `"${text}" is not comparable with the left side`,
        'name the same result of another variant',
      );
    return { kind: 'variant', quantity: other.quantity, variant: other.variant };
  }
  switch (quantity.kind) {
    case 'phase':
    case 'request':
    case 'timeToRunning':
      return { kind: 'value', value: parseDuration(text) };
    case 'failed':
      return { kind: 'value', value: parseFailedShare(text) };
    case 'unfinished':
    case 'fallbacks':
    case 'upstreamPulls':
      return { kind: 'value', value: parseCount(text) };
    case 'requestsPerStart':
      return { kind: 'value', value: parseNumber(text) };
    case 'throttled':
      return { kind: 'value', value: quantity.per === 'start' ? parseNumber(text) : parseCount(text) };
    case 'bytes':
      return { kind: 'value', value: /^0$/.test(text) ? 0 : parseSize(text) };
    case 'hitRate':
    case 'lazyShare':
      return { kind: 'value', value: parseShare(text) };
    case 'runningShare':
      return { kind: 'value', value: parseShare(text.replace(/\sof\s+desired$/, '')) };
    case 'diskFull':
      return { kind: 'value', value: parseDuration(/^[\d.]+$/.test(text) ? `${text}d` : text) };
    case 'diskPeak':
      return /%|^[\d.]+$/.test(text)
        ? { kind: 'value', value: parseShare(text) }
        : { kind: 'bytes', value: parseSize(text) };
    case 'staleSeconds':
      return { kind: 'value', value: parseDuration(/^[\d.]+$/.test(text) ? `${text}m` : text) };
    case 'cost':
      return { kind: 'value', value: parseMoney(text) };
  }
}

/** Whether two results can be compared: both a share, both bytes, or the same thing per the same other. */
function isSameResult(one: Quantity, other: Quantity): boolean {
  return one.kind === other.kind && perOf(one) === perOf(other);
}

function perOf(quantity: Quantity): string {
  return 'per' in quantity ? quantity.per : '';
}

/** Failures are a share of the starts, so that the sentence does not depend on how many there are. */
function parseFailedShare(text: string): number {
  if (/^[1-9]\d*$/.test(text.trim()))
    throw new UnitError(
      `"failed" is the share of starts that failed, and "${text.trim()}" is a count`,
      'write "failed = 0", or a share such as "failed < 1 %"',
    );
  return parseShare(text);
}
