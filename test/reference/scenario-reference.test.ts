import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BINDERS, PHASES } from '../../src/model/record.js';
import { CSV_COLUMNS } from '../../src/report/csv.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { pagePath, partNames, withParts } from './scenario-reference.js';

const page = readFileSync(pagePath, 'utf8');

describe('docs/scenario.md', () => {
  it('says what the code says (else: npm run reference)', async () => {
    expect(page).toBe(await withParts(page));
  });

  it.each(partNames)('holds the part "%s"', (name) => {
    expect(page).toContain(`<!-- from the code: ${name} -->`);
  });

  it('explains every column of starts.csv', () => {
    const names = [...page.matchAll(/`([\w]+)`/g)].map((match) => match[1]);
    for (const column of CSV_COLUMNS) {
      const bare = column.replace(/^(phase|bound)_/, '');
      expect(names, column).toContain(bare);
    }
  });

  it.each([...PHASES, ...BINDERS])('has a line for %s', (name) => {
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` `, 'm'));
  });

  it('shows scenarios that are right', () => {
    const whole = [...page.matchAll(/```yaml\n(images:[^]*?)```/g)].map((match) => match[1] ?? '');
    expect(whole.length).toBeGreaterThan(0);
    for (const text of whole) expect(parseScenario(text).variants.length).toBeGreaterThan(0);
  });
});
