import { describe, expect, it } from 'vitest';
import { linesOf, rowsOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const healthOf = (text: string) =>
  worldOf(text).taskDefinitions[0]!.containers.map((each) => each.healthSeconds);
const checked = (keys: string): string =>
  small('ready: 4s', `ready: 4s, healthCheck: { command: [x]${keys} }`);
const grace = (text: string): string =>
  text.replace('createService: api,', 'createService: api, healthCheckGracePeriodSeconds: 120,');

describe('the health of a container', () => {
  it('is nobody’s business unless somebody checks it', () => {
    expect(healthOf(small('ready: 4s', 'ready: 4s'))).toEqual([null]);
  });

  it.each([
    ['', 90],
    [', interval: 5', 15],
    [', interval: 10, retries: 5', 50],
    [', retries: 1', 30],
    // Failures at 60, 90 and 120 s count: in the start period Docker looks every 5 s.
    [', startPeriod: 60', 120],
    [', startPeriod: 61, interval: 10, retries: 2', 75],
    [', startPeriod: 300, timeout: 60', 360],
  ])('is given up after the failures that count: %s → %d s', (keys, seconds) => {
    expect(healthOf(checked(keys))).toEqual([seconds]);
    expect(linesOf(checked(keys))).toEqual([]);
  });

  it('has the defaults of ECS, with their source', () => {
    const rows = rowsOf(checked(', interval: 10'));
    expect(rows.get('taskDefinitions.api.containers[0].healthCheck.interval')).toMatchObject({
      origin: 'file',
    });
    expect(rows.get('taskDefinitions.api.containers[0].healthCheck.retries')).toMatchObject({
      value: '3',
      origin: 'catalogue',
    });
  });

  it('is looked after by the load balancer of a service with a grace period, where no container has a check', () => {
    const text = grace(small('ready: 4s', 'ready: 4s'));
    expect(worldOf(text).timeline[0]!.action).toMatchObject({ healthCheckGraceSeconds: 120 });
    expect(healthOf(text)).toEqual([60]);
    expect(rowsOf(text).get('taskDefinitions.api.containers[0].healthCheck')).toMatchObject({
      value: 'none; unhealthy to the load balancer 1m after its start',
      origin: 'catalogue',
    });
  });

  it('is not, where a container has a check or is not essential', () => {
    const other = `ready: 4s }\n      - { name: log, image: "api:live"`;
    expect(healthOf(grace(small('ready: 4s', `healthCheck: { command: [x] }, ${other}`)))).toEqual([
      90,
      null,
    ]);
    expect(healthOf(grace(small('ready: 4s', `${other}, essential: false`)))).toEqual([60, null]);
  });
});
