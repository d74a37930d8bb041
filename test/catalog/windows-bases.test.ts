import { beforeAll, describe, expect, it } from 'vitest';
import { findImage, loadImageArchive } from '../../src/catalog/images.js';
import {
  findWindowsImage,
  splitWindowsBase,
  windowsBaseSource,
  windowsOperatingSystems,
  windowsReleases,
} from '../../src/catalog/windows-bases.js';

beforeAll(() => loadImageArchive());

const sum = (layers: readonly { readonly compressedBytes: number }[]) =>
  layers.reduce((bytes, layer) => bytes + layer.compressedBytes, 0);

const series = (['servercore', 'nanoserver'] as const).flatMap((image) =>
  windowsOperatingSystems(image).map((os) => ({ image, os, releases: windowsReleases(image, os) })),
);

describe('Windows base images', () => {
  it('have 119 known releases, in order of time, each with a source', () => {
    expect(series.flatMap(({ releases }) => releases)).toHaveLength(119);
    for (const { releases } of series) {
      const dates = releases.map(({ date }) => date);
      expect(dates).toEqual([...dates].sort());
      expect(releases.every(({ inferred }) => !inferred)).toBe(true);
    }
    expect(windowsBaseSource.asOf).toBe('2026-08-21');
  });

  it('hold Server Core as a release layer under an update layer that is replaced each month', () => {
    const [july, august] = windowsReleases('servercore', 'ltsc2022').slice(-2);
    expect(july!.date).toBe('2026-07-15');
    expect(august!.date).toBe('2026-08-11');
    expect(august!.layers.map(({ compressedBytes }) => compressedBytes)).toEqual([
      1_489_019_076, 694_978_322,
    ]);
    expect(august!.layers[0]).toEqual(july!.layers[0]);
    expect(august!.layers[1]!.digest).not.toBe(july!.layers[1]!.digest);
  });

  it('hold Nano Server as one layer, a new one each month', () => {
    const releases = windowsReleases('nanoserver', 'ltsc2022');
    expect(releases.every(({ layers }) => layers.length === 1)).toBe(true);
    expect(new Set(releases.map(({ layers }) => layers[0]!.digest)).size).toBe(releases.length);
  });

  it('are a few times as large on disk, as docker images showed them', () => {
    const onDisk = (image: 'servercore' | 'nanoserver', os: string, date: string) =>
      windowsReleases(image, os)
        .find((release) => release.date === date)!
        .layers.reduce((bytes, { uncompressedBytes }) => bytes + uncompressedBytes, 0);
    expect(onDisk('servercore', 'ltsc2022', '2025-09-09') / 5.2e9).toBeCloseTo(1, 2);
    expect(onDisk('servercore', 'ltsc2025', '2025-08-12') / 7.69e9).toBeCloseTo(1, 2);
    expect(onDisk('nanoserver', 'ltsc2022', '2025-05-13') / 0.292e9).toBeCloseTo(1, 2);
  });

  it('give a digest one size, and name it in full nowhere', () => {
    const sizes = new Map<string, number>();
    for (const { releases } of series) {
      for (const { digest, compressedBytes } of releases.flatMap(({ layers }) => layers)) {
        expect(digest).toMatch(/^sha256:[0-9a-f]{12}$/);
        expect(sizes.get(digest) ?? compressedBytes).toBe(compressedBytes);
        sizes.set(digest, compressedBytes);
      }
    }
    expect(sizes.size).toBe(124);
  });

  it('are not released for an operating system that Microsoft does not build', () => {
    expect(windowsReleases('nanoserver', 'ltsc2016')).toEqual([]);
  });
});

describe('releases after the last known one', () => {
  it('come on second Tuesdays, on the same release layer, each with a larger update', () => {
    const releases = windowsReleases('servercore', 'ltsc2022', '2026-10-31').slice(-3);
    expect(releases.map(({ date, inferred }) => [date, inferred])).toEqual([
      ['2026-08-11', false],
      ['2026-09-08', true],
      ['2026-10-13', true],
    ]);
    const updates = releases.map(({ layers }) => layers[1]!.compressedBytes);
    // The growths of the ten months before, sorted, have 26.4 and 25.4 MB in the middle.
    expect(updates[1]! - updates[0]!).toBeCloseTo((26_444_291 + 25_427_609) / 2, -1);
    expect(updates[2]! - updates[1]!).toBe(updates[1]! - updates[0]!);
    expect(releases[2]!.layers[0]).toEqual(releases[0]!.layers[0]);
    expect(new Set(releases.map(({ layers }) => layers[1]!.digest)).size).toBe(3);
  });

  it('do not change the known ones', () => {
    const known = windowsReleases('servercore', 'ltsc2019');
    expect(windowsReleases('servercore', 'ltsc2019', '2027-12-31').slice(0, known.length)).toEqual(known);
    expect(windowsReleases('servercore', 'ltsc2019', '2026-08-11')).toEqual(known);
  });
});

describe('images on Server Core', () => {
  it.each([
    ['dotnet/framework/aspnet', 'ltsc2022', 585_364_140],
    ['dotnet/framework/aspnet', 'ltsc2025', 197_883_592],
    ['dotnet/framework/runtime', 'ltsc2019', 826_335_726],
    ['dotnet/framework/sdk', 'ltsc2022', 2_485_854_494],
  ])('%s %s has so many bytes above the base of 2026-08-11: %i', (name, os, bytes) => {
    const found = findWindowsImage(name, os)!;
    expect(found).toMatchObject({ image: 'servercore', os, date: '2026-08-11' });
    expect(sum(found.above)).toBe(bytes);
  });

  it('are none where the catalogue has none', () => {
    expect(findWindowsImage('dotnet/framework/aspnet', 'ltsc2030')).toBeUndefined();
    expect(findWindowsImage('dotnet/framework/nothing', 'ltsc2022')).toBeUndefined();
  });

  it('are told from their lowest layers, those on Nano Server too', () => {
    const nano = findImage('mcr.microsoft.com/dotnet/aspnet:10.0-nanoserver-ltsc2022', 'windows/amd64')!;
    const found = splitWindowsBase(nano.layers)!;
    expect(found).toMatchObject({ image: 'nanoserver', os: 'ltsc2022', date: '2026-08-11' });
    expect(found.above).toEqual(nano.layers.slice(1));
  });

  it('are not found in an image of Linux', () => {
    expect(splitWindowsBase(findImage('python:3.12')!.layers)).toBeUndefined();
    expect(splitWindowsBase([])).toBeUndefined();
  });
});
