import { describe, expect, it } from 'vitest';
import { findFargateSize } from '../../../src/catalog/fargate.js';
import { linesOf, rowsOf } from '../reading.js';
import { fargateOf, onFargate } from './fargate-scenario.js';

const BIG = '  big: { cpu: 4096, memory: 8192, containers: [{ name: a, image: "api:live" }] }\n';
const twoSizes = (lines = ''): string =>
  `${onFargate(lines)
    .replace('taskDefinitions:\n', `taskDefinitions:\n${BIG}`)
    .replace('createService: api,', 'createService: api, taskDefinition: api,')}  - { runTask: big }\n`;

describe('the rates of Fargate', () => {
  it('are those of each size that runs there, smallest first', () => {
    const text = twoSizes();
    const [small, big] = [findFargateSize(1024, 2048)!, findFargateSize(4096, 8192)!];
    expect(fargateOf(text).rates).toEqual(
      [small, big].map((size) => ({
        cpuUnits: size.cpuUnits,
        memoryMiB: size.memoryMiB,
        nicBytesPerSecond: size.nicBytesPerSecond,
        nicCredits: size.nicCredits,
        flowBytesPerSecond: size.flowBytesPerSecond,
        diskBytesPerSecond: size.diskBytesPerSecond,
      })),
    );
    expect(linesOf(text)).toEqual([]);
    expect(rowsOf(text).get('capacity.web.nic')?.value).toMatch(
      /with 1 vCPU and 2 GB, .* with 4 vCPU and 8 GB/,
    );
  });

  it('are what is given, for all sizes and for ever', () => {
    const { rates } = fargateOf(twoSizes('    nic: 1 Gbps\n    disk: 200 MB/s\n'));
    expect(rates).toHaveLength(2);
    for (const rate of rates)
      expect(rate).toMatchObject({
        nicBytesPerSecond: 1.25e8,
        nicCredits: null,
        flowBytesPerSecond: Infinity,
        diskBytesPerSecond: 2e8,
      });
  });

  it('are those of the smallest task where nothing runs', () => {
    const text = onFargate()
      .replace(/^ {2}- \{.*\n/gm, '')
      .replace('timeline:', 'timeline: []');
    expect(fargateOf(text).rates).toMatchObject([{ cpuUnits: 256, memoryMiB: 512 }]);
  });
});
