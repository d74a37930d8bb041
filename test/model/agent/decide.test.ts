import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/model/agent/decide.js';
import type { PullBehavior } from '../../../src/model/policy/types.js';
import { constant } from '../../../src/units/distribution.js';
import { ecsAgent, environment, finish, only, registries, task } from '../tiny-parts.js';
import { agent } from '../tiny-world.js';

function ask(pullBehavior: PullBehavior, image: 'absent' | 'baked' | 'pulled') {
  const env = environment({ imageInspect: constant(0.01) });
  const all = registries(env);
  const it = ecsAgent(env, all, { agent: agent({ pullBehavior }) });
  const release = all.resolve('api:live')!;
  if (image !== 'absent') it.instance.store.preload(release, 'api:live');
  if (image === 'pulled') it.images.record(release.imageId, 'api:live', 1, 0, true);
  const { pull } = finish(env, decide(it, only(task(env))));
  return { pull, seconds: env.now };
}

describe('the decision to pull', () => {
  it('knows what the agent has pulled and what is on disk', () => {
    const answers = (['absent', 'baked', 'pulled'] as const).map((image) => [
      ask('once', image).pull,
      ask('prefer-cached', image).pull,
      ask('default', image).pull,
    ]);
    expect(answers).toEqual([
      [true, true, true],
      [true, false, true],
      [false, false, true],
    ]);
  });

  it('costs an inspection under prefer-cached only', () => {
    expect(ask('prefer-cached', 'baked').seconds).toBe(0.01);
    expect(ask('once', 'baked').seconds).toBe(0);
  });
});
