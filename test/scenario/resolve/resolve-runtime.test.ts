import { describe, expect, it } from 'vitest';
import { decoderCosts } from '../../../src/catalog/capacity-costs.js';
import { findRuntime, runtimeAliases, runtimeNames } from '../../../src/catalog/runtimes.js';
import { parseScenario } from '../../../src/scenario/parse-scenario.js';
import { hostOf, linesOf } from '../reading.js';
import { small } from '../small-scenario.js';

const HOST =
  '    launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }\n';
const withRuntime = (text: string): string => small(HOST, `${HOST}    runtime: ${text}\n`);
const runtimeOf = (text: string) => hostOf(withRuntime(text)).runtime;
const sourceOf = (text: string, key: string) =>
  parseScenario(withRuntime(text)).provenance.find((row) => row.path === `capacity.web.runtime.${key}`);

describe('the runtime of a capacity', () => {
  const forLinux = runtimeNames().filter((name) => !name.endsWith('-windows'));
  it.each(forLinux)('can be the preset %s, by its name or as what it starts from', (name) => {
    expect(runtimeOf(name)).toEqual(findRuntime(name)!.runtime);
    expect(runtimeOf(`{ preset: ${name} }`)).toEqual(findRuntime(name)!.runtime);
  });

  it.each(runtimeAliases())('can be the short name %s', (name) => {
    expect(runtimeOf(name)).toEqual(findRuntime(name)!.runtime);
  });

  it.each([
    ['docker-25', '2 attempts, at once', 'catalogue'],
    [
      'soci-parallel',
      '9 attempts, first after 30ms, each wait 2 times the last, and up to 12.5 % more',
      'catalogue',
    ],
    ['{ preset: docker-25, requestAttempts: 1 }', 'not asked again', 'derived'],
    ['{ preset: docker-25, requestRetryWait: 2s }', '2 attempts, first after 2s', 'derived'],
  ])('%s says how often a layer is asked for that is throttled: %s', (text, value, origin) => {
    expect(sourceOf(text, 'layerRequests')).toMatchObject({ value, origin });
  });

  it('can be a preset with settings of its own, in the words of real settings', () => {
    const given =
      '{ preset: containerd-2.2, maxConcurrentDownloads: 32, chunkSize: 8 MiB, maxConcurrentUnpacks: 10, gzip: klauspost, discardUnpackedLayers: true }';
    expect(runtimeOf(given)).toEqual({
      ...findRuntime('containerd-2.2')!.runtime,
      downloadSlots: 32,
      chunkBytes: 8 * 2 ** 20,
      unpackSlots: 10,
      unpackSlotsPerPull: 10,
      gzipBytesPerSecond: decoderCosts.gzipKlauspostBytesPerSecond.value,
      pipelinedUnpack: false,
      blobs: 'discarded',
    });
  });

  it.each([
    ['maxConcurrentDownloads: unlimited', { downloadSlots: Infinity }],
    ['maxConcurrentDownloadsPerPull: 2', { downloadSlotsPerPull: 2 }],
    ['downloadLimitCounts: layers', { slotUnit: 'layer' }],
    ['slotHeldWhileWaiting: true', { slotHeldInBackoff: true }],
    ['chunkSize: layer', { chunkBytes: Infinity }],
    ['chunksAskRegistry: false', { chunksAskRegistry: false }],
    ['maxConcurrentUnpacksPerPull: 4', { unpackSlotsPerPull: 4 }],
    ['maxConcurrentUnpacksPerPull: 2, unpackSlotBeforeDownload: true', { unpackSlotBeforeDownload: true }],
    ['gzip: 200 MB/s', { gzipBytesPerSecond: 200e6, pipelinedUnpack: true }],
    ['gzip: go, decompressesBeside: true', { pipelinedUnpack: true }],
    ['zstd: 500 MB/s', { zstdBytesPerSecond: 500e6 }],
    ['fetchAllFirst: true', { fetchesAllFirst: true }],
    ['tarSplit: 2 GB/s', { tarSplitBytesPerSecond: 2e9 }],
    ['syncBlobs: false', { syncsBlobs: false }],
    ['keepAlive: false', { keepAlive: false }],
    ['configFirst: false', { layersWaitForConfig: false }],
    ['duplicates: none', { duplicates: 'none' }],
    ['maxDownloadAttempts: 2', { layerAttempts: 2 }],
    ['layerRetryWait: 3s', { layerBackoffSeconds: 3 }],
    ['layerRetryWaitGrows: true', { layerBackoffGrows: true }],
    ['configAttempts: 1', { configAttempts: 1 }],
    ['configRetryWait: 1s', { configBackoffSeconds: 1 }],
  ])('takes %s', (setting, change) => {
    expect(runtimeOf(`{ preset: containerd-2.2, ${setting} }`)).toMatchObject(change);
  });

  it('says of every value where it is from', () => {
    const given = '{ preset: containerd-2.2, maxConcurrentDownloads: 32, gzip: go, maxConcurrentUnpacks: 4 }';
    expect(sourceOf(given, 'maxConcurrentDownloads')).toMatchObject({ value: '32', origin: 'file' });
    expect(sourceOf(given, 'chunkSize')?.source).toContain('containerd v2.2.0');
    expect(sourceOf(given, 'gzip')).toMatchObject({ value: 'go, 83 MB/s', origin: 'catalogue' });
    expect(sourceOf(given, 'gzip')?.source).toContain('13559');
    expect(sourceOf(given, 'decompressesBeside')).toMatchObject({ value: 'false', origin: 'derived' });
    expect(sourceOf(given, 'maxConcurrentUnpacksPerPull')).toMatchObject({ value: '4', origin: 'derived' });
  });

  it.each([
    ['{ preset: docker-25, chunkSize: 8 MiB }', 'graph driver of docker-25 fetches a layer by one request'],
    ['{ maxConcurrentUnpacks: 2 }', 'unpacks a layer on top of the one below it'],
    ['{ discardUnpackedLayers: true }', 'docker-25 has no content store'],
    ['docker-3', 'is not one of "docker-25"'],
    ['{ preset: docker-25, maxConcurrentDownload: 2 }', 'unknown key "maxConcurrentDownload"'],
    ['{ maxConcurrentDownloads: 0 }', '0 is too small'],
    ['{ preset: containerd-2.2, chunkSize: 63 KiB }', 'ranges below 64 KiB are requests and little else'],
    ['{ gzip: pigs }', 'is not one of "unpigz"'],
  ])('refuses %s', (given, words) => {
    expect(linesOf(withRuntime(given), 'error').join('\n')).toContain(words);
  });

  it.each([
    ['{ maxConcurrentDownloadsPerPull: 5 }', 'the daemon has fewer'],
    ['fargate-1.4', 'this is the runtime of Fargate, which no container instance has'],
    ['{ preset: fargate-1.4 }', 'this is the runtime of Fargate'],
    ['{ preset: containerd-2.2, unpackSlotBeforeDownload: true }', 'one after the other'],
  ])('warns about %s', (given, words) => {
    expect(linesOf(withRuntime(given), 'warning').join('\n')).toContain(words);
  });
});
