/**
 * Actions of the timeline that change what a registry holds: pushes, and the end of an index for lazy loading. A push is
 * on the base of the release before unless it says `rebase`, and its index is built unless it says otherwise.
 */
import type { ImageSpec, TimelineAction } from '../../model/spec.js';
import type { Path } from '../path.js';
import { TAG } from '../schema/images.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { DeleteIndexInput, PushInput } from '../schema/timeline.js';
import type { Resolution } from './resolution.js';

interface Context {
  readonly input: ScenarioInput;
  readonly images: ReadonlyMap<string, ImageSpec>;
  readonly resolution: Resolution;
}

/** The push at `path`; undefined after an error. */
export function resolvePush(
  path: Path,
  { push: given }: PushInput,
  { images, resolution }: Context,
): TimelineAction | undefined {
  const at = [...path, 'push'];
  const image = resolution.find([...at, 'image'], 'image', given.image, images);
  if (image === undefined) return undefined;
  resolution.given([...at, 'image']);
  const tag = tagOf([...at, 'tag'], given.tag, image, resolution);
  if (!TAG.test(tag.replaceAll('{n}', '1')))
    resolution.problems.error({
      path: [...at, 'tag'],
      message: `"${tag}" is not a tag`,
      remedy: 'write letters, digits, "_", "." and "-", or "v{n}"',
    });
  const sameDigest = resolution.pick([...at, 'sameDigest'], given.sameDigest, {
    value: false,
    source: 'a push brings new content',
  });
  const { rebase, index } = given;
  if (rebase !== undefined) checkRebase([...at, 'rebase'], rebase, sameDigest, image, resolution);
  if (index !== undefined) checkIndex([...at, 'index'], index, image, resolution);
  return {
    kind: 'push',
    image: given.image,
    tag,
    sameDigest,
    ...(rebase === undefined ? {} : { rebase }),
    ...(index === undefined ? {} : { buildsIndex: index }),
  };
}

function tagOf(path: Path, given: string | undefined, image: ImageSpec, resolution: Resolution): string {
  return resolution.pick(path, given, {
    value: image.tags[0] ?? 'latest',
    origin: 'derived',
    source: 'the first tag of the image',
  });
}

function checkRebase(
  path: Path,
  rebase: boolean,
  sameDigest: boolean,
  { name, base }: ImageSpec,
  resolution: Resolution,
): void {
  resolution.given(path);
  const refuse = (message: string, remedy: string): void =>
    resolution.problems.error({ path, at: 'key', message, remedy });
  if (base === null) refuse(`image "${name}" has no base that is released anew`, `add images.${name}.base`);
  else if (rebase && sameDigest) refuse('the same content is on the same base', 'keep one of the two keys');
}

function checkIndex(
  path: Path,
  index: boolean,
  { name, lazyIndex }: ImageSpec,
  resolution: Resolution,
): void {
  resolution.given(path);
  if (lazyIndex?.format !== 'soci')
    resolution.problems.error({
      path,
      at: 'key',
      message: `image "${name}" has no SOCI index that could be built or not`,
      remedy: `add images.${name}.soci, or delete this key`,
    });
  else if (index && lazyIndex.buildSeconds === null)
    resolution.problems.warn({
      path,
      message: `nobody builds an index of "${name}", so there will be none`,
      remedy: `give images.${name}.soci.builtAfter`,
    });
}

/** The deletion at `path`; undefined after an error. */
export function resolveDeleteIndex(
  path: Path,
  { deleteIndex: given }: DeleteIndexInput,
  { input, images, resolution }: Context,
): TimelineAction | undefined {
  const at = [...path, 'deleteIndex'];
  const image = resolution.find([...at, 'image'], 'image', given.image, images);
  if (image === undefined) return undefined;
  resolution.given([...at, 'image']);
  if (image.lazyIndex?.format !== 'soci')
    resolution.problems.error({
      path: [...at, 'image'],
      message:
        image.lazyIndex === null
          ? `image "${given.image}" has no index`
          : `what is read in parts of "${given.image}" are its layers themselves`,
      remedy: `add images.${given.image}.soci, or delete this entry`,
    });
  const tag = tagOf([...at, 'tag'], given.tag, image, resolution);
  const known = [...image.tags, ...pushedTags(given.image, input)];
  if (!known.some((each) => each === tag || each.includes('{n}')))
    resolution.unknown([...at, 'tag'], 'tag', tag, known);
  return { kind: 'deleteIndex', image: given.image, tag };
}

function pushedTags(image: string, { timeline }: ScenarioInput): readonly string[] {
  return timeline.flatMap((entry) =>
    'push' in entry && entry.push.image === image ? (entry.push.tag ?? []) : [],
  );
}
