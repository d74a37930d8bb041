import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/model/agent/decide.js';
import type { Inference } from '../../../src/model/inferences.js';
import { BINDERS, PHASES } from '../../../src/model/record.js';
import type { PullBehavior, PullQuestion } from '../../../src/model/policy/types.js';
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
  const { pull } = finish(env, decide(it, only(task(env)), 'manifest'));
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

  it('waits under once while a cleanup cycle has the books, as for a lock', () => {
    const env = environment();
    const it = ecsAgent(env, registries(env), { agent: agent({ pullBehavior: 'once' }) });
    const of = only(task(env));
    env.simulation.start(it.images.lock.writeLock());
    const decided = env.simulation.start(decide(it, of, 'manifest'));
    env.simulation.run(7);
    it.images.lock.writeUnlock();
    env.simulation.run(9);
    of.clock.close(env.now);
    expect(decided.result.pull).toBe(true);
    expect(of.clock.phaseSeconds[PHASES.indexOf('wait')]).toBe(7);
    expect(of.clock.boundSeconds[BINDERS.indexOf('lock')]).toBe(7);
  });

  it('is kept with its instant, its stage and its reason, once for each stage', () => {
    const { of } = twice([]);
    expect(of.decisions).toMatchObject([
      { at: 5, stage: 'manifest', pull: true },
      { at: 5, stage: 'pull', pull: false, reason: 'once: this agent has pulled this reference before' },
    ]);
  });

  it('is the first one for both stages, where the second is taken not to happen', () => {
    const { of, second } = twice(['second-decision']);
    expect([second.pull, of.decisions.length]).toEqual([true, 1]);
  });

  it('is taken with all that the agent knows', () => {
    const { questions } = twice([]);
    expect(questions).toEqual([
      {
        behavior: 'once',
        pulledByAgent: false,
        imageOnDisk: false,
        stage: 'manifest',
        reference: 'api:live',
        imagePulledByAgent: false,
        recordedSecondsAgo: null,
        nowSeconds: 5,
      },
      {
        behavior: 'once',
        pulledByAgent: true,
        imageOnDisk: true,
        stage: 'pull',
        reference: 'api:live',
        imagePulledByAgent: true,
        recordedSecondsAgo: 3,
        nowSeconds: 5,
      },
    ]);
  });

  it('was always that of default before 1.18.0', () => {
    const env = environment();
    const settings = agent({ pullBehavior: 'once', version: '1.17.3' });
    expect(ecsAgent(env, registries(env), { agent: settings }).behavior).toBe('default');
  });
});

/** Both stages ask; another task has pulled the image between them, three seconds ago. */
function twice(without: readonly Inference[]) {
  const env = environment({ without });
  const all = registries(env);
  const it = ecsAgent(env, all, { agent: agent({ pullBehavior: 'once' }) });
  const questions: PullQuestion[] = [];
  const asked = it.policy.decidePull;
  Object.assign(it, {
    policy: {
      ...it.policy,
      decidePull: (question: PullQuestion) => {
        questions.push(question);
        return asked(question);
      },
    },
  });
  const of = only(task(env));
  env.simulation.run(5);
  finish(env, decide(it, of, 'manifest'));
  const release = all.resolve('api:live')!;
  it.instance.store.preload(release, 'api:live');
  it.images.record(release.imageId, 'api:live', 1, 2, true);
  const second = finish(env, decide(it, of, 'pull'));
  return { of, second, questions };
}
