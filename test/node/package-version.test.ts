import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { packageVersion } from '../../src/node/package-version.js';

it('is the version that package.json has', () => {
  const root = new URL('../../', import.meta.url);
  const packaged = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
  expect(packageVersion()).toBe(packaged.version);
  expect(packageVersion()).toMatch(/^\d+\.\d+\.\d+/);
});
