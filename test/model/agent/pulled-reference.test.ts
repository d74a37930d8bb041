import { describe, expect, it } from 'vitest';
import { pulledReference } from '../../../src/model/agent/pulled-reference.js';
import { environment, only, task } from '../tiny-parts.js';
import { container } from '../tiny-world.js';

describe('what is pulled', () => {
  it.each([
    ['api:live', null, 'api:live'],
    ['api:live', 'sha256:1', 'api@sha256:1'],
    ['api', 'sha256:1', 'api@sha256:1'],
    ['api@sha256:own', 'sha256:own', 'api@sha256:own'],
    ['api:live@sha256:own', 'sha256:1', 'api:live@sha256:own'],
  ])('for %s with the digest %s is %s', (image, digest, pulled) => {
    const of = only(task(environment(), { containers: [container({ image })] }));
    of.digestReported = digest;
    expect(pulledReference(of)).toBe(pulled);
  });
});
