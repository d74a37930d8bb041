/**
 * The container runtime of a capacity: a preset of the catalogue, or one with settings of its own. Each value says where
 * it is from. What no such runtime can do is refused; what has no effect is warned about.
 */
import { findCost } from '../../catalog/costs.js';
import { type RuntimePreset, findRuntime, gzipDecoders } from '../../catalog/runtimes.js';
import type { RequestRetries, RuntimeSpec } from '../../model/spec.js';
import { writeDuration } from '../../units/duration.js';
import { formatPercent } from '../../units/share.js';
import type { Path } from '../path.js';
import type { RuntimeInput, RuntimeSettings } from '../schema/runtime.js';
import { catalogueCost } from './catalogue-cost.js';
import type { Fallback, Resolution } from './resolution.js';
import { resolveLazyLoading } from './resolve-lazy-loading.js';
import { writeRate, writeSize } from './write-values.js';

const FARGATE = /^fargate-/;

/** Below it a request takes longer than what it brings. */
const LEAST_CHUNK_BYTES = 64 * 2 ** 10;

type Limit = number | 'unlimited';

/** The runtime that `runtime:` of the capacity at `path` means; `usual` is the preset where it says nothing. */
export function resolveRuntime(
  path: Path,
  given: RuntimeInput | undefined,
  usual: string,
  resolution: Resolution,
): RuntimeSpec {
  const at: Path = [...path, 'runtime'];
  const settings: RuntimeSettings = typeof given === 'object' ? given : {};
  const name = resolution.pick(
    typeof given === 'object' ? [...at, 'preset'] : at,
    typeof given === 'object' ? given.preset : given,
    { value: usual, origin: 'catalogue', source: findRuntime(usual)?.source ?? usual },
  );
  const preset = findRuntime(name);
  if (preset === undefined) throw new Error(`the schema let the runtime ${name} pass`);
  if (FARGATE.test(preset.runtime.name) && !FARGATE.test(usual))
    resolution.problems.warn({
      path: typeof given === 'object' ? [...at, 'preset'] : at,
      message: 'this is the runtime of Fargate, which no container instance has',
      remedy: 'name a preset of Docker, containerd or SOCI',
    });
  const context = { at, settings, preset, resolution };
  const runtime: RuntimeSpec = {
    ...preset.runtime,
    ...downloads(context),
    ...unpacks(context),
    ...decoders(context),
    importBytesPerSecond: importRate(context),
    ...attempts(context),
    ...rules(context),
    lazy: resolveLazyLoading(at, settings.lazy, preset, resolution),
  };
  check(context, runtime);
  return runtime;
}

interface Context {
  readonly at: Path;
  readonly settings: RuntimeSettings;
  readonly preset: RuntimePreset;
  readonly resolution: Resolution;
}

/** A value of the preset, with the preset's source. */
function ofPreset<T>({ preset }: Context, value: T): Fallback<T> {
  const { source, asOf, evidence } = preset;
  return { value, origin: 'catalogue', source: `${source} (${asOf}), ${evidence}` };
}

function pick<Key extends keyof RuntimeSettings, T extends NonNullable<RuntimeSettings[Key]>>(
  context: Context,
  key: Key,
  fallback: T,
  write?: (value: T) => string,
): T {
  const given = context.settings[key] as T | undefined;
  return context.resolution.pick([...context.at, key], given, ofPreset(context, fallback), write);
}

function limit(
  context: Context,
  key:
    | 'maxConcurrentDownloads'
    | 'maxConcurrentDownloadsPerPull'
    | 'maxConcurrentUnpacks'
    | 'maxConcurrentUnpacksPerPull',
  fallback: number,
): number {
  const picked: Limit = pick(context, key, fallback === Infinity ? 'unlimited' : fallback, String);
  return picked === 'unlimited' ? Infinity : picked;
}

function downloads(context: Context) {
  const { runtime } = context.preset;
  const chunk = pick(
    context,
    'chunkSize',
    runtime.chunkBytes === Infinity ? 'layer' : runtime.chunkBytes,
    (value) => (value === 'layer' ? value : writeSize(value)),
  );
  const counts = pick(context, 'downloadLimitCounts', runtime.slotUnit === 'layer' ? 'layers' : 'requests');
  return {
    downloadSlots: limit(context, 'maxConcurrentDownloads', runtime.downloadSlots),
    downloadSlotsPerPull: limit(context, 'maxConcurrentDownloadsPerPull', runtime.downloadSlotsPerPull),
    slotUnit: counts === 'layers' ? 'layer' : 'request',
    slotHeldInBackoff: pick(context, 'slotHeldWhileWaiting', runtime.slotHeldInBackoff),
    chunkBytes: chunk === 'layer' ? Infinity : chunk,
    chunksAskRegistry: pick(context, 'chunksAskRegistry', runtime.chunksAskRegistry),
  } as const;
}

function unpacks(context: Context) {
  const { settings, preset, resolution, at } = context;
  const { runtime } = preset;
  const unpackSlots = limit(context, 'maxConcurrentUnpacks', runtime.unpackSlots);
  // Of containerd's two modes, its one setting chooses: more than one for the daemon is also more than one for an image.
  const follows =
    settings.maxConcurrentUnpacks !== undefined && settings.maxConcurrentUnpacksPerPull === undefined;
  if (follows)
    resolution.note(
      [...at, 'maxConcurrentUnpacksPerPull'],
      String(unpackSlots),
      'derived',
      'maxConcurrentUnpacks',
    );
  return {
    unpackSlots,
    unpackSlotsPerPull: follows
      ? unpackSlots
      : limit(context, 'maxConcurrentUnpacksPerPull', runtime.unpackSlotsPerPull),
    fetchesAllFirst: pick(context, 'fetchAllFirst', runtime.fetchesAllFirst),
    unpackSlotBeforeDownload: pick(context, 'unpackSlotBeforeDownload', runtime.unpackSlotBeforeDownload),
  };
}

function decoders({ at, settings, preset, resolution }: Context) {
  const { runtime } = preset;
  const rate = (key: 'gzipBytesPerSecond' | 'zstdBytesPerSecond'): Fallback<number> =>
    catalogueCost(preset.decoders[key], runtime[key]);
  const { gzip } = settings;
  const program = typeof gzip === 'string' ? gzipDecoders[gzip] : undefined;
  const cost = program === undefined ? undefined : findCost(`runtimes.${program.cost}`);
  const usual = rate('gzipBytesPerSecond');
  const gzipBytesPerSecond = resolution.pick(
    [...at, 'gzip'],
    typeof gzip === 'number' ? gzip : undefined,
    cost === undefined ? usual : catalogueCost(cost.name, cost.value as number),
    (value) => (program === undefined ? writeRate(value) : `${String(gzip)}, ${writeRate(value)}`),
  );
  return {
    gzipBytesPerSecond,
    zstdBytesPerSecond: resolution.pick(
      [...at, 'zstd'],
      settings.zstd,
      rate('zstdBytesPerSecond'),
      writeRate,
    ),
    tarSplitBytesPerSecond: resolution.pick(
      [...at, 'tarSplit'],
      settings.tarSplit,
      tarSplitOf(preset),
      writeRate,
    ),
    pipelinedUnpack: resolution.pick([...at, 'decompressesBeside'], settings.decompressesBeside, {
      value: program?.ownProcess ?? runtime.pipelinedUnpack,
      origin: program === undefined ? 'catalogue' : 'derived',
      source: program === undefined ? preset.source : `how ${String(gzip)} runs`,
    }),
  };
}

/** On Linux there is no such limit, and nothing to tell of it. */
function importRate({ at, settings, preset, resolution }: Context): number {
  const { name, importBytesPerSecond: usual } = preset.runtime;
  if (usual === Infinity && settings.importRate === undefined) return usual;
  const cost = name === 'docker-windows' ? 'dockerImportBytesPerSecond' : 'containerdImportBytesPerSecond';
  if (usual === Infinity)
    resolution.problems.warn({
      path: [...at, 'importRate'],
      at: 'key',
      message: `${name} is for Linux, which imports layers as fast as disk and cores allow`,
      remedy: 'delete it, or start from a preset for Windows',
    });
  return resolution.pick(
    [...at, 'importRate'],
    settings.importRate,
    catalogueCost(`windows.${cost}`, usual),
    writeRate,
  );
}

/** Only Docker's graph driver keeps such a record. */
function tarSplitOf({ runtime, source }: RuntimePreset): Fallback<number> {
  const { tarSplitBytesPerSecond } = runtime;
  return tarSplitBytesPerSecond === Infinity
    ? { value: Infinity, origin: 'catalogue', source }
    : catalogueCost('runtimes.tarSplitBytesPerSecond', tarSplitBytesPerSecond);
}

function attempts(context: Context) {
  const { runtime } = context.preset;
  return {
    layerAttempts: pick(context, 'maxDownloadAttempts', runtime.layerAttempts),
    layerBackoffSeconds: pick(context, 'layerRetryWait', runtime.layerBackoffSeconds, writeDuration),
    layerBackoffGrows: pick(context, 'layerRetryWaitGrows', runtime.layerBackoffGrows),
    retriesThrottledLayers: pick(context, 'retryThrottledLayers', runtime.retriesThrottledLayers),
    configAttempts: pick(context, 'configAttempts', runtime.configAttempts),
    configBackoffSeconds: pick(context, 'configRetryWait', runtime.configBackoffSeconds, writeDuration),
    requestAttempts: pick(context, 'requestAttempts', runtime.requestAttempts),
    requestBackoffSeconds: pick(context, 'requestRetryWait', runtime.requestBackoffSeconds, writeDuration),
    layerRequestRetries: layerRequests(context),
  };
}

/** What the scenario says of requests holds for those of layers too, which some presets repeat at a pace of their own. */
function layerRequests({ at, settings, preset, resolution }: Context): RequestRetries {
  const { layerRequestRetries: usual } = preset.runtime;
  const { requestAttempts, requestRetryWait } = settings;
  const isUsual = requestAttempts === undefined && requestRetryWait === undefined;
  const retries = {
    ...usual,
    attempts: requestAttempts ?? usual.attempts,
    backoffSeconds: requestRetryWait ?? usual.backoffSeconds,
  };
  const { attempts, backoffSeconds, backoffFactor, backoffJitterShare } = retries;
  const wait = backoffSeconds === 0 ? 'at once' : `first after ${writeDuration(backoffSeconds)}`;
  const growth = backoffFactor === 1 ? '' : `, each wait ${backoffFactor} times the last`;
  const jitter = backoffJitterShare === 0 ? '' : `, and up to ${formatPercent(backoffJitterShare)} more`;
  resolution.note(
    [...at, 'layerRequests'],
    attempts === 1 ? 'not asked again' : `${attempts} attempts, ${wait}${growth}${jitter}`,
    isUsual ? 'catalogue' : 'derived',
    isUsual ? preset.source : 'requestAttempts and requestRetryWait',
  );
  return retries;
}

function rules(context: Context) {
  const { at, preset, resolution } = context;
  const { runtime, source } = preset;
  resolution.note([...at, 'readsRefusedHead'], String(runtime.readsRefusedHead), 'catalogue', source);
  return {
    keepAlive: pick(context, 'keepAlive', runtime.keepAlive),
    idleConnections: pick(context, 'idleConnections', runtime.idleConnections),
    multiplexing: pick(context, 'multiplexing', runtime.multiplexing),
    layersWaitForConfig: pick(context, 'configFirst', runtime.layersWaitForConfig),
    duplicates: pick(context, 'duplicates', runtime.duplicates),
    blobs: blobs(context),
    syncsBlobs: pick(context, 'syncBlobs', runtime.syncsBlobs),
  };
}

function blobs(context: Context): RuntimeSpec['blobs'] {
  const { preset, settings, at, resolution } = context;
  const { name, blobs: usual } = preset.runtime;
  if (usual === 'temporary') {
    if (settings.discardUnpackedLayers !== undefined)
      resolution.problems.error({
        path: [...at, 'discardUnpackedLayers'],
        at: 'key',
        message: `${name} has no content store that would keep compressed layers`,
        remedy: 'delete the key, or start from a preset of containerd or of Docker 29',
      });
    return usual;
  }
  return pick(context, 'discardUnpackedLayers', usual === 'discarded') ? 'discarded' : 'kept';
}

/** Docker's graph driver has one way to fetch and to unpack a layer. */
const NOT_FOR_GRAPH_DRIVER = {
  chunkSize: 'fetches a layer by one request',
  maxConcurrentUnpacks: 'unpacks a layer on top of the one below it',
  maxConcurrentUnpacksPerPull: 'unpacks a layer on top of the one below it',
} as const;

function check({ at, settings, preset, resolution }: Context, runtime: RuntimeSpec): void {
  const { problems } = resolution;
  if (preset.runtime.name === 'docker-25')
    for (const [key, why] of Object.entries(NOT_FOR_GRAPH_DRIVER))
      if (settings[key as keyof typeof NOT_FOR_GRAPH_DRIVER] !== undefined)
        problems.error({
          path: [...at, key],
          at: 'key',
          message: `the graph driver of docker-25 ${why}`,
          remedy: 'delete the key, or start from a preset of containerd or SOCI',
        });
  if (runtime.chunkBytes < LEAST_CHUNK_BYTES)
    problems.error({
      path: [...at, 'chunkSize'],
      message: 'ranges below 64 KiB are requests and little else',
      remedy: 'write 64 KiB or more',
    });
  const warn = (key: string, message: string, remedy: string): void =>
    problems.warn({ path: [...at, key], at: 'key', message, remedy });
  if (
    settings.maxConcurrentDownloadsPerPull !== undefined &&
    runtime.downloadSlotsPerPull > runtime.downloadSlots
  )
    warn(
      'maxConcurrentDownloadsPerPull',
      'no pull gets that many, as the daemon has fewer',
      'raise maxConcurrentDownloads',
    );
  if (settings.unpackSlotBeforeDownload === true && runtime.unpackSlotsPerPull === 1)
    warn(
      'unpackSlotBeforeDownload',
      'layers of an image unpack one after the other, so this says nothing',
      'give maxConcurrentUnpacksPerPull',
    );
}
