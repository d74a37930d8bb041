import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as pullcast from '../src/index.js';
import { decidePull } from '../src/model/policy/index.js';
import * as onNode from '../src/node/index.js';
import { SMALL } from './cli/scenario-files.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('the library', () => {
  it('does what the example of the README shows', async () => {
    const { parseScenario, runExperiment, summarize, compare } = pullcast;
    const scenario = parseScenario(SMALL);
    const result = await runExperiment(scenario, { runs: 3 });
    const summary = summarize(result);
    expect(summary.variants.map(({ name }) => name)).toEqual(['default', 'once']);
    expect(compare(summary).baseline).toBe('default');
    expect(decidePull({ behavior: 'once', pulledByAgent: false, imageOnDisk: true })).toMatchObject({
      pull: true,
    });
  });

  it('parses the scenario of the README', () => {
    const text = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? '';
    const scenario = pullcast.parseScenario(text);
    expect(scenario.variants.map(({ name }) => name)).toEqual(['default', 'always', 'once', 'prefer-cached']);
    expect(scenario.warnings).toEqual([]);
  });

  it('throws problems that a program can read', () => {
    const broken = (): unknown => pullcast.parseScenario(SMALL.replace('duration:', 'durashun:'));
    expect(broken).toThrow(pullcast.ScenarioError);
    expect(broken).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ path: 'durashun', line: 5 })] }),
    );
  });

  it('gives the same on worker threads as in a page', async () => {
    const scenario = pullcast.parseScenario(SMALL);
    const json = async (run: typeof pullcast.runExperiment): Promise<string> =>
      pullcast.summaryJson(pullcast.assess(await run(scenario)));
    expect(await json((asked) => onNode.runExperiment(asked, { threads: 1 }))).toBe(
      await json(pullcast.runExperiment),
    );
  });
});
