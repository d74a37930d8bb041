/**
 * Layers out of a manifest as real tools print it: docker manifest inspect (one manifest; with -v an array, one for
 * each platform), docker buildx imagetools inspect --raw, crane manifest, aws ecr batch-get-image, and the index.json
 * of an OCI layout, whose blobs lie beside it. Image manifest v2 schema 2 and OCI; schema 1 has no sizes. Attestations
 * are left out, as runtimes do not pull them.
 */
import * as z from 'zod';
import { UnitError } from '../../units/unit-error.js';
import { isMapping } from '../plain-data.js';

export interface ManifestLayer {
  readonly digest: string;
  readonly compressedBytes: number;
  readonly compression: 'gzip' | 'zstd' | 'none';
}

export interface ReadManifest {
  /** `os/architecture` that the layers are for; null where the file does not say. */
  readonly platform: string | null;
  readonly platforms: readonly string[];
  /** Whether the file holds an index: tags then name it. */
  readonly indexed: boolean;
  readonly layers: readonly ManifestLayer[];
  readonly configBytes: number;
}

const descriptor = z.object({
  mediaType: z.string().optional(),
  digest: z.string(),
  size: z.number().min(0),
});
const platform = z.object({ os: z.string(), architecture: z.string() });
const manifest = z.object({ config: descriptor, layers: z.array(descriptor) });
const index = z.object({ manifests: z.array(descriptor.extend({ platform: platform.optional() })) });
const verbose = z.object({
  Descriptor: z.object({ digest: z.string().optional(), platform: platform.optional() }).optional(),
  SchemaV2Manifest: manifest.optional(),
  OCIManifest: manifest.optional(),
});
const batchGetImage = z.object({
  images: z.array(
    z.object({
      imageId: z.object({ imageDigest: z.string().optional() }).optional(),
      imageManifest: z.string(),
    }),
  ),
});

type Manifest = z.output<typeof manifest>;

interface Candidate {
  readonly digest: string | null;
  readonly platform: string | null;
  readonly manifest: Manifest;
}

interface Pieces {
  readonly manifests: Candidate[];
  readonly indexes: z.output<typeof index>[];
}

/** Reads a blob of an OCI layout by digest, or gives null where there is none. */
export type ReadBlob = (digest: string) => string | null;

/**
 * The layers for the first of `wanted` platforms that the text has; without a wish, for linux/amd64, else the first.
 *
 * @throws UnitError with a remedy where the text is no manifest, or has no layers for the platform.
 */
export function readManifest(text: string, wanted: readonly string[], readBlob: ReadBlob): ReadManifest {
  const pieces: Pieces = { manifests: [], indexes: [] };
  collect(parseJson(text), null, null, pieces);
  for (const each of pieces.indexes.flatMap(({ manifests }) => manifests)) addBlob(each, pieces, readBlob);
  const candidates = withPlatforms(pieces);
  const indexed = pieces.indexes.length > 0 || candidates.length > 1;
  if (candidates.length === 0) throw withoutLayers(pieces);
  const chosen = choose(candidates, wanted);
  const platforms = [...new Set(candidates.flatMap((each) => each.platform ?? []))];
  const listed = pieces.indexes.flatMap(({ manifests }) =>
    manifests.flatMap((each) => platformName(each.platform) ?? []),
  );
  return {
    platform: chosen.platform,
    platforms: listed.length > 0 ? [...new Set(listed)] : platforms,
    indexed,
    layers: chosen.manifest.layers.map(({ digest, size, mediaType }) => ({
      digest,
      compressedBytes: size,
      compression: compressionOf(mediaType),
    })),
    configBytes: chosen.manifest.config.size,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UnitError('is not JSON', 'save what "docker manifest inspect -v IMAGE" prints');
  }
}

function collect(value: unknown, digest: string | null, platformText: string | null, into: Pieces): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, digest, platformText, into);
    return;
  }
  if (!isMapping(value)) throw notManifest();
  if ('images' in value) {
    for (const each of check(batchGetImage, value).images)
      collect(parseJson(each.imageManifest), each.imageId?.imageDigest ?? null, null, into);
  } else if ('SchemaV2Manifest' in value || 'OCIManifest' in value) {
    const { Descriptor, SchemaV2Manifest, OCIManifest } = check(verbose, value);
    const inner = SchemaV2Manifest ?? OCIManifest;
    if (inner) add(inner, Descriptor?.digest ?? null, platformName(Descriptor?.platform), into);
  } else if ('manifests' in value) into.indexes.push(check(index, value));
  else if ('layers' in value) add(check(manifest, value), digest, platformText, into);
  else throw 'fsLayers' in value ? schemaOne() : notManifest();
}

function add(inner: Manifest, digest: string | null, platformText: string | null, into: Pieces): void {
  // An attestation has in-toto documents for layers.
  if (
    platformText === 'unknown/unknown' ||
    inner.layers.some(({ mediaType }) => mediaType?.includes('in-toto'))
  )
    return;
  into.manifests.push({ digest, platform: platformText, manifest: inner });
}

function addBlob(
  each: z.output<typeof descriptor> & { platform?: z.output<typeof platform> | undefined },
  into: Pieces,
  readBlob: ReadBlob,
): void {
  const name = platformName(each.platform);
  if (name === 'unknown/unknown' || into.manifests.some(({ digest }) => digest === each.digest)) return;
  const blob = readBlob(each.digest);
  if (blob === null) return;
  const inner: Pieces = { manifests: [], indexes: [] };
  collect(parseJson(blob), each.digest, name, inner);
  into.manifests.push(...inner.manifests);
  // An OCI layout's index.json may name an index: one level down is as deep as images go.
  for (const deeper of inner.indexes.flatMap(({ manifests }) => manifests)) addBlob(deeper, into, readBlob);
  into.indexes.push(...inner.indexes);
}

/** Manifests saved beside their index get their platform from it. */
function withPlatforms({ manifests, indexes }: Pieces): readonly Candidate[] {
  const byDigest = new Map(
    indexes.flatMap((each) =>
      each.manifests.map((entry) => [entry.digest, platformName(entry.platform)] as const),
    ),
  );
  return manifests
    .map((each) => ({ ...each, platform: each.platform ?? byDigest.get(each.digest ?? '') ?? null }))
    .filter((each) => each.platform !== 'unknown/unknown');
}

function choose(candidates: readonly Candidate[], wanted: readonly string[]): Candidate {
  const wishes = wanted.length > 0 ? wanted : ['linux/amd64'];
  const exact = wishes.flatMap((wish) => candidates.find((each) => each.platform === short(wish)) ?? [])[0];
  const first = candidates[0];
  const isOpen = wanted.length === 0 || (candidates.length === 1 && first?.platform === null);
  const chosen = exact ?? (isOpen ? first : undefined);
  if (chosen !== undefined) return chosen;
  const has = candidates.map((each) => each.platform ?? 'an unnamed platform').join(', ');
  throw new UnitError(`has no layers for ${wishes.join(' or ')}`, `it has: ${has}`);
}

function withoutLayers({ indexes }: Pieces): UnitError {
  if (indexes.length === 0) return notManifest();
  const message = 'is an index: it lists platforms, and no layers';
  return new UnitError(message, 'save what "docker manifest inspect -v IMAGE" prints, which has both');
}

function platformName(value: z.output<typeof platform> | undefined): string | null {
  return value === undefined ? null : `${value.os}/${value.architecture}`;
}

/** Without the variant: `linux/arm64/v8` is `linux/arm64`. */
function short(name: string): string {
  return name.split('/').slice(0, 2).join('/');
}

function compressionOf(mediaType = ''): ManifestLayer['compression'] {
  if (mediaType.includes('zstd')) return 'zstd';
  return /\.tar$/.test(mediaType) && !mediaType.includes('docker') ? 'none' : 'gzip';
}

function check<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new UnitError(
    `is not a manifest that can be read: ${issue?.message ?? ''}${where}`,
    'save the output of the tool as it is',
  );
}

function notManifest(): UnitError {
  return new UnitError('holds no image manifest', 'save what "docker manifest inspect -v IMAGE" prints');
}

function schemaOne(): UnitError {
  return new UnitError(
    'is a manifest of schema 1, which has no layer sizes',
    'push the image again with a tool of this decade',
  );
}
