import { describe, expect, it } from 'vitest';
import { lazyIndexDefaults } from '../../../src/catalog/costs.js';
import { constant } from '../../../src/units/distribution.js';
import { linesOf, rowsOf, worldOf } from '../reading.js';
import { small } from '../small-scenario.js';

const HOST =
  '    launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }\n';
const LAYER = '      - { size: 30 MiB, files: 100 }\n';
const MIB = 2 ** 20;

/** The small scenario with other layers of its image, and keys beside them. */
function image(keys: string, ...layers: string[]): string {
  const list = (layers.length === 0 ? ['{ size: 400 MiB }'] : layers).map((layer) => `      - ${layer}\n`);
  return small(LAYER, `${list.join('')}    ${keys}\n`).replace(
    HOST,
    `${HOST}    runtime: ${keys.startsWith('estargz') ? 'stargz' : 'soci'}\n`,
  );
}

const indexOf = (text: string) => worldOf(text).images[0]!.lazyIndex;
const warnings = (text: string) => linesOf(text, 'warning').filter((line) => line.includes(' images.'));

describe('the index of an image', () => {
  it('is none unless the scenario says so', () => {
    expect(indexOf(small(LAYER, LAYER))).toBeNull();
    expect(indexOf(image('soci: false'))).toBeNull();
    expect(indexOf(image('estargz: false'))).toBeNull();
  });

  it('has the defaults of the index builder where it is only wanted', () => {
    expect(indexOf(image('soci: true'))).toEqual({
      format: 'soci',
      version: 'v2',
      buildSeconds: lazyIndexDefaults.builtAfterSeconds,
      atStart: true,
      minLayerBytes: 10 * MIB,
      spanBytes: 4 * MIB,
      prefetches: false,
      follows: expect.any(Array) as unknown,
    });
  });

  it('is as the scenario says', () => {
    const keys =
      'soci: { version: v1, builtAfter: 2m, atStart: false, minLayerSize: 1 MiB, spanSize: 1 MiB, prefetch: true, follows: [retag] }';
    expect(indexOf(image(keys))).toEqual({
      format: 'soci',
      version: 'v1',
      buildSeconds: constant(120),
      atStart: false,
      minLayerBytes: MIB,
      spanBytes: MIB,
      prefetches: true,
      follows: ['retag'],
    });
    expect(indexOf(image('soci: { builtAfter: none }'))).toMatchObject({ buildSeconds: null });
  });

  it('is in the layers with eStargz, which come with every push', () => {
    expect(indexOf(image('estargz: true'))).toMatchObject({
      format: 'estargz',
      buildSeconds: constant(0),
      atStart: true,
      minLayerBytes: 0,
      prefetches: false,
    });
    expect(indexOf(image('estargz: { optimized: true }'))).toMatchObject({ prefetches: true });
  });

  it('tells where its values are from', () => {
    const rows = rowsOf(image('soci: { version: v2 }'));
    expect(rows.get('images.api.soci.version')).toMatchObject({ origin: 'file' });
    expect(rows.get('images.api.soci.builtAfter')).toMatchObject({ origin: 'catalogue' });
    expect(rows.get('images.api.soci.minLayerSize')!.source).toContain('soci-snapshotter');
    expect(rows.get('images.api.soci.atStart')).toMatchObject({ value: 'true', origin: 'default' });
  });

  it('counts layers as they are scaled', () => {
    expect(warnings(image('soci: true', '{ size: 9 MiB }'))[0]).toContain('no layer has 10 MiB');
    expect(warnings(image('soci: true\n    scale: 40', '{ size: 9 MiB }'))).toEqual([]);
  });

  it.each([
    ['{ size: 100 MiB }', 'AWS advises lazy loading above'],
    ['{ size: 400 MiB, compression: zstd }', 'the image is pulled whole'],
  ])('is warned about where it helps little: %s', (layer, words) => {
    expect(warnings(image('soci: true', layer))).toEqual([expect.stringContaining(words)]);
  });

  it('is warned about single layers that have no part in it', () => {
    const [line] = warnings(image('soci: true', '{ size: 400 MiB }', '{ size: 40 MiB, compression: zstd }'));
    expect(line).toContain('a layer is compressed with zstd');
  });

  it.each([
    ['1 kB', 'about as large as the layers'],
    ['1 TB', 'nothing is loaded lazily'],
  ])('has no spans of %s', (size, words) => {
    const lines = linesOf(image(`soci: { spanSize: ${size} }`), 'error');
    expect(lines).toEqual([
      expect.stringMatching(new RegExp(`^7:\\d+ images.api.soci.spanSize: .*${words}`)),
    ]);
  });

  it('is warned about where its short spans make it large', () => {
    expect(warnings(image('soci: { spanSize: 256 KiB }'))).toEqual([
      expect.stringContaining('for each span: 13 % of the unpacked layers'),
    ]);
  });

  it('is warned about in the units of AWS', () => {
    expect(warnings(image('soci: true', '{ size: 100 MiB }'))[0]).toContain('above 250 MiB');
    expect(rowsOf(image('soci: true')).get('images.api.soci.minLayerSize')).toMatchObject({
      value: '10 MiB',
    });
  });

  it('is warned about where there never is one', () => {
    const [line] = warnings(image('soci: { builtAfter: none, atStart: false }'));
    expect(line).toContain('never loaded lazily');
  });

  it('is of one kind', () => {
    expect(linesOf(image('soci: true\n    estargz: true'), 'error')).toEqual([
      expect.stringContaining('8:5 images.api.estargz: "soci" and "estargz" are both there'),
    ]);
  });
});
