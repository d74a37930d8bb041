import { expect, it } from 'vitest';
import { linesOf, rowsOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';

const TWO_CAPACITIES = small('taskDefinitions:', '  other: { launchType: EC2 }\ntaskDefinitions:');

it('a name is left out where there is only one thing that it could mean', () => {
  expect(rowsOf(SMALL).get('timeline[0].capacity')).toMatchObject({ value: 'web', source: 'the only one' });
});

it('a name is needed where there are several, and must be one of them', () => {
  expect(linesOf(TWO_CAPACITIES, 'error')).toEqual([
    expect.stringContaining(
      'there are several, and "capacity" does not say which (add "capacity:"; known: web, other)',
    ),
  ]);
  const named = TWO_CAPACITIES.replace('createService: api,', 'createService: api, capacity: webb,');
  expect(linesOf(named, 'error')[0]).toContain('unknown capacity "webb" (did you mean "web"?)');
});
