import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { galleryNames, played, recorded } from './answer-of.js';

describe('the gallery', () => {
  it.each(galleryNames())('%s gives its recorded answer (npm run golden rewrites it)', async (name) => {
    expect(await played(name)).toBe(recorded(name));
  });

  it('has no answer without a scenario', () => {
    const answers = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.json'));
    expect(answers.map((file) => file.replace('.json', '')).sort()).toEqual([...galleryNames()].sort());
  });
});
