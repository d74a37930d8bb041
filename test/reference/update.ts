/** `npm run reference`: makes the parts of docs/scenario.md that follow from the code anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { pagePath, withParts } from './scenario-reference.js';

writeFileSync(pagePath, await withParts(readFileSync(pagePath, 'utf8')));
