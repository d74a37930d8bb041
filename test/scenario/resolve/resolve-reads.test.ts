import { describe, expect, it } from 'vitest';
import { accessProfileNames, findAccessProfile } from '../../../src/catalog/access-profiles.js';
import { constant } from '../../../src/units/distribution.js';
import { linesOf, rowsOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const reading = (text: string): string => small('ready: 4s', `ready: 4s, reads: ${text}`);
const read = (text: string) => worldOf(reading(text)).taskDefinitions[0]!.containers[0]!.reads;

describe('what a container reads', () => {
  it('is that of the usual profile, of which one row tells', () => {
    const text = small('ready: 4s', 'ready: 4s');
    expect(worldOf(text).taskDefinitions[0]!.containers[0]!.reads).toEqual(
      findAccessProfile('typical')!.reads,
    );
    expect(rowsOf(text).get('taskDefinitions.api.containers[0].reads')).toMatchObject({
      value: 'typical: 6.4 % of its image',
      origin: 'catalogue',
    });
  });

  it.each(accessProfileNames())('can be the profile %s, by its name or as what the rest is from', (name) => {
    expect(read(name)).toEqual(findAccessProfile(name)!.reads);
    expect(read(`{ profile: ${name}, share: 12 % }`)).toEqual({
      ...findAccessProfile(name)!.reads,
      share: 0.12,
    });
  });

  it('can be its own in everything', () => {
    const text =
      '{ share: 0.3, order: sequential, run: 1 MiB, bursts: 3, streams: 2, requests: { count: 5, every: 2s, handling: 20ms, share: 4 % } }';
    expect(read(text)).toEqual({
      profile: 'typical',
      share: 0.3,
      order: 'sequential',
      runBytes: 2 ** 20,
      bursts: 3,
      streams: 2,
      requests: { count: 5, everySeconds: 2, handlingSeconds: constant(0.02), share: 0.04 },
    });
    expect(linesOf(reading(text))).toEqual([]);
  });

  it('has first requests only where somebody asks for them', () => {
    expect(read('java').requests).toBeNull();
    expect(read('{ requests: none }').requests).toBeNull();
    expect(read('{ requests: {} }').requests).toMatchObject({ count: 20, everySeconds: 1 });
  });

  it.each([
    ['jawa', '21:59', 'unknown access profile "jawa"', 'did you mean "java"?'],
    ['{ profile: pyton }', '21:70', 'unknown access profile "pyton"', 'did you mean "python"?'],
    ['{ share: 120 % }', '21:68', 'more than the whole', ''],
    ['{ order: random }', '21:68', 'order', '"sequential"'],
    ['{ profle: java }', '21:61', 'unknown key "profle"', '"profile"'],
    ['{ bursts: 0 }', '21:69', 'bursts', ''],
  ])('is refused where it is wrong: %s', (text, at, message, remedy) => {
    const lines = linesOf(reading(text), 'error');
    expect(lines).toEqual([expect.stringContaining(at)]);
    expect(lines[0]).toContain(message);
    expect(lines[0]).toContain(remedy);
  });
});
