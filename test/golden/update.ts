/** `npm run golden`: plays the gallery, rewrites the recorded answers and prints what has changed. */
import { writeFileSync } from 'node:fs';
import { galleryNames, goldenFile, played, recorded } from './answer-of.js';

const wanted = process.argv.slice(2);
for (const name of galleryNames()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const before = recorded(name);
  const after = await played(name);
  if (before === after) {
    console.log(`${name}: unchanged`);
    continue;
  }
  writeFileSync(goldenFile(name), after);
  console.log(`${name}: ${before === '' ? 'new' : 'changed'}`);
  printDifference(before.split('\n'), after.split('\n'));
}

/** Lines that are in one text only, those before first. */
function printDifference(before: readonly string[], after: readonly string[]): void {
  const [had, has] = [new Set(before), new Set(after)];
  for (const line of before) if (!has.has(line)) console.log(`  - ${line.trim()}`);
  for (const line of after) if (before.length > 1 && !had.has(line)) console.log(`  + ${line.trim()}`);
}
