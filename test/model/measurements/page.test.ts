import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allRows } from './all-rows.js';
import { pagePath, withParts } from './page.js';

describe('docs/measurements.md', () => {
  it('says what the model says, to two digits (else: npx tsx test/model/measurements/update.ts)', async () => {
    const page = readFileSync(pagePath, 'utf8');
    expect(page).toBe(await withParts(page));
  });

  it('has rows with names of their own', () => {
    expect(new Set(allRows.map(({ id }) => id)).size).toBe(allRows.length);
  });
});
