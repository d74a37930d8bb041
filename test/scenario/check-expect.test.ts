import { describe, expect, it } from 'vitest';
import { isMeasured } from '../../src/scenario/check-expect.js';
import { linesOf, worldOf } from './reading.js';
import { small, SMALL } from './small-scenario.js';

const REQUESTS = small('ready: 4s', 'ready: 4s, reads: { requests: { count: 5 } }');
const VARIANTS =
  'compare:\n  - { name: quiet, set: { "taskDefinitions.api.containers[0].reads.requests": none } }\n  - { name: asked }\n';
const threshold = (text: string): string => `expect:\n  - ${text}\n`;

describe('a threshold on first requests', () => {
  it('is right where a container is asked for some', () => {
    expect(linesOf(REQUESTS + threshold('first request p95 < 2s'), 'error')).toEqual([]);
    expect(isMeasured({ kind: 'request', which: 'first', statistic: 'p95' }, worldOf(REQUESTS))).toBe(true);
  });

  it('is refused where nobody asks for any', () => {
    expect(linesOf(SMALL + threshold('slowest request p95 < 2s'), 'error')).toEqual([
      '27:5 expect[0]: no container is asked for first requests (add "reads: { requests: { count: 20 } }" to a container)',
    ]);
    expect(linesOf(SMALL + threshold('start p95 < 60s'), 'error')).toEqual([]);
  });

  it('is refused where the variant that it names has none', () => {
    const [line] = linesOf(REQUESTS + threshold('first request p95 of quiet < 2s') + VARIANTS, 'error');
    expect(line).toContain('no container is asked for first requests in "quiet"');
    const against = 'first request p95 of asked < first request p95 of quiet';
    expect(linesOf(REQUESTS + threshold(against) + VARIANTS, 'error')).toHaveLength(1);
    expect(linesOf(REQUESTS + threshold('first request p95 of asked < 2s') + VARIANTS, 'error')).toEqual([]);
  });

  it('is doubted where some variants have none', () => {
    const text = REQUESTS + threshold('first request p95 < 2s') + VARIANTS;
    expect(linesOf(text, 'error')).toEqual([]);
    expect(linesOf(text, 'warning').join('\n')).toContain(
      'in "quiet", so that this cannot hold there (name a variant, such as "… of asked")',
    );
  });
});
