import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/kernel/process.js';
import { Simulation } from '../../../src/kernel/simulation.js';
import { ImageManager } from '../../../src/model/agent/image-manager.js';

const user = (container = 'app', task = 'task') => ({ task, container });

function books(): ImageManager {
  return new ImageManager(new Simulation());
}

describe("the agent's image book-keeping", () => {
  it('knows a pull by the very string, not by what it names', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 0, user());
    images.flagPulled('nginx');
    expect(['nginx', 'nginx:latest', 'nginx@sha256:1'].map((name) => images.pulled(name))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('trusts no use of an image that it has not pulled', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 0, user());
    expect(images.pulled('nginx')).toBe(false);
  });

  it('flags the image and not the name, so that a second name is as good', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 0, user());
    images.flagPulled('nginx');
    images.addReference('id1', 'nginx:latest', 1, 0, user());
    expect(images.pulled('nginx:latest')).toBe(true);
  });

  it('moves a name with its tag and keeps the old image nameless', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 0, user());
    images.flagPulled('nginx');
    images.addReference('id2', 'nginx', 1, 10, user());
    expect(images.state('id1')).toMatchObject({ names: [], pullSucceeded: true });
    expect(images.state('id2')).toMatchObject({ names: ['nginx'], pullSucceeded: false });
    expect(images.pulled('nginx')).toBe(false);
  });

  it('dates an image from its first use, and its last use from the sweep of a task', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 5, user());
    images.addReference('id1', 'nginx', 1, 50, user());
    expect(images.state('id1')).toMatchObject({ pulledAtSeconds: 5, lastUsedAtSeconds: 5, references: 2 });
    images.dropReference('id1', 'app', 99);
    expect(images.state('id1')).toMatchObject({ pulledAtSeconds: 5, lastUsedAtSeconds: 99, references: 1 });
  });

  it('never counts less than no reference', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 0, user());
    images.dropReference('id1', 'app', 1);
    images.dropReference('id1', 'app', 2);
    images.dropReference('id9', 'app', 2);
    expect(images.state('id1')).toMatchObject({ references: 0, lastUsedAtSeconds: 1 });
  });

  it('forgets an image with its names and its flag', () => {
    const images = books();
    images.record('id1', 'nginx', 1, -100, true);
    expect(images.pulled('nginx')).toBe(true);
    images.forget('id1');
    expect(images.pulled('nginx')).toBe(false);
    expect(images.states()).toEqual([]);
  });

  it('flags the name instead where flags are taken to belong to names', () => {
    const images = new ImageManager(new Simulation(), false);
    images.addReference('id1', 'nginx', 1, 0, user());
    images.flagPulled('nginx');
    images.addReference('id1', 'nginx:latest', 1, 0, user());
    expect(['nginx', 'nginx:latest'].map((name) => images.pulled(name))).toEqual([true, false]);
  });

  it('drops the first reference of a container of the same name, whosever it is', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 0, user('app', 'one'));
    images.addReference('id1', 'nginx', 1, 0, user('proxy', 'one'));
    images.addReference('id1', 'nginx', 1, 0, user('app', 'two'));
    expect(images.dropReference('id1', 'app', 7)).toBe(true);
    expect(images.users('id1')).toEqual([user('proxy', 'one'), user('app', 'two')]);
    expect(images.dropReference('id1', 'sidecar', 9)).toBe(false);
    expect(images.state('id1')).toMatchObject({ references: 2, lastUsedAtSeconds: 7 });
  });

  it('gives policies copies, so that none can change it', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 0, user());
    const [state] = images.states();
    (state!.names as string[]).pop();
    images.addReference('id1', 'nginx', 1, 0, user());
    expect(state).toMatchObject({ names: [], references: 1 });
    expect(images.states()).toMatchObject([{ names: ['nginx'], references: 2 }]);
  });

  it('forgets an image with its last name', () => {
    const images = books();
    images.record('id1', 'nginx', 1, 0, true);
    images.record('id1', 'nginx:latest', 1, 0, true);
    images.forgetName('id1', 'nginx');
    expect(images.state('id1')!.names).toEqual(['nginx:latest']);
    images.forgetName('id1', 'nginx:latest');
    images.forgetName('id1', 'nginx:latest');
    expect(images.state('id1')).toBeUndefined();
  });

  it('never gives a name back to an image that has lost it, whatever is forgotten later', () => {
    const images = books();
    images.record('id1', 'nginx', 1, 0, true);
    images.record('id2', 'nginx', 1, 0, false);
    images.forget('id1');
    images.flagPulled('nginx');
    expect([images.pulled('nginx'), images.state('id2')!.pullSucceeded]).toEqual([true, true]);
  });

  it('loses references with the process and gets them back for images that it knows', () => {
    const images = books();
    images.addReference('id1', 'nginx', 1, 0, user());
    images.record('id2', 'web', 1, 0, true);
    images.loseReferences();
    expect(images.state('id1')!.references).toBe(0);
    images.restoreReference('id2', 'nginx', user(), true);
    images.restoreReference('id9', 'nginx', user(), true);
    expect(images.state('id2')).toMatchObject({ names: ['web', 'nginx'], references: 1, pulledAtSeconds: 0 });
    images.restoreReference('id1', 'nginx', user(), false);
    expect(images.state('id1')).toMatchObject({ names: [], references: 1 });
    images.reset();
    expect([images.states(), images.pulled('web')]).toEqual([[], false]);
  });
});

describe('the books while a cleanup cycle goes on', () => {
  it('are closed until it has ended', () => {
    const simulation = new Simulation();
    const images = new ImageManager(simulation);
    const seen: number[] = [];
    function* look(): Body<void> {
      yield* images.whenFree();
      seen.push(simulation.now);
    }
    function* cycle(): Body<void> {
      yield* images.lock.writeLock();
      yield* simulation.delay(10);
      images.lock.writeUnlock();
    }
    simulation.start(look());
    simulation.start(cycle());
    simulation.start(look());
    simulation.start(cycle());
    simulation.start(look());
    simulation.run();
    // Who waits goes in before the next cycle.
    expect(seen).toEqual([0, 10, 10]);
  });
});
