import { expect, it } from 'vitest';
import { describeScenario } from '../../src/scenario/describe-scenario.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { SMALL } from './small-scenario.js';

it('gives the rows of show in the order of the sections of a file', () => {
  const rows = describeScenario(parseScenario(SMALL));
  const sections = [...new Set(rows.map(({ path }) => path.split(/[.[]/)[0]))];
  expect(sections.slice(0, 8)).toEqual([
    'name',
    'question',
    'seed',
    'runs',
    'duration',
    'epoch',
    'images',
    'registries',
  ]);
  expect(rows.find(({ path }) => path === 'runs')).toEqual({
    path: 'runs',
    value: '10',
    origin: 'default',
    source: 'enough for an interval',
  });
});
