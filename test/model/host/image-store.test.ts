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
