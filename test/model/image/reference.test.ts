import { describe, expect, it } from 'vitest';
import { localTag, parseReference, repoDigest, sameRepository } from '../../../src/model/image/reference.js';

describe('an image reference', () => {
  it.each([
    ['nginx', 'nginx', 'latest', null],
    ['nginx:1.27', 'nginx', '1.27', null],
    ['nginx@sha256:abc', 'nginx', null, 'sha256:abc'],
    ['nginx:1.27@sha256:abc', 'nginx', '1.27', 'sha256:abc'],
    ['localhost:5000/nginx', 'localhost:5000/nginx', 'latest', null],
    ['localhost:5000/team/nginx:v2', 'localhost:5000/team/nginx', 'v2', null],
  ])('%s is taken apart', (text, name, tag, digest) => {
    expect(parseReference(text)).toEqual({ name, tag, digest });
  });

  it('has one local name, however it is spelt', () => {
    expect(localTag(parseReference('nginx'))).toBe(localTag(parseReference('nginx:latest')));
  });

  it('joins a repository and a digest into a name that it can take apart again', () => {
    const joined = repoDigest('localhost:5000/nginx', 'sha256:abc');
    expect(parseReference(joined)).toEqual({ name: 'localhost:5000/nginx', tag: null, digest: 'sha256:abc' });
  });
});

it.each([
  ['nginx', 'docker.io/library/nginx', true],
  ['library/nginx', 'index.docker.io/library/nginx', true],
  ['docker.io/grafana/grafana', 'grafana/grafana', true],
  ['nginx', 'public.ecr.aws/docker/library/nginx', false],
  ['api', 'other', false],
])('%s and %s as names of one repository: %s', (one, other, same) => {
  expect(sameRepository(one, other)).toBe(same);
});
