import { describe, expect, it } from 'vitest';
import { ByteAccount } from '../../../src/model/image/byte-account.js';
import { ChainTable } from '../../../src/model/image/chain-table.js';
import { Repository } from '../../../src/model/image/repository.js';
import type { ImageSpec } from '../../../src/model/spec.js';
import { monthlyBase } from '../tiny-bases.js';
import { image, layer, MB } from '../tiny-world.js';

function repository(overrides: Partial<ImageSpec> = {}): Repository {
  return Repository.pushedTo(image(overrides), new ChainTable());
}

describe('a repository', () => {
  it('names release 0 by the tags of the scenario, and nothing by others', () => {
    const api = repository({ tags: ['live', 'v1'] });
    expect([api.byTag('live'), api.byTag('v1')]).toEqual([api.newest, api.newest]);
    expect(api.byTag('v2')).toBeUndefined();
    expect(api.newestTag).toBeNull();
  });

  it('moves a tag with a push and still has the old release by digest', () => {
    const api = repository();
    const old = api.byTag('live')!;
    const outcome = api.push('live', false, 0);
    expect(outcome.accepted).toBe(true);
    expect(api.byTag('live')).toBe(api.newest);
    expect(api.newest.number).toBe(1);
    expect(api.byDigest(old.digest)).toBe(old);
    expect(api.newestTag).toBe('live');
  });

  it('moves nothing when the content is the same', () => {
    const api = repository();
    const before = api.byTag('live');
    api.push('live', true, 0);
    api.push('v1', true, 0);
    expect([api.byTag('live'), api.byTag('v1')]).toEqual([before, before]);
  });

  it('rejects a push to an immutable tag that exists, and takes one to a new tag', () => {
    const api = repository({ immutableTags: true });
    const before = api.byTag('live');
    expect(api.push('live', false, 0)).toEqual({ accepted: false, error: 'ImageTagAlreadyExistsException' });
    expect(api.byTag('live')).toBe(before);
    expect(api.newest).toBe(before);
    expect(api.push('v2', false, 0).accepted).toBe(true);
  });

  it('holds each layer once, and gives back those of a release that goes alone', () => {
    const account = new ByteAccount();
    const layers = [layer({ digest: 'base', changesEachRelease: false }), layer({ digest: 'top' })];
    const api = Repository.pushedTo(image({ layers, configBytes: 0 }), new ChainTable(), account);
    const old = api.newest;
    api.push('live', false, 10);
    expect(account.bytes).toBe(300 * MB);
    api.remove(old, 20);
    expect(account.bytes).toBe(200 * MB);
    expect(api.byDigest(old.digest)).toBeUndefined();
    expect(api.images.map(({ release, tags }) => [release.number, tags])).toEqual([[1, ['live']]]);
  });

  it('takes its newest content again after it was removed', () => {
    const api = repository();
    const old = api.newest;
    api.remove(old, 10);
    expect([api.byTag('live'), api.images]).toEqual([undefined, []]);
    api.push('live', true, 20);
    expect(api.byTag('live')).toBe(old);
    expect(api.push('live', false, 30)).toMatchObject({ release: { number: 1 } });
  });

  it('keeps images that no tag names any more', () => {
    const api = repository();
    api.push('live', false, 10);
    expect(api.images.map(({ pushedAt, tags }) => [pushedAt, tags])).toEqual([
      [-30 * 86_400, []],
      [10, ['live']],
    ]);
  });
});

describe('a repository of copies', () => {
  const source = repository({ tags: [] });
  const [first, second] = ['live', 'live'].map((tag) => {
    const outcome = source.push(tag, false, 0);
    return outcome.accepted ? outcome.release : source.newest;
  });
  const copies = () => new Repository(image(), 'api', new ChainTable());

  it('is empty at first', () => {
    expect([copies().images, copies().tags, copies().byTag('live')]).toEqual([[], [], undefined]);
  });

  it('takes releases with their tags, and tells what bytes were not there', () => {
    const api = copies();
    expect(api.receive(first!, 'live', 1, 5)).toBe(100 * MB + 5000);
    expect(api.receive(first!, 'v1', 2, 6)).toBe(0);
    expect([api.byTag('live'), api.byTag('v1'), api.byDigest(first!.digest)]).toEqual([first, first, first]);
  });

  it('leaves a tag where a later push has put it', () => {
    const api = copies();
    api.receive(second!, 'live', 2, 5);
    api.receive(first!, 'live', 1, 6);
    expect(api.byTag('live')).toBe(second);
    expect(api.byDigest(first!.digest)).toBe(first);
  });
});

describe('a push of an image with a base', () => {
  const layers = [
    layer({ digest: 'sha256:runtime', changesEachRelease: false }),
    layer({ digest: 'sha256:code', changesEachRelease: true }),
  ];
  const digests = ({ newest }: Repository) => newest.layers.map(({ digest }) => digest.slice(7));

  it('keeps the base of the release before, however old', () => {
    const api = repository({ layers, base: monthlyBase([-30, 10], 0) });
    api.push('live', false, 20);
    expect(digests(api)).toEqual(['os', 'update-0', 'runtime', 'code+r1']);
  });

  it('takes the newest base when it rebases, and makes all its layers anew, once', () => {
    const api = repository({ layers, base: monthlyBase([-30, 10], 0) });
    api.push('live', false, 20, true);
    expect(digests(api)).toEqual(['os', 'update-1', 'runtime+r1', 'code+r1']);
    expect(api.newest.baseName).toBe('servercore release 1');
    api.push('live', false, 30, true);
    expect(digests(api)).toEqual(['os', 'update-1', 'runtime+r1', 'code+r2']);
    api.push('live', false, 40);
    expect(digests(api)).toEqual(['os', 'update-1', 'runtime+r1', 'code+r3']);
  });

  it('stores of the new base what it did not have', () => {
    const account = new ByteAccount();
    const spec = image({ layers, base: monthlyBase([-30, 10], 0), configBytes: 1000 });
    const api = Repository.pushedTo(spec, new ChainTable(), account);
    expect(account.bytes).toBe(350 * MB + 1000);
    api.push('live', false, 20, true);
    // The update and both own layers are new; the release layer is shared.
    expect(account.bytes).toBe(350 * MB + 250 * MB + 2000);
  });
});
