import { describe, expect, it } from 'vitest';
import { linesOf } from '../reading.js';

interface Parts {
  readonly index?: string;
  readonly capacity?: string;
  readonly repository?: string;
  readonly more?: string;
  readonly architecture?: string;
}

function scenario({ index = 'soci: true', capacity = 'launchType: FARGATE', ...rest }: Parts): string {
  const { repository = 'ecr/api', more = '', architecture = 'X86_64' } = rest;
  return `images:
  api: { layers: [{ size: 400 MiB }], tags: [live], platforms: [linux/amd64, linux/arm64], repository: ${repository}, ${index} }
registries:
  ecr: { type: ecr, region: us-east-1 }
  hub: { type: docker-hub }
capacity:
  web: { ${capacity} }
taskDefinitions:
  api: { cpu: 1024, memory: 2048, runtimePlatform: { cpuArchitecture: ${architecture} }, containers: [{ name: app, image: "api:live" }] }
timeline:
  - { runTask: api }
${more}`;
}

const warnings = (parts: Parts) =>
  linesOf(scenario(parts), 'warning').filter((line) =>
    /images\.api\.(soci|estargz)|capacity\.web\.runtime/.test(line),
  );

describe('lazy loading that does not come about', () => {
  it.each<[string, Parts]>([
    ['on Fargate', {}],
    ['on ARM64', { architecture: 'ARM64' }],
    ['on Spot', { capacity: 'launchType: FARGATE, capacityProvider: FARGATE_SPOT' }],
    ['on instances with the snapshotter', { capacity: 'launchType: EC2, runtime: soci' }],
    [
      'from any registry, on instances',
      { capacity: 'launchType: EC2, runtime: soci', repository: 'hub/team/api' },
    ],
    ['of eStargz', { capacity: 'launchType: EC2, runtime: stargz', index: 'estargz: true' }],
    ['where no image could', { index: 'soci: false' }],
  ])('is not told where it does: %s', (_, parts) => {
    expect(warnings(parts)).toEqual([]);
  });

  it.each<[string, Parts]>([
    ['from private repositories of ECR only', { repository: 'hub/team/api' }],
    ['the platform version of Fargate', { capacity: 'launchType: FARGATE, platformVersion: 1.3.0' }],
    ['lazily since 2023-07-18', { more: 'epoch: 2022-08-01T00:00Z' }],
    ['docker-25 loads nothing lazily', { capacity: 'launchType: EC2' }],
    ['loads nothing lazily', { capacity: 'launchType: FARGATE, soci: { enabled: false }' }],
    ['nobody looks for an index of this version', { index: 'soci: { version: v1 }' }],
    [
      'nothing loads images of Windows lazily: delete this key',
      { capacity: 'launchType: FARGATE, operatingSystemFamily: WINDOWS_SERVER_2022_CORE' },
    ],
    [
      'nothing loads images of Windows lazily: delete this key',
      { capacity: 'launchType: EC2, runtime: soci, operatingSystemFamily: WINDOWS_SERVER_2022_CORE' },
    ],
    ['Fargate knows SOCI only', { index: 'estargz: true' }],
  ])('is told at the image, with its reason: %s', (words, parts) => {
    const lines = warnings(parts);
    expect(lines[0]).toContain('can be loaded in parts, and is pulled whole wherever it runs');
    expect(lines[0]).toContain(words);
    expect(lines[0]).toMatch(/^2:\d+ images\.api\.(soci|estargz)/);
  });

  it('is told at the runtime of instances for which no image has an index', () => {
    expect(warnings({ capacity: 'launchType: EC2, runtime: soci', index: 'soci: false' })).toEqual([
      expect.stringContaining('no image that runs on "web" can be loaded in parts'),
    ]);
  });

  it('is not told where another variant has what this one lacks', () => {
    const more = 'compare: { capacity.web.runtime: [docker-25, soci] }\n';
    expect(warnings({ capacity: 'launchType: EC2', more })).toEqual([]);
    const whole = 'compare: { capacity.web.runtime: [docker-25, containerd-2.2] }\n';
    expect(warnings({ capacity: 'launchType: EC2', more: whole })).toHaveLength(1);
  });
});
