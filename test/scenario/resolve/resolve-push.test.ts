import { describe, expect, it } from 'vitest';
import { linesOf, worldOf } from '../reading.js';
import { smallAnd } from '../small-scenario.js';

/** The small scenario with a SOCI index of its image, and an entry at its end. */
function indexed(entry: string, index = 'true'): string {
  return smallAnd(`  - { at: 1h, ${entry} }\n`).replace(
    '    tags: [live]',
    `    soci: ${index}\n    tags: [live]`,
  );
}

const action = (text: string) => worldOf(text).timeline.at(-1)!.action;

describe('a push', () => {
  it('has an index built unless it says otherwise', () => {
    expect(action(indexed('push: { image: api }'))).toEqual({
      kind: 'push',
      image: 'api',
      tag: 'live',
      sameDigest: false,
    });
    expect(action(indexed('push: { image: api, index: false }'))).toMatchObject({ buildsIndex: false });
  });

  it.each([
    ['push: { image: api, rebase: true }', '26:35', 'has no base that is released anew'],
    ['push: { image: api, index: false }', '26:35', 'has no SOCI index'],
  ])('is refused what its image has not: %s', (entry, at, words) => {
    const [line] = linesOf(smallAnd(`  - { at: 1h, ${entry} }\n`), 'error');
    expect(line).toContain(`${at} timeline[3].push`);
    expect(line).toContain(words);
  });

  it('is warned about an index that nobody builds', () => {
    const lines = linesOf(indexed('push: { image: api, index: true }', '{ builtAfter: none }'), 'warning');
    expect(lines).toContainEqual(expect.stringContaining('nobody builds an index of "api"'));
  });
});

describe('the end of an index', () => {
  it('is that of what a tag names, the first one of the image where none is given', () => {
    expect(action(indexed('deleteIndex: { image: api }'))).toEqual({
      kind: 'deleteIndex',
      image: 'api',
      tag: 'live',
    });
  });

  it.each([
    ['deleteIndex: { image: apy }', 'true', 'unknown image "apy"'],
    ['deleteIndex: { image: api, tag: lief }', 'true', 'unknown tag "lief"'],
    ['deleteIndex: { image: api }', 'false', 'image "api" has no index'],
  ])('is refused where there is none: %s', (entry, index, words) => {
    expect(linesOf(indexed(entry, index), 'error')).toEqual([expect.stringContaining(words)]);
  });

  it('is refused for layers that are read in parts themselves', () => {
    const text = indexed('deleteIndex: { image: api }').replace('soci: true', 'estargz: true');
    expect(linesOf(text, 'error')).toEqual([expect.stringContaining('its layers themselves')]);
  });
});
