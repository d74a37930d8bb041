import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { problemsOf, worldOf } from './reading.js';

const MANY = `
images:
  job: { repeat: 3, layers: [{ size: 10 MB }], repository: 'ecr/team/job-{i}', tags: [v1] }
registries: { ecr: { type: ecr } }
capacity: { batch: { launchType: EC2 } }
taskDefinitions:
  job: { repeat: 3, networkMode: bridge, cpu: 256, memory: 256, containers: [{ name: main, image: 'job-{i}:v1' }] }
timeline:
  - { at: 5s, runTask: job-1 }
  - { repeat: 3, at: '{i}0s', runTask: 'job-{i}', id: each }
  - { at: 90s, push: { image: job-2, tag: 'v{n}' } }
`;

describe('repeat', () => {
  it('makes numbered copies of named things, whose text knows the number', () => {
    const { images, taskDefinitions } = worldOf(MANY);
    expect(images.map(({ name, repository }) => `${name} ${repository}`)).toEqual([
      'job-1 team/job-1',
      'job-2 team/job-2',
      'job-3 team/job-3',
    ]);
    expect(taskDefinitions.map(({ containers }) => containers[0]!.image)).toEqual([
      'job-1:v1',
      'job-2:v1',
      'job-3:v1',
    ]);
  });

  it('gives each copy layers of its own', () => {
    const digests = worldOf(MANY).images.flatMap(({ layers }) => layers.map(({ digest }) => digest));
    expect(new Set(digests).size).toBe(3);
  });

  it('makes copies of an entry of the timeline in its place, with ids of their own', () => {
    expect(worldOf(MANY).timeline.map(({ id }) => id)).toEqual([
      'runTask-1',
      'each-1',
      'each-2',
      'each-3',
      'push-5',
    ]);
    expect(worldOf(MANY).timeline[2]!.schedule).toEqual({ kind: 'at', atSeconds: 20 });
  });

  it('leaves {n}, the number of a push, alone', () => {
    expect(worldOf(MANY).timeline[4]!.action).toMatchObject({ tag: 'v{n}' });
  });

  it('takes what a variant sets into its template', () => {
    const compared = `${MANY}compare: { 'images.job.layers[0].size': [10 MB, 25 MB] }\n`;
    const sizes = parseScenario(compared).variants.map(({ world }) =>
      world.images.map(({ layers }) => layers[0]!.compressedBytes),
    );
    expect(sizes).toEqual([Array(3).fill(10e6), Array(3).fill(25e6)]);
  });

  it('shows what is wrong in a copy where the template is written', () => {
    const wrong = MANY.replace("'job-{i}:v1'", "'jab-{i}:v1'");
    const found = problemsOf(wrong).find(({ path }) => path.startsWith('taskDefinitions.job-2'));
    expect(found).toMatchObject({ line: 7, message: expect.stringContaining('jab-2') as string });
  });

  it('shows what is wrong after a repeated entry where it is written', () => {
    const [problem] = problemsOf(MANY.replace('image: job-2, tag', 'image: jub-2, tag'));
    expect(problem).toMatchObject({ line: 11, message: expect.stringContaining('jub-2') as string });
  });

  it('refuses a copy whose name is taken', () => {
    const [problem] = problemsOf(MANY.replace('images:', 'images:\n  job-2: { layers: [{ size: 1 MB }] }'));
    expect(problem).toMatchObject({ message: '"job-2" is there twice: as a copy, and under this name' });
  });

  it('refuses numbers that no template can have', () => {
    for (const times of ['0', '2.5', '100000', 'many']) {
      expect(
        problemsOf(MANY.replace('repeat: 3, layers', `repeat: ${times}, layers`))[0],
        times,
      ).toMatchObject({
        path: 'images.job.repeat',
      });
    }
  });
});
