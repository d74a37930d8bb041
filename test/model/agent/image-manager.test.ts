import { describe, expect, it } from 'vitest';
import { ImageManager } from '../../../src/model/agent/image-manager.js';

describe("the agent's image book-keeping", () => {
  it('knows a pull by the very string, not by what it names', () => {
    const images = new ImageManager();
    images.addReference('id1', 'nginx', 1, 0);
    images.flagPulled('nginx');
    expect(['nginx', 'nginx:latest', 'nginx@sha256:1'].map((name) => images.pulled(name))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('trusts no use of an image that it has not pulled', () => {
    const images = new ImageManager();
    images.addReference('id1', 'nginx', 1, 0);
    expect(images.pulled('nginx')).toBe(false);
  });

  it('flags the image and not the name, so that a second name is as good', () => {
    const images = new ImageManager();
    images.addReference('id1', 'nginx', 1, 0);
    images.flagPulled('nginx');
    images.addReference('id1', 'nginx:latest', 1, 0);
    expect(images.pulled('nginx:latest')).toBe(true);
  });

  it('moves a name with its tag and keeps the old image nameless', () => {
    const images = new ImageManager();
    images.addReference('id1', 'nginx', 1, 0);
    images.flagPulled('nginx');
    images.addReference('id2', 'nginx', 1, 10);
    expect(images.state('id1')).toMatchObject({ names: [], pullSucceeded: true });
    expect(images.state('id2')).toMatchObject({ names: ['nginx'], pullSucceeded: false });
    expect(images.pulled('nginx')).toBe(false);
  });

  it('dates an image from its first use, and its last use from the sweep of a task', () => {
    const images = new ImageManager();
    images.addReference('id1', 'nginx', 1, 5);
    images.addReference('id1', 'nginx', 1, 50);
    expect(images.state('id1')).toMatchObject({ pulledAtSeconds: 5, lastUsedAtSeconds: 5, references: 2 });
    images.dropReference('id1', 99);
    expect(images.state('id1')).toMatchObject({ pulledAtSeconds: 5, lastUsedAtSeconds: 99, references: 1 });
  });

  it('never counts less than no reference', () => {
    const images = new ImageManager();
    images.addReference('id1', 'nginx', 1, 0);
    images.dropReference('id1', 1);
    images.dropReference('id1', 2);
    images.dropReference('id9', 2);
    expect(images.state('id1')).toMatchObject({ references: 0, lastUsedAtSeconds: 1 });
  });

  it('forgets an image with its names and its flag', () => {
    const images = new ImageManager();
    images.record('id1', 'nginx', 1, -100, true);
    expect(images.pulled('nginx')).toBe(true);
    images.forget('id1');
    expect(images.pulled('nginx')).toBe(false);
    expect(images.states()).toEqual([]);
  });
});
