import { describe, expect, it } from 'vitest';
import { THRESHOLD_FORMS, parseResult, parseThreshold } from '../../src/scenario/parse-threshold.js';
import { UnitError } from '../../src/units/unit-error.js';

const VARIANTS = ['default', 'once', '1 vCPU'];

describe('a threshold', () => {
  it.each([
    ['start p95 < 60s', { kind: 'phase', phase: 'start', statistic: 'p95' }, '<', 60],
    ['pull p99 <= 1m30s', { kind: 'phase', phase: 'pull', statistic: 'p99' }, '<=', 90],
    ['unpack median ≤ 5s', { kind: 'phase', phase: 'unpack', statistic: 'p50' }, '<=', 5],
    ['launch mean < 250ms', { kind: 'phase', phase: 'launch', statistic: 'mean' }, '<', 0.25],
    ['first request p95 < 2s', { kind: 'request', which: 'first', statistic: 'p95' }, '<', 2],
    ['slowest request median <= 500ms', { kind: 'request', which: 'slowest', statistic: 'p50' }, '<=', 0.5],
    ['lazy share > 90 %', { kind: 'lazyShare' }, '>', 0.9],
    ['fallbacks = 0', { kind: 'fallbacks' }, '=', 0],
    ['failed = 0', { kind: 'failed' }, '=', 0],
    ['failed starts == 0', { kind: 'failed' }, '=', 0],
    ['failed < 1 %', { kind: 'failed' }, '<', 0.01],
    ['failed < 0.01', { kind: 'failed' }, '<', 0.01],
    ['unfinished < 3', { kind: 'unfinished' }, '<', 3],
    ['time to 400 running < 3m', { kind: 'timeToRunning', count: 400 }, '<', 180],
    ['disk peak < 80 %', { kind: 'diskPeak', unit: 'share' }, '<', 0.8],
    ['disk peak < 20 GiB', { kind: 'diskPeak', unit: 'bytes' }, '<', 20 * 2 ** 30],
    ['registry requests per start < 4.5', { kind: 'requestsPerStart' }, '<', 4.5],
    ['hit rate > 50 %', { kind: 'hitRate' }, '>', 0.5],
    ['running >= 80 % of desired', { kind: 'runningShare' }, '>=', 0.8],
    ['running ≥ 0.8', { kind: 'runningShare' }, '>=', 0.8],
    ['days to disk full > 30', { kind: 'diskFull' }, '>', 30 * 86_400],
    ['time to disk full > 2w', { kind: 'diskFull' }, '>', 14 * 86_400],
    ['stale minutes < 10', { kind: 'staleSeconds' }, '<', 600],
    ['stale >= 2h', { kind: 'staleSeconds' }, '>=', 7200],
    ['cost per 1000 starts < $0.40', { kind: 'cost', per: '1000 starts' }, '<', 0.4],
    ['cost per month < $900', { kind: 'cost', per: 'month' }, '<', 900],
    ['capacity cost per month < $5000', { kind: 'cost', per: 'month', part: 'capacity' }, '<', 5000],
    ['capacity cost per 1000 starts < $2', { kind: 'cost', per: '1000 starts', part: 'capacity' }, '<', 2],
    ['throttled requests < 100', { kind: 'throttled', per: 'run' }, '<', 100],
    ['throttled requests per start < 0.5', { kind: 'throttled', per: 'start' }, '<', 0.5],
    ['nat bytes < 10 GB', { kind: 'bytes', of: 'natBytes' }, '<', 1e10],
    ['nat bytes = 0', { kind: 'bytes', of: 'natBytes' }, '=', 0],
    ['endpoint bytes < 10 GB', { kind: 'bytes', of: 'endpointBytes' }, '<', 1e10],
    ['peer bytes > 1 GiB', { kind: 'bytes', of: 'peerBytes' }, '>', 2 ** 30],
    ['cross-region bytes < 1 GB', { kind: 'bytes', of: 'crossRegionBytes' }, '<', 1e9],
    ['stored < 100 GB', { kind: 'bytes', of: 'storedBytes' }, '<', 1e11],
    ['upstream pulls < 100', { kind: 'upstreamPulls' }, '<', 100],
    ['  start   p95<60s ', { kind: 'phase', phase: 'start', statistic: 'p95' }, '<', 60],
  ] as const)('is read: %s', (text, quantity, comparator, value) => {
    expect(parseThreshold(text, VARIANTS)).toEqual({
      text,
      quantity,
      variant: null,
      comparator,
      limit: { kind: 'value', value },
    });
  });

  it('can hold for one variant, whose name may have spaces', () => {
    expect(parseThreshold('start p95 of once < 60s', VARIANTS).variant).toBe('once');
    expect(parseThreshold('start p95 of 1 vCPU < 60s', VARIANTS).variant).toBe('1 vCPU');
  });

  it('can ask one variant for a share of what is desired', () => {
    expect(parseThreshold('running of once >= 80 % of desired', VARIANTS)).toMatchObject({
      variant: 'once',
      quantity: { kind: 'runningShare' },
      limit: { kind: 'value', value: 0.8 },
    });
  });

  it('can compare two variants', () => {
    expect(parseThreshold('start p95 of once <= start p99 of default', VARIANTS)).toMatchObject({
      variant: 'once',
      quantity: { phase: 'start', statistic: 'p95' },
      limit: { kind: 'variant', variant: 'default', quantity: { phase: 'start', statistic: 'p99' } },
    });
  });

  it('can be any of the forms that errors show', () => {
    for (const form of THRESHOLD_FORMS) expect(() => parseThreshold(form, VARIANTS)).not.toThrow();
  });
});

describe('a threshold that is none', () => {
  it.each([
    ['strat p95 < 60s', '"strat" is not a result', 'did you mean "start"?'],
    ['start p59 < 60s', '"p59" is not a result', 'did you mean "p50"?'],
    ['start < 60s', '"start" needs a statistic', 'write "start p95"'],
    ['banana < 60s', '"banana" is not a result', 'write one like these: start p95 < 60s; '],
    ['start p95', 'compares nothing', '< <= = >= >'],
    ['start p95 < 60', 'has no unit', '"60s"'],
    ['disk peak < 80', 'more than the whole', '"80 %"'],
    ['start p95 of onec < 60s', 'there is no variant "onec"', 'did you mean "once"?'],
    ['start p95 < failed of once', 'not comparable', 'the same result'],
    ['cost per month < cost per start of once', 'not comparable', 'the same result'],
    ['first request < 2s', '"first request" needs a statistic', 'write "first request p95"'],
    ['slowst request p95 < 2s', '"slowst" is not a result', 'did you mean "slowest"?'],
    ['fallbacks < 5 %', 'not a whole number', ''],
    ['throtled requests < 5', '"throtled" is not a result', 'did you mean "throttled"?'],
    ['nat bytes < 10', 'has no unit', '"10 MB" or "10 MiB"'],
    ['upstream pulls < many', 'not a whole number', ''],
    [
      'failed <= 3',
      '"failed" is the share of starts',
      'write "failed = 0", or a share such as "failed < 1 %"',
    ],
    ['failed < banana', 'not a share', ''],
    ['cost per month < 900', 'has no currency', '$900'],
  ])('is refused with the nearest words: %s', (text, message, remedy) => {
    let error: unknown;
    try {
      parseThreshold(text, VARIANTS);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(UnitError);
    expect((error as UnitError).message).toContain(message);
    expect((error as UnitError).remedy).toContain(remedy);
  });
});

describe('a result without a limit', () => {
  it.each([
    ['start p50', { kind: 'phase', phase: 'start', statistic: 'p50' }],
    ['  capacity   cost per month ', { kind: 'cost', per: 'month', part: 'capacity' }],
    ['total cost per month', { kind: 'cost', per: 'month', part: 'total' }],
    ['first request p95', { kind: 'request', which: 'first', statistic: 'p95' }],
  ])('is read from %s', (text, quantity) => {
    expect(parseResult(text)).toEqual(quantity);
  });

  it.each([
    ['start', '"start" needs a statistic', 'write "start p95"'],
    [
      'strat p50',
      '"strat" is not a result',
      'did you mean "start"? For example: start p95; pull p99; failed;',
    ],
    ['start p50 < 3s', '"start p50 < 3s" is not a result', 'time to 400 running; '],
  ])('is refused as %s, with results that have no limit either', (text, message, remedy) => {
    expect(() => parseResult(text)).toThrow(message);
    expect(() => parseResult(text)).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining(remedy) as string }),
    );
  });
});
