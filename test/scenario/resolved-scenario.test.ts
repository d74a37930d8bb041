import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { readResolved, writeResolved } from '../../src/scenario/resolved-scenario.js';
import { SMALL } from '../cli/scenario-files.js';

describe('a resolved scenario as text', () => {
  const scenario = parseScenario(SMALL);

  it('reads back to the same worlds, limits that are no limits included', () => {
    const read = readResolved(writeResolved(scenario));
    expect(read?.variants).toEqual(scenario.variants);
    expect(read).toMatchObject({ name: 'small', seed: '1', runs: 2, measure: scenario.measure });
    expect(JSON.stringify(scenario.variants)).toContain('null');
  });

  it('holds no path and no position in a file', () => {
    const text = writeResolved({
      ...scenario,
      warnings: [
        {
          severity: 'warning',
          path: 'a',
          line: 3,
          column: 1,
          message: 'm',
          remedy: '',
          file: '/home/x.yaml',
        },
      ],
    });
    expect(text).not.toContain('/home/x.yaml');
  });

  it.each(['', '{', '[]', 'null', '{"version":99,"variants":[]}', '{"version":1}'])('is not %j', (text) => {
    expect(readResolved(text)).toBeNull();
  });
});
