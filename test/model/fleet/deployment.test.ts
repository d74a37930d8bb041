import { describe, expect, it } from 'vitest';
import { Deployment, expectedReleases } from '../../../src/model/fleet/deployment.js';
import { environment, registries } from '../tiny-parts.js';
import { container, taskDefinition } from '../tiny-world.js';

function setUp() {
  const all = registries(environment());
  const containers = [
    container({ versionConsistency: true }),
    container({ name: 'free', versionConsistency: false }),
    container({ name: 'missing', image: 'api:v9' }),
  ];
  const definition = taskDefinition({ containers });
  return { all, definition, deployment: new Deployment('web', 2, definition, all) };
}

describe('a deployment', () => {
  it('names tasks by the first free slot and the attempt in it', () => {
    const { deployment } = setUp();
    const names = () => deployment.takeSlot().name;
    expect([names(), names(), names()]).toEqual(['web/2/0/1', 'web/2/1/1', 'web/2/2/1']);
    deployment.freeSlot(1);
    deployment.freeSlot(0);
    expect([names(), names(), names()]).toEqual(['web/2/0/2', 'web/2/1/2', 'web/2/3/1']);
  });

  it('holds on to the first digest of a container with versionConsistency', () => {
    const { deployment } = setUp();
    deployment.pin('app', 'sha256:1');
    deployment.pin('app', 'sha256:2');
    deployment.pin('free', 'sha256:3');
    expect([...deployment.pins]).toEqual([['app', 'sha256:1']]);
  });

  it('remembers what its tags named when it began', () => {
    const { all, definition, deployment } = setUp();
    all.byName('ecr').repository('api').push('live', false, 0);
    expect([...deployment.expected]).toEqual([
      ['app', 0],
      ['free', 0],
    ]);
    expect(expectedReleases(definition, all).get('app')).toBe(1);
  });
});
