import { describe, expect, it } from 'vitest';
import { linesOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';

const LAYER = '{ size: 30 MiB, files: 100 }';
const BIG = '{ size: 8 GB, uncompressed: 22 GB, files: 100 }';

describe('an image that cannot fit on the disk of its hosts', () => {
  it('has a warning at the container, with what it takes and what there is', () => {
    const [line, ...more] = linesOf(small(LAYER, BIG));
    expect(more).toEqual([]);
    expect(line).toMatch(
      /^21:29 taskDefinitions\.api\.containers\[0\]\.image: the layers of image "api" take 30 GB/,
    );
    expect(line).toContain('raise capacity.web.volume.size');
    expect(linesOf(small(LAYER, BIG), 'error')).toEqual([]);
  });

  it('has none where the volume is large enough, or a scenario says that less is in use', () => {
    const roomy = small(LAYER, BIG).replace('count: 2', 'count: 2\n    volume: { size: 40 GiB }');
    expect(linesOf(roomy)).toEqual([]);
    expect(linesOf(`${small(LAYER, BIG)}initial: { capacity: { web: { diskUsed: 0 GB } } }\n`)).toEqual([]);
  });

  it('counts layers that containers share once, and all images of a task together', () => {
    const shared = '{ name: base, size: 5 GB, uncompressed: 12 GB }';
    const two = (layer: string): string =>
      SMALL.replace(LAYER, shared)
        .replace('registries:', `  side:\n    layers:\n      - ${layer}\nregistries:`)
        .replace('ready: 4s }', 'ready: 4s }\n      - { name: side, image: "side:latest" }');
    expect(linesOf(two(shared))).toEqual([]);
    expect(linesOf(two('{ size: 5 GB, uncompressed: 12 GB }'))).toEqual([
      expect.stringMatching(/^23:5 taskDefinitions\.api\.containers: the images of its containers take/),
    ]);
  });

  it('is judged on Fargate by the ephemeral storage of the task', () => {
    const fargate = SMALL.replace(LAYER, BIG)
      .replace(/ {4}launchType: EC2[^]*?default }/, '    launchType: FARGATE')
      .replace('memory: 384', 'memory: 512');
    expect(linesOf(fargate)).toEqual([expect.stringContaining('raise "ephemeralStorage"')]);
    expect(linesOf(fargate.replace('cpu: 256', 'cpu: 256\n    ephemeralStorage: { sizeInGiB: 40 }'))).toEqual(
      [],
    );
  });
});

it('a task that no instance has room for is refused', () => {
  expect(linesOf(small('memory: 384', 'memory: 9000'), 'error')).toEqual([
    expect.stringContaining('more than an instance of "web" has'),
  ]);
});
