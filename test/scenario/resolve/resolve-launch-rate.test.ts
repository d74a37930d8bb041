import { describe, expect, it } from 'vitest';
import { linesOf, rowsOf } from '../reading.js';
import { fargateOf, onFargate } from './fargate-scenario.js';

describe('the launch rate of Fargate', () => {
  it.each([
    ['', { burst: 100, perSecond: 20, servicePerSecond: 500 / 60 }],
    ['    region: eu-south-2\n', { burst: 25, perSecond: 5, servicePerSecond: 125 / 60 }],
    ['    launchRate: { burst: 10 }\n', { burst: 10, perSecond: 20, servicePerSecond: 500 / 60 }],
    [
      '    launchRate: { burst: 10, rate: 2/s, serviceRate: 60/min }\n',
      { burst: 10, perSecond: 2, servicePerSecond: 1 },
    ],
    [
      '    launchRate: { serviceRate: unlimited }\n',
      { burst: 100, perSecond: 20, servicePerSecond: Infinity },
    ],
    ['    launchRate: none\n', null],
  ])('is that of the Region, what is given, or none: %s', (lines, expected) => {
    expect(fargateOf(onFargate(lines)).launchRate).toEqual(expected);
  });

  it('is told with its source', () => {
    expect(rowsOf(onFargate()).get('capacity.web.launchRate.serviceRate')).toMatchObject({
      value: '500/min',
      origin: 'catalogue',
    });
  });

  it.each([
    ['    launchRate: { burst: 0 }\n', 'write at least 1'],
    ['    launchRate: { rate: 0/s }\n', 'is nothing'],
    ['    launchRate: { rates: 2/s }\n', 'did you mean "rate"?'],
  ])('is refused: %s', (lines, words) => {
    expect(linesOf(onFargate(lines), 'error')[0]).toContain(words);
  });
});
