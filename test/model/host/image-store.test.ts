import { describe, expect, it } from 'vitest';
import { Disk } from '../../../src/model/host/disk.js';
import { ImageStore } from '../../../src/model/host/image-store.js';
import { ChainTable } from '../../../src/model/image/chain-table.js';
import { release } from '../tiny-parts.js';
import { layer, MB } from '../tiny-world.js';

const base = layer({ digest: 'sha256:base', changesEachRelease: false });
const chains = new ChainTable();
const first = release({ layers: [base, layer({ digest: 'sha256:code' })] }, 0, chains);
const second = release({ layers: [base, layer({ digest: 'sha256:code' })] }, 1, chains);

function store(): ImageStore {
  return new ImageStore(new Disk(1000 * MB, 0));
}

describe('an image store', () => {
  it('keeps a layer that two images share once, and frees it with the second', () => {
    const on = store();
    on.preload(first, 'api:v1');
    on.preload(second, 'api:v2');
    expect(on.disk.usedBytes).toBe(600 * MB);
    on.removeName('api:v1');
    expect(on.disk.usedBytes).toBe(400 * MB);
    on.removeName('api:v2');
    expect(on.disk.usedBytes).toBe(0);
    expect(on.hasLayer(first.chains[0]!)).toBe(false);
  });

  it('resolves by tag, by digest and by default to latest', () => {
    const on = store();
    const image = on.preload(first, 'api');
    expect(on.inspect('api:latest')).toBe(image);
    expect(on.inspect(`api@${first.digest}`)).toBe(image);
    expect(on.inspect(`api:whatever@${first.digest}`)).toBe(image);
    expect(on.inspect('api:v1')).toBeUndefined();
    expect(on.inspect(`web@${first.digest}`)).toBeUndefined();
  });

  it('has no tag for an image that was put there by digest', () => {
    const on = store();
    on.preload(first, `api@${first.digest}`);
    expect(on.inspect('api')).toBeUndefined();
    expect(on.inspect(`api@${first.digest}`)).toBeDefined();
  });

  it('moves a tag away from the image that had it, which stays by its digest', () => {
    const on = store();
    on.preload(first, 'api:live');
    const newer = on.preload(second, 'api:live');
    expect(on.inspect('api:live')).toBe(newer);
    expect(on.inspect(`api@${first.digest}`)?.release).toBe(first);
    on.removeImage(first.imageId);
    expect(on.disk.usedBytes).toBe(400 * MB);
  });

  it('removes an image only with its last tag', () => {
    const on = store();
    const image = on.preload(first, 'api:v1');
    on.tag(image, 'api:live');
    expect(on.removeName('api:v1')).toBe('removed');
    expect(on.inspect('api:live')).toBe(image);
    expect(on.removeName('api:v1')).toBe('no such image');
    on.removeName('api:live');
    expect([...on.images()]).toEqual([]);
  });

  it('keeps a layer that a pull holds until it is let go', () => {
    const on = store();
    on.preload(first, 'api:v1');
    on.holdLayer(first.chains[0]!);
    on.removeImage(first.imageId);
    expect(on.disk.usedBytes).toBe(200 * MB);
    on.releaseLayer(first.chains[0]!);
    expect(on.disk.usedBytes).toBe(0);
  });

  it('stores a layer once though two pulls unpacked it, and keeps it for both', () => {
    const on = store();
    expect(on.addLayer(1, 200 * MB, 1)).toBe(true);
    expect(on.addLayer(1, 200 * MB, 1)).toBe(true);
    expect(on.disk.usedBytes).toBe(200 * MB);
    on.releaseLayer(1);
    expect(on.hasLayer(1)).toBe(true);
    on.releaseLayer(1);
    expect(on.disk.usedBytes).toBe(0);
  });

  it('takes no layer that does not fit', () => {
    const on = new ImageStore(new Disk(300 * MB, 0));
    expect(on.addLayer(1, 200 * MB, 1)).toBe(true);
    expect(on.addLayer(2, 200 * MB, 1)).toBe(false);
    expect(on.hasLayer(2)).toBe(false);
    expect(() => on.preload(first, 'api:v1')).toThrow('do not fit');
  });
});

describe('the removal of a name', () => {
  it('only untags while another tag is left', () => {
    const on = store();
    const image = on.preload(first, 'api:v1');
    on.tag(image, 'api:live');
    on.createContainer(image, 'task/app');
    expect(on.removeName('api:v1')).toBe('removed');
    expect([...image.tags]).toEqual(['api:live']);
    expect(on.disk.usedBytes).toBe(400 * MB);
  });

  it('takes the digests of a repository with its last tag', () => {
    const on = store();
    const image = on.preload(first, 'api:v1');
    on.tag(image, 'mirror/api:v1');
    on.addRepoDigest(image, 'mirror/api');
    on.removeName('api:v1');
    expect([...image.repoDigests]).toEqual([`mirror/api@${first.digest}`]);
    expect(on.inspect(`api@${first.digest}`)).toBeUndefined();
  });

  it('keeps an image that another repository has by digest only', () => {
    const on = store();
    const image = on.preload(first, 'api:v1');
    on.addRepoDigest(image, 'web');
    expect(on.removeName('api:v1')).toBe('removed');
    expect(on.inspect(`web@${first.digest}`)).toBe(image);
    expect(on.removeName(`web@${first.digest}`)).toBe('removed');
    expect(on.disk.usedBytes).toBe(0);
  });

  it('is refused where a container, running or stopped, was made from the image and it is the only name', () => {
    const on = store();
    const container = on.createContainer(on.preload(first, 'api:v1'), 'task/app');
    expect(on.removeName('api:v1')).toBe('conflict');
    container.finishedAt = 10;
    expect(on.removeName('api:v1')).toBe('conflict');
    on.removeContainer(container);
    on.removeContainer(container);
    expect(on.removeName('api:v1')).toBe('removed');
  });
});

describe('the removal of an image by its ID', () => {
  it('is refused where a container was made from it, and where it has several tags or repositories', () => {
    const on = store();
    const image = on.preload(first, 'api:v1');
    const container = on.createContainer(image, 'task/app');
    expect(on.removeImage(first.imageId)).toBe('conflict');
    on.removeContainer(container);
    on.tag(image, 'api:v2');
    expect(on.removeImage(first.imageId)).toBe('conflict');
    on.removeName('api:v2');
    expect(on.removeImage(first.imageId)).toBe('removed');
    expect(on.removeImage(first.imageId)).toBe('no such image');
  });

  it('takes one that has lost its tag and its name', () => {
    const on = store();
    on.preload(first, 'api:live');
    on.preload(second, 'api:live');
    expect(on.removeImage(first.imageId)).toBe('removed');
    expect(on.inspect(`api@${first.digest}`)).toBeUndefined();
  });
});

describe('a prune of images', () => {
  it('takes all that no container was made from, whatever their names', () => {
    const on = store();
    on.tag(on.preload(first, 'api:v1'), 'api:old');
    on.createContainer(on.preload(second, 'api:v2'), 'task/app');
    on.pruneImages();
    expect([...on.images()].map(({ release: each }) => each)).toEqual([second]);
    expect(on.disk.usedBytes).toBe(400 * MB);
    expect(on.containers().map(({ name }) => name)).toEqual(['task/app']);
  });
});

describe('a content store', () => {
  const kept = () => new ImageStore(new Disk(2000 * MB, 0), 'kept');

  it('keeps a blob as long as an image uses it, once for all of them', () => {
    const on = kept();
    on.preload(first, 'api:v1');
    on.preload(second, 'api:v2');
    // Three layers of 200 MB, and their three blobs of 100 MB.
    expect(on.disk.usedBytes).toBe(900 * MB);
    on.removeName('api:v1');
    expect([on.hasBlob(first.layers[1]!.digest), on.hasBlob(base.digest)]).toEqual([false, true]);
    expect([on.disk.usedBytes, on.storedBytes]).toEqual([600 * MB, 600 * MB]);
    on.removeName('api:v2');
    expect(on.disk.usedBytes).toBe(0);
  });

  it('keeps what a pull has downloaded until the pull is over, and longer if an image uses it', () => {
    const on = kept();
    for (const { digest, compressedBytes } of first.layers) {
      on.disk.take(compressedBytes);
      on.keepBlob(digest, compressedBytes);
    }
    on.disk.take(100 * MB);
    on.keepBlob('sha256:other', 100 * MB);
    first.chains.forEach((chain, index) => on.addLayer(chain, first.layers[index]!.uncompressedBytes, 1));
    on.addImage(first);
    for (const { digest } of first.layers) on.releaseBlob(digest);
    on.releaseBlob('sha256:other');
    for (const chain of first.chains) on.releaseLayer(chain);
    expect(on.disk.usedBytes).toBe(600 * MB);
    expect(on.hasBlob('sha256:other')).toBe(false);
  });

  it('keeps one of two copies', () => {
    const on = kept();
    for (let pull = 0; pull < 2; pull++) {
      on.disk.take(100 * MB);
      on.keepBlob('sha256:a', 100 * MB);
    }
    expect(on.disk.usedBytes).toBe(100 * MB);
  });

  it('is no part of a runtime that unpacks and forgets', () => {
    const on = store();
    on.preload(first, 'api:v1');
    expect(on.hasBlob(base.digest)).toBe(false);
  });
});

describe('a volume that outlives its host', () => {
  it('brings images, names, blobs and dead containers along, and nothing that was under way', () => {
    const old = new ImageStore(new Disk(2000 * MB, 0), 'kept');
    old.tag(old.preload(first, 'api:v1'), 'api:live');
    old.createContainer(old.preload(second, `api@${second.digest}`), 'task/app');
    old.createContainer(old.image(second.imageId)!, 'task/done').finishedAt = 20;
    old.disk.take(50 * MB);
    old.addLayer(77, 100 * MB, 1);
    const on = new ImageStore(new Disk(2000 * MB, 0), 'kept');
    on.takeOver(old, 100);
    expect(on.disk.usedBytes).toBe(900 * MB);
    expect([...on.inspect('api:live')!.tags]).toEqual(['api:v1', 'api:live']);
    expect(on.inspect(`api@${second.digest}`)?.tags.size).toBe(0);
    expect(on.containers().map(({ name, finishedAt }) => [name, finishedAt])).toEqual([
      ['task/app', 100],
      ['task/done', 20],
    ]);
    on.removeImage(first.imageId);
    on.removeName('api:v1');
    on.removeName('api:live');
    expect(on.disk.usedBytes).toBe(600 * MB);
    expect(old.inspect('api:live')).toBeDefined();
  });

  it('leaves images behind of which only a part was there', () => {
    const old = store();
    old.preload(second, 'api:v2');
    const chain = first.chains[1]!;
    old.addLayer(chain, 0, 1);
    old.growLayer(chain, 10 * MB);
    old.tag(old.addImage(first), 'api:v1');
    const on = store();
    on.takeOver(old, 0);
    expect(on.inspect('api:v1')).toBeUndefined();
    expect(on.inspect('api:v2')).toBeDefined();
  });

  it('fits on a disk that is large enough, of a host without images', () => {
    const old = store();
    old.preload(first, 'api:v1');
    const small = new ImageStore(new Disk(300 * MB, 0));
    expect(() => small.takeOver(old, 0)).toThrow('do not fit');
    expect(() => old.takeOver(store(), 0)).toThrow('without images');
  });
});

describe('who watches a store', () => {
  function watched(on: ImageStore): string[] {
    const told: string[] = [];
    on.watcher = {
      blobKept: (digest) => told.push(`blob ${digest}`),
      imageRecorded: ({ release: { imageId }, blobs }) => told.push(`image ${imageId} with ${blobs.length}`),
      imageNamed: (name) => told.push(`name ${name}`),
    };
    return told;
  }

  it('is told of blobs as they come, and of the image and its names when that is complete', () => {
    const on = new ImageStore(new Disk(1000 * MB, 0), 'kept');
    const told = watched(on);
    on.disk.take(100 * MB);
    on.keepBlob('sha256:base', 100 * MB);
    expect(told).toEqual(['blob sha256:base']);
    on.tag(on.preload(first, 'api:v1'), 'api:live');
    expect(told.slice(1)).toEqual([
      `image ${first.imageId} with 2`,
      `name api@${first.digest}`,
      'name api:v1',
      'name api:live',
    ]);
    expect(on.named('api:live')).toBe(on.image(first.imageId));
  });

  it('is told of all that comes with a volume', () => {
    const [old, on] = [store(), store()];
    old.preload(first, 'api:v1');
    const told = watched(on);
    on.takeOver(old, 0);
    expect(told).toEqual([`image ${first.imageId} with 0`, `name api@${first.digest}`, 'name api:v1']);
  });
});
