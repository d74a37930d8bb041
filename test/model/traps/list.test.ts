/** The tables of docs/fidelity.md and the tests that they promise. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { INFERENCES } from '../../../src/model/inferences.js';

const page = readFileSync('docs/fidelity.md', 'utf8');
const [agentPart, runtimePart] = page.split('## Container runtimes') as [string, string];

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(`test/${file}`, 'utf8'))
  .join('\n');

function rowsOf(part: string): string[][] {
  const lines = part.split('\n').filter((line) => /^\|\s*\d+\s*\|/.test(line));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const traps = rowsOf(agentPart);
const items = rowsOf(runtimePart);

describe('the list of traps', () => {
  it('has all 40 of the agent and all 28 of the runtimes', () => {
    expect(traps.map(([number]) => Number(number))).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect(items.map(([number]) => Number(number))).toEqual(Array.from({ length: 28 }, (_, n) => n + 1));
  });

  it.each(traps.map(([number]) => number!))('names trap %s in the title of a test', (number) => {
    expect(tests).toMatch(new RegExp(`['"\`]trap ${number}: `));
  });

  it.each(items.map(([number, , here]) => [number!, here!] as const))(
    'tests item %s of the runtimes, or says why not',
    (number, here) => {
      if (here === 'tested') expect(tests).toMatch(new RegExp(`['"\`]§9\\.${number}: `));
      else expect(here).toMatch(/^out of scope here: .{10,}/);
    },
  );

  it('gives every inferred trap a switch that the model knows, and every switch a trap', () => {
    const switches = traps.map(([, , , name]) => name!.replaceAll('`', '')).filter((name) => name !== '');
    for (const [number, , evidence, name] of traps) {
      expect(evidence === 'inferred', `trap ${number}`).toBe(name !== '');
    }
    expect(switches).toEqual(Object.keys(INFERENCES));
  });
});
