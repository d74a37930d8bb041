import { describe, expect, it } from 'vitest';
import { hostOf, linesOf, rowsOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const managed = (lines = ''): string =>
  small(
    '    launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }\n',
    `    launchType: MANAGED_INSTANCES\n${lines}`,
  );

describe('Managed Instances', () => {
  it('are instances that ECS launches as it needs them, with rules of their own', () => {
    expect(hostOf(managed())).toMatchObject({
      launchType: 'EC2',
      count: 0,
      machine: { instanceType: 'm6i.large' },
      runtime: { name: 'containerd-2.1' },
      operatingSystem: 'LINUX',
      peers: null,
      managed: {
        unusedImageSeconds: 900,
        usesCachedImages: true,
        firstTaskAlone: true,
        maximumCount: 100,
        idleInstanceSeconds: 300,
      },
    });
    expect(rowsOf(managed()).get('capacity.web.idleInstanceTime')?.source).toContain('inferred');
  });

  it('follow what is said', () => {
    const lines =
      '    instanceType: c7g.xlarge\n    count: 2\n    maximumCount: 7\n    unusedImageTime: 1h\n    usesCachedImages: false\n    firstTaskAlone: false\n    idleInstanceTime: never\n    volume: { size: 80 GiB }\n';
    expect(
      hostOf(managed(lines).replace('tags: [live]', 'tags: [live]\n    platforms: [linux/arm64]')),
    ).toMatchObject({
      count: 2,
      machine: { architecture: 'ARM64', diskBytes: 80 * 2 ** 30 },
      managed: {
        unusedImageSeconds: 3600,
        usesCachedImages: false,
        firstTaskAlone: false,
        maximumCount: 7,
        idleInstanceSeconds: Infinity,
      },
    });
  });

  it('have an agent that nobody can configure, told in one line', () => {
    const rows = [...rowsOf(managed()).keys()].filter((path) => path.startsWith('capacity.web.agent'));
    expect(rows).toEqual(['capacity.web.agent']);
  });

  it('give each task a network interface', () => {
    expect(worldOf(managed()).taskDefinitions[0]!.networkMode).toBe('awsvpc');
  });

  it.each([
    [managed('    count: 5\n    maximumCount: 3\n'), 'is less than the 5 instances of time zero'],
    [managed('    agent: {}\n'), 'unknown key "agent"'],
    [managed('    unusedImageTme: 1h\n'), 'did you mean "unusedImageTime"?'],
    [
      managed().replace('memory: 384', 'memory: 384\n    networkMode: bridge'),
      'do not know the network mode "bridge"',
    ],
    [
      `${managed()}  - { at: 1h, scale: web, count: 3 }\n`,
      'managed by Amazon ECS, so that you have no instances to add',
    ],
    [`${managed()}  - { at: 1h, restartAgent: web }\n`, 'no instances to restart agents on'],
  ])('are refused what they do not have: %#', (text, words) => {
    expect(linesOf(text, 'error').join('\n')).toContain(words);
  });

  it('can be interrupted', () => {
    expect(linesOf(`${managed('    count: 1\n')}  - { at: 1h, interrupt: web }\n`, 'error')).toEqual([]);
  });
});
