import { describe, expect, it } from 'vitest';
import { fargateDefaults } from '../../../src/catalog/costs.js';
import {
  preparationSeconds,
  provisionSeconds,
  sidecarSeconds,
} from '../../../src/model/launch/fargate-extras.js';
import type { FargateExtras, TaskDefinitionSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { environment, task } from '../tiny-parts.js';
import { container, fargate, near, play, runTask, taskDefinition, world } from '../tiny-world.js';

const extras: FargateExtras = {
  efsProvisionSeconds: constant(1),
  efsCreateSeconds: constant(7),
  serviceConnectProvisionSeconds: constant(2),
  serviceConnectCreateSeconds: constant(11),
  secretsProvisionSeconds: constant(3),
  sidecarCreateSeconds: constant(0.7),
};
const spec = fargate({ extras });

function onFargate(definition: Partial<TaskDefinitionSpec>) {
  const taskDefinitions = [taskDefinition({ cpuUnits: 1024, networkMode: 'awsvpc', ...definition })];
  return play(
    world({ capacities: [spec], taskDefinitions, timeline: [runTask(0, { capacity: 'fargate' })] }),
  )[0]!;
}

describe('what a Fargate task has beside its images', () => {
  it.each<[string, Partial<TaskDefinitionSpec>, number, number]>([
    ['nothing', {}, 10, 0],
    ['two file systems', { efsVolumes: 2 }, 12, 14],
    ['Service Connect', { serviceConnect: true }, 12, 11],
    ['secrets', { secrets: true }, 13, 0],
    ['all of it', { efsVolumes: 2, serviceConnect: true, secrets: true }, 17, 25],
  ])('with %s', (_, definition, provision, preparation) => {
    const env = environment();
    const of = task(env, definition);
    expect(provisionSeconds(of, spec, env)).toBe(provision);
    expect(preparationSeconds(of, spec, env)).toBe(preparation);
  });

  it('makes containers wait for those before them, and not for those after', () => {
    const env = environment();
    const of = task(env, { containers: [container(), container({ name: 'b' }), container({ name: 'c' })] });
    expect([0, 1, 2].map((position) => sidecarSeconds(of, position, spec, env))).toEqual([0, 0.7, 1.4]);
  });

  it('is in provision before the pull and in create after it', () => {
    const start = onFargate({ efsVolumes: 2, serviceConnect: true, secrets: true });
    expect(start).toMatchObject({ provision: 17, create: near(25 + 3, 6), outcome: 'started' });
    expect(start.pullStartedAt).toBe(17);
    expect(start.startedAt - start.pullStoppedAt).toBeCloseTo(28, 6);
  });

  it('starts the last of four containers three side-cars later than the only one', () => {
    const alone = onFargate({});
    const names = ['app', 'agent', 'logs', 'proxy'];
    const four = onFargate({ cpuUnits: 16_384, containers: names.map((name) => container({ name })) });
    const created = (start: typeof alone) => start.startedAt - start.pullStoppedAt;
    expect(created(four) - created(alone)).toBeCloseTo(3 * 0.7, 6);
  });

  it('sums up to what was measured of all together', () => {
    const env = environment({ jitter: true });
    const defaults = fargate({ ...fargateDefaults, extras: fargateDefaults });
    for (let run = 0; run < 200; run++) {
      const bare = task(env, {}, `${run}`);
      const full = task(env, { efsVolumes: 2, serviceConnect: true, secrets: true }, `${run}`);
      const more = provisionSeconds(full, defaults, env) - provisionSeconds(bare, defaults, env);
      expect(more).toBeGreaterThanOrEqual(3.9);
      expect(more).toBeLessThanOrEqual(5.8);
      const after = preparationSeconds(full, defaults, env);
      expect(after).toBeGreaterThanOrEqual(22);
      expect(after).toBeLessThanOrEqual(33.4);
    }
  });
});
