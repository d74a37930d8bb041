import { describe, expect, it } from 'vitest';
import { entity } from '../../src/kernel/random.js';
import { Environment } from '../../src/model/environment.js';
import { constant } from '../../src/units/distribution.js';
import { parameters } from './tiny-world.js';

const uniform = { kind: 'uniform', low: 10, high: 20 } as const;
const who = entity('web/1/0/1');

function random(seed = 'seed', run = 0): Environment {
  return new Environment(parameters({ jitter: true }), seed, run);
}

describe('the draws of a run', () => {
  it('depend on seed, run, purpose, entity and index, and not on their order', () => {
    const env = random();
    const first = env.draw('create', uniform, who);
    env.draw('create', uniform, entity('another'));
    expect(env.draw('create', uniform, who)).toBe(first);
    expect(random().draw('create', uniform, who)).toBe(first);
    const others = [
      random('other').draw('create', uniform, who),
      random('seed', 1).draw('create', uniform, who),
      env.draw('tag', uniform, who),
      env.draw('create', uniform, entity('web/1/0/2')),
      env.draw('create', uniform, who, 1),
    ];
    expect(new Set([first, ...others]).size).toBe(6);
  });

  it('are the median when jitter is off', () => {
    const env = new Environment(parameters(), 'seed', 0);
    expect(env.draw('create', uniform, who)).toBe(15);
    expect(env.uniform('create', who)).toBe(0.5);
  });

  it('leave constants alone', () => {
    expect(random().draw('create', constant(3), who)).toBe(3);
  });
});
