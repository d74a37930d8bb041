import { expect, it } from 'vitest';
import * as tinyWorld from '../../src/model/tiny-world.js';
import { agent, ec2, fargate, fargateRates, runtime } from '../../src/model/tiny-hosts.js';

it('gives what a test overrides, and the rest as it is', () => {
  expect(ec2({ count: 3 })).toEqual({ ...ec2(), count: 3 });
  expect(agent({ checkpoint: false })).toEqual({ ...agent(), checkpoint: false });
  expect(runtime({ keepAlive: true })).toEqual({ ...runtime(), keepAlive: true });
  expect(fargate({ rates: [fargateRates({ cpuUnits: 256 })] }).rates).toEqual([
    { ...fargateRates(), cpuUnits: 256 },
  ]);
});

it('is part of the tiny world', () => {
  expect(tinyWorld).toMatchObject({ agent, ec2, fargate, fargateRates, runtime });
});
