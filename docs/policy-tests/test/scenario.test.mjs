/** A whole scenario, as `pullcast run` plays it, with the modules that it names. */
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { compare, summarize } from 'pullcast';
import { loadPolicies, readScenario, runExperiment } from 'pullcast/node';

const file = fileURLToPath(new URL('../scenario.yaml', import.meta.url));

it('asks the registry less often than the agent does, and no start fails', async () => {
  const scenario = await readScenario(file);
  const policyModules = await loadPolicies(scenario, file);
  const result = await runExperiment(scenario, { policyModules });
  const requests = result.variants.map(({ runs }) =>
    runs.reduce((sum, { totals }) => sum + totals.registryRequests, 0),
  );
  expect(requests[1]).toBeLessThan(requests[0]);
  for (const { runs } of result.variants)
    for (const { starts } of runs) expect(starts.labels.outcome).not.toContain('failed');
  expect(compare(summarize(result)).baseline).toBe('amazon-ecs-agent');
});
