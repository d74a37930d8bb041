import { describe, expect, it } from 'vitest';
import { linesOf, rowsOf } from '../reading.js';
import { fargateOf, onFargate } from './fargate-scenario.js';

const cache = (text: string) => fargateOf(onFargate(`    imageCache: ${text}\n`)).imageCache;

describe('the image cache that Fargate does not have', () => {
  it('is not there unless it is asked for', () => {
    expect(fargateOf(onFargate()).imageCache).toBeNull();
    expect(cache('none')).toBeNull();
    expect(rowsOf(onFargate()).get('capacity.web.imageCache')?.source).toContain('nothing is cached');
  });

  it('is of hosts that wait for another task, or of all hosts', () => {
    const unlimited = { maximumHosts: Infinity, maximumBytes: Infinity };
    expect(cache('{}')).toEqual({ scope: 'host', keepSeconds: 1800, ...unlimited });
    expect(cache('{ keep: 1h, maximumHosts: 20 }')).toMatchObject({ keepSeconds: 3600, maximumHosts: 20 });
    expect(cache('{ scope: fleet, maximumSize: 200 GiB }')).toMatchObject({
      scope: 'fleet',
      maximumBytes: 200 * 2 ** 30,
    });
  });

  it.each([
    [
      '{ maximumSize: 1 GB }',
      'idle hosts are limited by their number (write "maximumHosts", or "scope: fleet")',
    ],
    ['{ scope: fleet, maximumHosts: 3 }', 'layers of the fleet are limited by their size'],
    [
      '{ keep: 0s }',
      '"0s" is nothing, and the model needs something (write a longer time, or "imageCache: none")',
    ],
    ['{ scope: hosts }', 'did you mean "host"?'],
  ])('has the limit of its scope: %s', (text, words) => {
    expect(linesOf(onFargate(`    imageCache: ${text}\n`), 'error')[0]).toContain(words);
  });
});
