/** `images:`: what containers are made of, and where it is stored. */
import * as z from 'zod';
import { LIMITS } from '../limits.js';
import { estargz, soci } from './lazy-index.js';
import { contentSize, duration, size } from './quantities.js';
import { count, named, repeat, section, text } from './section.js';

const layer = section({
  name: text().optional().describe('Equal names are the same bytes, shared between images'),
  digest: z
    .string()
    .regex(/^[a-z0-9]+:[0-9a-f]{32,}$/, 'is not a digest such as "sha256:0926a8eb…"')
    .optional()
    .describe('Digest of the compressed layer; equal digests are shared between images'),
  size: contentSize('Compressed size, as the registry stores it'),
  uncompressed: contentSize('Size on disk. Default: `ratio` times the compressed size').optional(),
  ratio: z
    .number()
    .positive()
    .max(10_000)
    .optional()
    .describe('Uncompressed ÷ compressed. Default: the median of official images'),
  compression: z.enum(['gzip', 'zstd', 'none']).optional().describe('Default: gzip'),
  files: count(0, LIMITS.filesPerLayer).optional().describe('Number of files. Default: by uncompressed size'),
  changesEachRelease: z
    .boolean()
    .optional()
    .describe('Whether a push of a new release changes this layer (and so all above it). Default: false'),
}).describe('One layer');

const lifecycleRule = section({
  tagStatus: z.enum(['tagged', 'untagged', 'any']).describe('Images with a tag, without, or both'),
  tagPrefixList: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Only tags that begin with one of these; with tagStatus tagged. Default: all'),
  countType: z
    .enum(['imageCountMoreThan', 'sinceImagePushed'])
    .describe('What expires: all but so many, or what was pushed so long ago'),
  countNumber: count(1).describe('Images, or days'),
  countUnit: z.enum(['days']).optional().describe('With sinceImagePushed. Default: days'),
}).describe('A rule of a lifecycle policy of ECR');

const base = section({
  image: z.enum(['servercore', 'nanoserver']).optional().describe('Default: servercore'),
  os: z.enum(['ltsc2019', 'ltsc2022', 'ltsc2025']).optional().describe('Release of Windows Server. Default: ltsc2022'),
  release: z
    .union([z.string(), z.int().min(-999).max(0)])
    .optional()
    .describe('Which one it has at time zero: latest, "-1" for one release before that, or a day such as 2026-07-14, which means the release that came out within two days of it. Default: latest, or that of `from`'),
}).describe('The base image of Windows below `layers`; a push with rebase: true takes the newest that is published then');

export const TAG = /^\w[\w.-]{0,127}$/;

const image = section({
  repeat: repeat(),
  from: text()
    .optional()
    .describe('An image of the bundled catalogue, whose layers come first, such as "python:3.12"'),
  manifest: text()
    .optional()
    .describe(
      'A file that real tools print: docker manifest inspect (-v for several platforms), docker buildx imagetools inspect --raw, crane manifest, index.json of an OCI layout, aws ecr batch-get-image',
    ),
  base: base.optional(),
  layers: z
    .array(layer)
    .max(LIMITS.layersPerImage)
    .optional()
    .describe('Layers written out, lowest first; on top of `from`, `manifest` or `base`'),
  scale: z.number().positive().max(10_000).optional().describe('Multiplies the size of every layer, but for those of `base`. Default: 1'),
  repository: text()
    .optional()
    .describe('Registry key and repository, such as "ecr/team/api"; of a cache: the image is of its upstream, and pulled through it. Default: the name of the image, in the only registry'),
  tags: z
    .array(z.string().regex(TAG, 'is not a tag: letters, digits, "_", "." and "-", at most 128'))
    .optional()
    .describe('Tags that exist at time zero. Default: [latest]'),
  built: duration(
    'How long before time zero its first release was built, by which the agent ages images that no task has used. Default: 30d; a push is built when it is pushed',
  ).optional(),
  lifecycle: z
    .array(lifecycleRule)
    .optional()
    .describe('Rules of the lifecycle policy of the repository, by priority. Default: nothing expires'),
  immutableTags: z.boolean().optional().describe('Whether a tag that exists cannot be pushed again. Default: false'),
  platforms: z
    .array(z.string().regex(/^[a-z]+\/[a-z0-9]+(\/v\d+)?$/, 'is not a platform such as "linux/amd64"'))
    .min(1)
    .optional()
    .describe('Platforms that the image exists for; the first is the one whose layers are taken. Default: of `from` or `manifest`, [windows/amd64] with `base`, else [linux/amd64]'),
  index: z
    .boolean()
    .optional()
    .describe('Whether tags name an index, which costs one look-up more. Default: with several platforms, or where the source is one'),
  configSize: size('Size of the image configuration').optional(),
  soci,
  estargz,
}).describe('An image');

export const images = named(image).describe('Images by the name that containers and pushes use');

export type ImageInput = z.output<typeof image>;
export type LifecycleRuleInput = z.output<typeof lifecycleRule>;
export type LayerInput = z.output<typeof layer>;
