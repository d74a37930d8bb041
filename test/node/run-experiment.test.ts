import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runExperiment as runInline } from '../../src/experiment/run-experiment.js';
import type { PullPolicy } from '../../src/model/policy/types.js';
import { loadPolicies } from '../../src/node/policy-modules.js';
import { runExperiment } from '../../src/node/run-experiment.js';
import type { Scenario } from '../../src/scenario/scenario.js';
import { tinyScenario, tinyWorld } from '../experiment/tiny-scenario.js';

describe('runExperiment on worker threads', () => {
  it('gives the same as inline, whatever the number of threads', async () => {
    const scenario = tinyScenario({ runs: 4 });
    const inline = await runInline(scenario);
    for (const threads of [0, 1, 2]) expect(await runExperiment(scenario, { threads })).toEqual(inline);
  });

  it('takes runs and seed from its options, and tells its progress', async () => {
    const seen: number[] = [];
    const result = await runExperiment(tinyScenario(), {
      threads: 2,
      runs: 2,
      seed: 'other',
      onProgress: ({ finished, total }) => void seen.push(finished, total),
    });
    expect(result.scenario).toMatchObject({ runs: 2, seed: 'other' });
    expect(seen).toEqual([1, 4, 2, 4, 3, 4, 4, 4]);
  });

  it('keeps what is finished when it is aborted in the middle', async () => {
    const controller = new AbortController();
    const result = await runExperiment(tinyScenario({ runs: 500 }), {
      threads: 1,
      signal: controller.signal,
      onProgress: ({ finished }) => (finished === 5 ? controller.abort() : undefined),
    });
    expect(result.complete).toBe(false);
    expect(result.variants.map(({ runs }) => runs.length)).toEqual([3, 2]);
  });

  it('plays nothing when it was aborted before it began', async () => {
    const result = await runExperiment(tinyScenario(), { threads: 1, signal: AbortSignal.abort() });
    expect(result.variants.map(({ runs }) => runs.length)).toEqual([0, 0]);
  });

  it('hands on the error of a simulation that fails, with what replays it', async () => {
    const broken = tinyScenario({
      variants: [{ name: 'odd', set: {}, world: { ...tinyWorld(), capacities: [] } }],
    });
    await expect(runExperiment(broken, { threads: 1 })).rejects.toThrow(/variant "odd", run \d, seed "1"/);
    await expect(runExperiment(broken, { threads: 0 })).rejects.toThrow(/variant "odd", run 1, seed "1"/);
  });

  it('hears an abort while it plays a small question inline', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 0);
    const result = await runExperiment(tinyScenario({ runs: 10_000 }), {
      threads: 0,
      signal: controller.signal,
    });
    expect(result.complete).toBe(false);
  });
});

describe("runExperiment with a user's policy", () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullcast-run-'));
  const file = join(folder, 'scenario.yaml');
  afterAll(() => rmSync(folder, { recursive: true }));

  function withPolicy(policy: string): Scenario {
    const plain = tinyWorld();
    const capacities = plain.capacities.map((capacity) => ({ ...capacity, policy }));
    return tinyScenario({ variants: [{ name: 'mine', set: {}, world: { ...plain, capacities } }] });
  }

  const never: PullPolicy = { name: 'never', decidePull: () => ({ pull: false, reason: 'never' }) };

  it('gives the same from a module in threads as from a function inline', async () => {
    writeFileSync(
      join(folder, 'never.mjs'),
      `export default { name: 'never', decidePull: () => ({ pull: false, reason: 'never' }) };`,
    );
    const scenario = withPolicy('./never.mjs');
    const policies = new Map([['./never.mjs', never]]);
    const inline = await runInline(scenario, { policies });
    const failures = inline.variants[0]?.runs.map(({ starts }) => starts.labels.outcome);
    expect(failures).toEqual([['failed'], ['failed'], ['failed']]);
    const policyModules = await loadPolicies(scenario, file);
    for (const threads of [0, 2])
      expect(await runExperiment(scenario, { threads, policyModules })).toEqual(inline);
    expect(await runExperiment(scenario, { threads: 2, policies })).toEqual(inline);
  });

  it('says which policy failed, at which question, in which variant, from a thread as inline', async () => {
    writeFileSync(
      join(folder, 'broken.mjs'),
      `export default { name: 'broken', decidePull() { throw new Error('no plan'); } };`,
    );
    const scenario = withPolicy('./broken.mjs');
    const policyModules = await loadPolicies(scenario, file);
    for (const threads of [0, 1]) {
      const failure = runExperiment(scenario, { threads, policyModules });
      await expect(failure).rejects.toThrow(
        /^variant "mine", run 1, seed "1": policy "broken": decidePull threw "no plan"\n {2}it was asked {"behavior":"default"/,
      );
      await expect(failure).rejects.toMatchObject({ name: 'TrialError', policy: 'broken' });
    }
  });

  it("plays a user's module in a thread, however small the question, so that an abort is heard while it hangs", async () => {
    writeFileSync(
      join(folder, 'where.mjs'),
      `import { isMainThread } from 'node:worker_threads';
       export default { name: 'where', decidePull() { throw new Error('main thread: ' + isMainThread); } };`,
    );
    const scenario = withPolicy('./where.mjs');
    const failure = runExperiment(scenario, { policyModules: await loadPolicies(scenario, file) });
    await expect(failure).rejects.toThrow('main thread: false');
  });
});
