import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Placement, type PlacementStrategy } from '../../../src/model/fleet/placement.js';
import { Ec2Instance } from '../../../src/model/launch/ec2-instance.js';
import type { Task } from '../../../src/model/launch/task.js';
import { environment, task } from '../tiny-parts.js';
import { ec2, taskDefinition } from '../tiny-world.js';
import { NaivePlacement } from './naive-placement.js';

function setUp(jitter = false) {
  const env = environment({ jitter });
  const instances = [1, 2, 3].map((ordinal) => new Ec2Instance(ec2(), ordinal, env));
  instances[0]!.reserve(taskDefinition({ memoryMiB: 4096 }));
  instances[0]!.reserve(taskDefinition({ memoryMiB: 4096 }));
  instances[1]!.reserve(taskDefinition({ memoryMiB: 12_000 }));
  let chosen: number | undefined;
  const placement = new Placement(env, (_, position) => (chosen = instances[position]!.ordinal));
  for (const instance of instances) placement.add(instance);
  const choose = (strategy: PlacementStrategy, name = 'task') => {
    chosen = undefined;
    placement.place(task(env, {}, name), strategy);
    return chosen;
  };
  const changed = () => instances.forEach((_, position) => placement.changed(position));
  return { instances, choose, changed };
}

describe('placement', () => {
  it('spreads over the instances with the fewest tasks', () => {
    expect(setUp().choose('spread')).toBe(3);
  });

  it('packs the instance with the least memory left', () => {
    expect(setUp().choose('binpack')).toBe(2);
  });

  it('chooses any instance at random, the same for the same task', () => {
    const names = Array.from({ length: 60 }, (_, index) => `task ${index}`);
    const chosen = names.map((name) => setUp(true).choose('random', name));
    expect(new Set(chosen)).toEqual(new Set([1, 2, 3]));
    expect(names.map((name) => setUp(true).choose('random', name))).toEqual(chosen);
  });

  it('takes only instances with room, and the older one of two alike', () => {
    const { instances, choose, changed } = setUp();
    instances[2]!.draining = true;
    changed();
    expect(choose('spread')).toBe(2);
    instances[2]!.draining = false;
    instances[2]!.reserve(taskDefinition());
    changed();
    expect(choose('spread')).toBe(2);
    for (const instance of instances) instance.draining = true;
    changed();
    expect([choose('spread'), choose('binpack'), choose('random')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

type Step =
  | { readonly kind: 'add' }
  | {
      readonly kind: 'ask';
      readonly cpuUnits: number;
      readonly memoryMiB: number;
      strategy: PlacementStrategy;
    }
  | { readonly kind: 'release' | 'forget' | 'drain'; readonly which: number };

const which = fc.nat(50);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('add' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      cpuUnits: fc.constantFrom(256, 1024, 3000),
      memoryMiB: fc.constantFrom(512, 4096, 9000),
      strategy: fc.constantFrom<PlacementStrategy[]>('spread', 'binpack', 'random'),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('release' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), which }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('drain' as const), which }) },
);

/** Plays the steps on instances of their own; where each task went, and when it was told, in order. */
function play(steps: readonly Step[], Kind: typeof Placement | typeof NaivePlacement): string[] {
  const env = environment({ jitter: true });
  const instances: Ec2Instance[] = [];
  const log: string[] = [];
  const placed = new Map<Task, number>();
  const waiting: Task[] = [];
  const placement = new Kind(env, (of, position) => {
    instances[position]!.reserve(of.definition);
    placed.set(of, position);
    log.push(`${of.name} on ${position}`);
  });
  const changed = (position: number) => {
    if (placement instanceof Placement) placement.changed(position);
    placement.placeWaiting();
  };
  const add = () => {
    const instance = new Ec2Instance(ec2(), instances.length + 1, env);
    instances.push(instance);
    placement.add(instance);
    placement.placeWaiting();
  };
  add();
  steps.forEach((each, index) => {
    if (each.kind === 'add') add();
    else if (each.kind === 'ask') {
      const of = task(env, { cpuUnits: each.cpuUnits, memoryMiB: each.memoryMiB }, `task ${index}`);
      if (placement.place(of, each.strategy)) return;
      placement.await(of, each.strategy, () => log.push(`${of.name} told`));
      waiting.push(of);
    } else if (each.kind === 'release') {
      const [of, position] = [...placed][each.which] ?? [];
      if (of === undefined || position === undefined) return;
      placed.delete(of);
      instances[position]!.release(of.definition);
      changed(position);
    } else if (each.kind === 'forget') {
      const of = waiting[each.which];
      if (of !== undefined && !placed.has(of)) placement.forget(of);
    } else {
      const instance = instances[each.which];
      if (instance === undefined) return;
      instance.draining = !instance.draining;
      changed(each.which);
    }
  });
  return log;
}

describe('placement by ranks', () => {
  it('chooses what looking at every instance chooses, also for those who wait', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        expect(play(steps, Placement)).toEqual(play(steps, NaivePlacement));
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
