import { describe, expect, it } from 'vitest';
import { nextWait } from '../../../src/model/agent/next-wait.js';
import type { PullStage } from '../../../src/model/policy/types.js';
import { ecsAgent, environment, only, registries, task } from '../tiny-parts.js';
import { agent } from '../tiny-world.js';

function setUp(version = '1.105.1') {
  const env = environment();
  const it = ecsAgent(env, registries(env), { agent: agent({ version }) });
  const wait = (stage: PullStage, attempt: number, error = 'CannotPullContainerError: x') =>
    nextWait(it, only(task(env)), stage, it.ramp(stage), attempt, error);
  return { it, wait };
}

describe('the wait before another attempt', () => {
  it.each([
    ['pull', 5, [1.1, 2.2, 4.4, 5]],
    ['manifest', 9, [0.01, 0.03, 0.09, 0.27, 0.81, 2.43, 5, 5]],
  ] as const)('of a %s comes %d times at most', (stage, attempts, waits) => {
    const { wait } = setUp();
    const found = Array.from({ length: attempts }, (_, index) => wait(stage, index + 1));
    expect(found.slice(0, -1).map((each) => each!.toFixed(6))).toEqual(waits.map((each) => each.toFixed(6)));
    expect(found.at(-1)).toBeNull();
  });

  it('does not come after authorization has failed, and uses up nothing', () => {
    const { wait } = setUp();
    expect(wait('pull', 1, 'CannotPullECRContainerError: x')).toBeNull();
    expect(wait('pull', 1)).toBe(1.1);
  });

  it('is shared by all tasks of an agent', () => {
    const { it, wait } = setUp();
    wait('pull', 1);
    expect(nextWait(it, only(task(it.environment, {}, 'another')), 'pull', it.ramp('pull'), 1, 'x')).toBe(
      2.2,
    );
  });

  it('did not come for pulls before 1.14.5', () => {
    expect(setUp('1.14.4').wait('pull', 1)).toBeNull();
  });

  it('began as slowly for manifests as for pulls before 1.86.3', () => {
    expect(setUp('1.86.2').wait('manifest', 1)).toBe(1.1);
  });
});
