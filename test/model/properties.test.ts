/**
 * What must hold in every world (`check-world.ts`), in thousands of random ones. A failure prints one line that plays
 * its smallest world again, and then shows that world: `PULLCAST_WORLD='SEED:PATH' npx vitest run …`.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulateRun } from '../../src/model/simulate-run.js';
import type { WorldSpec } from '../../src/model/spec.js';
import { checkWorld, SEED } from './check-world.js';
import { insist } from './insist.js';
import { randomWorld } from './random-world.js';
import { rows } from './tiny-world.js';

const again = process.env['PULLCAST_WORLD'];
/** `PULLCAST_WORLDS='SEED:COUNT'`: other worlds than the usual ones, and more of them. */
const other = process.env['PULLCAST_WORLDS'];

/** JSON has no Infinity. */
function line(spec: WorldSpec): string {
  return JSON.stringify(spec, (_, value: unknown) => (value === Infinity ? 'Infinity' : value));
}

function everyWorld(property: (spec: WorldSpec) => void, numRuns: number): void {
  const [usualSeed, usualRuns] = other === undefined ? [20260801, numRuns] : splitAtColon(other);
  const [seed, path] = again === undefined ? [usualSeed, undefined] : splitAtColon(again);
  const parameters =
    path === undefined ? { numRuns: Number(usualRuns), seed } : { seed, path, endOnFailure: true };
  const found = fc.check(fc.property(randomWorld, property), parameters);
  if (!found.failed) return;
  const replay = `PULLCAST_WORLD='${found.seed}:${found.counterexamplePath}' npx vitest run test/model/properties.test.ts`;
  const world = again === undefined ? '' : `\n${line(found.counterexample![0])}`;
  const message = found.errorInstance instanceof Error ? found.errorInstance.message : 'it fails';
  throw new Error(`${message}\nto play it again: ${replay}${world}`, { cause: found.errorInstance });
}

function splitAtColon(text: string): [number, string] {
  const colon = text.indexOf(':');
  return [Number(text.slice(0, colon)), text.slice(colon + 1)];
}

describe('in every world', () => {
  it('times add up, nothing leaks and no start is lost', () => everyWorld(checkWorld, 2500), 600_000);

  it('the same seed gives the same rows, and of most worlds rows of tasks that have started', () => {
    let [worlds, alive] = [0, 0];
    everyWorld((spec) => {
      const [one, other] = [simulateRun(spec, SEED, 1), simulateRun(spec, SEED, 1)];
      worlds++;
      if (rows(one).some(({ outcome }) => outcome === 'started')) alive++;
      insist(JSON.stringify(rows(one)) === JSON.stringify(rows(other)), 'rows are the same');
      insist(JSON.stringify(one.totals) === JSON.stringify(other.totals), 'totals are the same');
    }, 60);
    // Worlds in which nothing starts have little that could go wrong.
    if (again === undefined) expect(alive / worlds).toBeGreaterThan(0.6);
  }, 300_000);
});
