/** `npx tsx test/model/measurements/update.ts`: makes the parts of docs/measurements.md that follow from the rows anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pagePath, withParts } from './page.js';

writeFileSync(pagePath, await withParts(readFileSync(pagePath, 'utf8')));
