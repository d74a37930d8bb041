import { describe, expect, it } from 'vitest';
import { findRuntime } from '../../../src/catalog/runtimes.js';
import { hostOf, linesOf, rowsOf } from '../reading.js';
import { small } from '../small-scenario.js';

const HOST =
  '    launchType: EC2\n    instanceType: m6i.large\n    count: 2\n    agent: { ECS_IMAGE_PULL_BEHAVIOR: default }\n';
const withRuntime = (text: string): string =>
  small(HOST, `${HOST}    runtime: ${text}\n`).replace(
    '    tags: [live]',
    `    ${text.includes('stargz') ? 'estargz' : 'soci'}: true\n    tags: [live]`,
  );
const lazyOf = (text: string) => hostOf(withRuntime(text)).runtime.lazy;
const about = (text: string) =>
  linesOf(withRuntime(text)).filter((line) => line.includes('capacity.web.runtime'));

describe('how a runtime loads lazily', () => {
  it.each(['soci', 'stargz'])('is as the preset %s has it', (name) => {
    expect(lazyOf(name)).toEqual(findRuntime(name)!.runtime.lazy);
    expect(about(name)).toEqual([]);
  });

  it('can have settings of its own', () => {
    const text =
      '{ preset: soci, lazy: { mountTime: 1s, indexedFileTime: 1ms, prefetchTimeout: 2s, backgroundPeriod: 100ms, backgroundStreams: 3, backgroundSilence: 5s, readStreams: 4, fuse: 1 GiB/s, spanAttempts: 2, spanRetryWait: 1s } }';
    expect(lazyOf(text)).toMatchObject({
      mountSeconds: 1,
      indexedFileSeconds: 0.001,
      prefetchTimeoutSeconds: 2,
      background: { periodSeconds: 0.1, streams: 3, silenceSeconds: 5, silencedBy: 'mount' },
      readStreams: 4,
      fuseBytesPerSecond: 2 ** 30,
      spanRetries: { attempts: 2, backoffSeconds: 1, backoffFactor: 2 },
    });
    expect(about(text)).toEqual([]);
  });

  it('says where each value is from', () => {
    const rows = rowsOf(withRuntime('{ preset: soci, lazy: { readStreams: 2 } }'));
    const row = (key: string) => rows.get(`capacity.web.runtime.lazy.${key}`);
    expect(row('readStreams')).toMatchObject({ origin: 'file' });
    expect(row('backgroundPeriod')).toMatchObject({ value: '500ms', origin: 'catalogue' });
    expect(row('mountTime')!.source).toContain('soci-snapshotter');
  });

  it('can be without a background', () => {
    expect(lazyOf('{ preset: stargz, lazy: { background: false } }')).toMatchObject({ background: null });
    expect(about('{ preset: soci, lazy: { background: false, backgroundPeriod: 1s } }')).toEqual([
      expect.stringContaining('nothing is fetched in the background'),
    ]);
  });

  it('is refused for a preset that loads nothing lazily', () => {
    expect(about('{ preset: docker-25, lazy: { readStreams: 2 } }')).toEqual([
      expect.stringContaining('docker-25 loads nothing lazily'),
    ]);
  });
});
