import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPolicies, policiesByReference, policyReference } from '../../src/node/policy-modules.js';
import type { WorldSpec } from '../../src/model/spec.js';
import { ec2, fargate, world } from '../model/tiny-world.js';

const folder = mkdtempSync(join(tmpdir(), 'pullcast-modules-'));
const file = join(folder, 'scenario.yaml');
writeFileSync(join(folder, 'mine.mjs'), `export default { name: 'mine', runsCleanup: () => false };`);
afterAll(() => rmSync(folder, { recursive: true }));

function scenario(...policies: readonly string[]): { variants: { world: WorldSpec }[] } {
  const variants = policies.map((policy) => ({ world: world({ capacities: [fargate(), ec2({ policy })] }) }));
  return { variants };
}

describe('loadPolicies', () => {
  it('loads what capacities name, each once, from beside the scenario file', async () => {
    const modules = await loadPolicies(scenario('amazon-ecs-agent', './mine.mjs', './mine.mjs'), file);
    expect(modules).toMatchObject([
      { reference: './mine.mjs', path: join(folder, 'mine.mjs'), policy: { name: 'mine' } },
    ]);
    expect(modules[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect([...policiesByReference(modules).keys()]).toEqual(['./mine.mjs']);
  });

  it('has nothing to load where only built-in policies are named', async () => {
    expect(await loadPolicies(scenario('amazon-ecs-agent', 'documented'), file)).toEqual([]);
  });

  it('names the file that it cannot load', async () => {
    await expect(loadPolicies(scenario('./other.mjs'), file)).rejects.toThrow(
      `${join(folder, 'other.mjs')}: there is no such file`,
    );
  });
});

describe('policyReference', () => {
  it.each([
    ['mine.mjs', 'my.yaml', './mine.mjs'],
    ['./policies/mine.mjs', 'my.yaml', './policies/mine.mjs'],
    ['mine.mjs', 'scenarios/my.yaml', '../mine.mjs'],
    ['scenarios/mine.mjs', 'scenarios/my.yaml', './mine.mjs'],
    ['mine.mjs', '-', './mine.mjs'],
  ])('names %s from %s as %s', (path, from, reference) => {
    expect(policyReference(path, from)).toBe(reference);
  });
});
