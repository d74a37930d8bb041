import { beforeAll, describe, expect, it } from 'vitest';
import { loadImageArchive } from '../../../src/catalog/images.js';
import { linesOf, rowsOf, worldOf } from '../reading.js';
import { onFargate, onWindows } from './fargate-scenario.js';

const LAYERS = 'layers:\n      - { size: 30 MiB, files: 100 }';
const ASPNET = 'mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022';
const built = (base: string, epoch = '2026-07-20'): string =>
  onWindows('', undefined, base).replace('duration: 2h', `duration: 2h\nepoch: ${epoch}`);
const imageOf = (text: string) => worldOf(text).images[0]!;
const atStart = (base: string): string => {
  const { base: spec } = imageOf(built(base));
  return spec!.releases[spec!.atStart]!.name;
};

beforeAll(() => loadImageArchive());

describe('an image on a base of Windows', () => {
  it('is on the newest Server Core of 2022, for windows/amd64', () => {
    const image = imageOf(built('base: {}'));
    expect(image.base!.name).toBe('servercore ltsc2022');
    expect(atStart('base: {}')).toMatch(/^2026-07-1/);
    expect(image.platforms).toEqual(['windows/amd64']);
    expect(image.layers).toHaveLength(1);
  });

  it('can be on an older one: so many releases back, or that of a patch day', () => {
    expect(atStart('base: { release: latest }')).toBe(atStart('base: {}'));
    expect(atStart('base: { release: "-1" }')).toMatch(/^2026-06/);
    expect(atStart('base: { release: -1 }')).toMatch(/^2026-06/);
    expect(atStart('base: { release: 2026-05-12 }')).toBe('2026-05-12');
  });

  it('on a patch day means the release of that day wherever it came out within two days of it', () => {
    expect(atStart('base: { image: servercore, release: 2026-07-14 }')).toBe('2026-07-15');
    expect(atStart('base: { image: nanoserver, release: 2026-07-14 }')).toBe('2026-07-14');
    expect(atStart('base: { image: nanoserver, release: 2026-07-15 }')).toBe('2026-07-14');
    expect(atStart('base: { release: 2026-07-17 }')).toBe('2026-07-15');
  });

  it.each([
    ['latest', '2026-07-15'],
    ['"-1"', '2026-06-09'],
    ['2026-07-14', '2026-07-15'],
  ])('says the day of the release that is written as %s', (written, day) => {
    const rows = rowsOf(built(`base: { release: ${written} }`));
    expect(rows.get('images.api.base.release')).toMatchObject({ origin: 'file' });
    expect(rows.get('images.api.base.release.day')).toMatchObject({ value: day, origin: 'catalogue' });
  });

  it('may have no layers of its own', () => {
    const text = built('base: { image: nanoserver }').replace(LAYERS, 'configSize: 4 kB');
    expect(imageOf(text)).toMatchObject({ layers: [], base: { name: 'nanoserver ltsc2022' } });
  });

  it('is not scaled with its layers', () => {
    const bytes = (text: string) => imageOf(text).base!.releases[0]!.layers[0]!.compressedBytes;
    expect(bytes(built('base: {}\n    scale: 3'))).toBe(bytes(built('base: {}')));
  });

  it('out of the catalogue has its base, and only its own layers', () => {
    const text = built(`from: ${ASPNET}`, '2026-08-20').replace(LAYERS, 'scale: 1');
    const image = imageOf(text);
    expect(image.base!.name).toBe('servercore ltsc2022');
    expect(rowsOf(text).get('images.api.base.release')?.source).toBe('that of its source');
    const own = image.layers.reduce((sum, { compressedBytes }) => sum + compressedBytes, 0);
    expect(own).toBeLessThan(1e9);
    expect(own).toBeGreaterThan(4e8);
  });

  it('out of the catalogue is never on what is not published yet', () => {
    const { base } = imageOf(built(`from: ${ASPNET}`, '2026-07-20'));
    expect(base!.releases[base!.atStart]!.publishedAtSeconds).toBeLessThanOrEqual(0);
  });

  it.each([
    ['base: { release: 2026-08-30 }', 'was not there at time zero, when 2026-07-1'],
    [
      'base: { release: 2019-08-30 }',
      'no release came out about that day (the first that is known is of 2025-05-13)',
    ],
    ['base: { release: 2026-05-30 }', 'about that day (those around it are of 2026-05-12 and 2026-06-09)'],
    ['base: { release: "-99" }', 'has only'],
    ['base: { release: "1" }', 'is not in the past'],
    ['base: { release: july }', 'is not a release (write "latest", "-1" or a day such as "2026-07-14")'],
    ['base: { os: ltsc2016 }', 'is not one of'],
    ['base: { imge: servercore }', 'did you mean "image"?'],
    ['base: {}\n    platforms: [linux/amd64]', 'a base image of Windows is for windows/amd64'],
    ['base: {}\n    from: python:3.12', '"python:3.12" has no base image of Windows'],
    [`base: { os: ltsc2019 }\n    from: ${ASPNET}`, 'is from is built upon servercore ltsc2022'],
  ])('is refused: %s', (base, words) => {
    expect(linesOf(built(base), 'error').join('\n')).toContain(words);
  });

  it('needs a date that the catalogue knows', () => {
    expect(linesOf(built('base: {}', '2024-01-01'), 'error')[0]).toContain('write a later "epoch"');
  });

  it('runs on Windows of the same release only', () => {
    const other = onFargate('    operatingSystemFamily: WINDOWS_SERVER_2019_CORE\n').replace(
      'tags: [live]',
      'tags: [live]\n    base: { os: ltsc2022 }',
    );
    expect(linesOf(other, 'error')).toEqual([
      expect.stringMatching(
        /containers\[0\].image: image "api" is built upon ltsc2022, which "web" \(WINDOWS_SERVER_2019_CORE\) does not run \(write "os: ltsc2019"/,
      ),
    ]);
    expect(linesOf(other.replace('base: { os: ltsc2022 }', 'base: { os: ltsc2019 }'), 'error')).toEqual([]);
  });

  it('is nothing for Linux, nor Linux for Windows', () => {
    const onLinux = onFargate().replace('tags: [live]', 'tags: [live]\n    base: {}');
    expect(linesOf(onLinux)[0]).toContain(
      'is for windows/amd64, and "web" is linux/amd64: its tasks will fail',
    );
    const linux = onFargate('    operatingSystemFamily: WINDOWS_SERVER_2022_CORE\n');
    expect(linesOf(linux)[0]).toContain(
      'is for linux/amd64, and "web" is windows/amd64: its tasks will fail',
    );
  });
});
