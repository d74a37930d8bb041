/** What a start can be bound by, in words, and what would move it. The words are for readers who do not know the model. */
import { layersAtStart } from '../model/image/layers-at-start.js';
import { oneCoreSeconds, unpackCpu } from '../model/pull/layer-flows.js';
import type { Binder } from '../model/record.js';
import type { LayerSpec, WorldSpec } from '../model/spec.js';
import { formatSize } from '../units/size.js';

const WORDS: Readonly<Record<Exclude<Binder, 'core'>, string>> = {
  scheduler: 'the ECS scheduler',
  capacity: 'room on a host',
  fixed: 'fixed costs',
  latency: 'round trips',
  timeout: 'requests that nobody answers',
  stream: 'one connection',
  registry: 'the registry',
  cache: 'a pull-through cache that fetches the image',
  gateway: 'a NAT gateway or endpoint',
  peer: 'other hosts that send',
  nic: 'network interface',
  disk: 'disk',
  cores: 'all cores',
  layer: 'fixed work a layer',
  quota: "Fargate's launch rate",
  import: 'the import of layers by Windows',
  lazy: 'files that are fetched when they are read',
  queue: 'the queue for room on the host',
  slot: 'slots of the container runtime',
  duplicate: 'another pull of the same layers',
  snapshot: 'blocks that come from a snapshot',
  lock: "the agent's pull lock",
  dependency: 'a container it depends on',
  throttle: 'quotas and pull limits',
  backoff: 'waits before retries',
  application: 'the application itself',
  unknown: 'pulls that had not ended',
};

/** A binder in words: `core` is "one core of gzip" where that is what the core is busy with. */
export function binderWords(binder: Binder, world: WorldSpec): string {
  return binder === 'core' ? coreWords(world) : WORDS[binder];
}

/** As `binderWords`, in the middle of a sentence: `the disk`. */
export function binderInSentence(binder: Binder, world: WorldSpec): string {
  const words = binderWords(binder, world);
  return binder === 'disk' || binder === 'nic' ? `the ${words}` : words;
}

function coreWords(world: WorldSpec): string {
  const layer = largestOf(world.images.flatMap(({ layers }) => layers));
  if (layer === undefined || !decompresses(layer, world)) return 'one core that unpacks';
  const used = new Set(world.images.flatMap(({ layers }) => layers.map(({ compression }) => compression)));
  used.delete('none');
  return `one core of ${used.size === 1 ? layer.compression : 'decompression'}`;
}

/** Whether decompression is the larger part of unpacking a layer, beside hashing and writing, on every host. */
function decompresses(layer: LayerSpec, { capacities, model }: WorldSpec): boolean {
  return capacities.every(({ runtime }) => {
    const { inflate, write } = unpackCpu(layer, runtime, model);
    return inflate >= write && inflate > 0;
  });
}

/** A gain below this share is none that anybody would recompress an image for. */
const LEAST_GAIN = 0.05;

/** Whether some host would unpack the layer faster if it were compressed with zstd. */
function zstdHelps(layer: LayerSpec, { capacities, model }: WorldSpec): boolean {
  if (layer.compression === 'zstd') return false;
  return capacities.some(({ runtime }) => {
    const recompressed = oneCoreSeconds({ ...layer, compression: 'zstd' }, runtime, model);
    return recompressed < (1 - LEAST_GAIN) * oneCoreSeconds(layer, runtime, model);
  });
}

/** What moves a start that is bound so, in one sentence; '' where nothing in a scenario does. */
export function remedy(binder: Binder, world: WorldSpec, image: string): string {
  const layer = largestLayer(world, image);
  const largest = layer
    ? `the largest layer (${formatSize(layer.compressedBytes, 'binary')})`
    : 'the largest layer';
  switch (binder) {
    case 'capacity':
      return 'More or warmer capacity moves it; the image does not.';
    case 'latency':
      return 'A nearer registry or fewer layers move it.';
    case 'stream':
      return `A nearer registry moves it, and so does splitting ${largest}.`;
    case 'registry':
      return 'A cache or registry nearer to the hosts moves it.';
    case 'nic':
      return 'A bigger instance, or fewer pulls at once on one host, moves it.';
    case 'disk':
      return 'A faster volume, or fewer pulls at once on one host, moves it.';
    case 'core':
      if (layer && zstdHelps(layer, world)) return `Shrink ${largest}, or compress it with zstd.`;
      return layer && !decompresses(layer, world)
        ? `Shrink ${largest}: most of the work is to hash and to write its files.`
        : `Shrink ${largest}.`;
    case 'cores':
      return 'More vCPU, or fewer pulls at once on one host, move it.';
    case 'layer':
      return 'Fewer layers move it.';
    case 'quota':
      return 'A higher launch rate (an AWS quota), or an earlier start, moves it.';
    case 'import':
      return 'A base image that hosts have, or fewer bytes on top of it, move it.';
    case 'lazy':
      return 'Fewer bytes that start-up reads, an index that names them, or a whole pull move it.';
    case 'queue':
      return 'Smaller tasks, or more room on each host, move it.';
    case 'duplicate':
      return 'Fewer pulls of one image at once on one host move it.';
    case 'snapshot':
      return 'An initialised volume (fast snapshot restore) moves it.';
    case 'slot':
      return 'Fewer pulls at once on one host, or fewer layers, move it.';
    case 'lock':
      return 'A cleanup that falls due during a long pull keeps later pulls waiting: shorter pulls, or cleanup at another time, move it.';
    case 'dependency':
      return 'Lighter containers before it move it.';
    case 'cache':
      return 'Pulling the image into the cache before it is deployed moves it.';
    case 'gateway':
      return 'Endpoints for ECR and Amazon S3, or more gateways, move it.';
    case 'peer':
      return 'More hosts that have the image, or a registry that all can reach, move it.';
    case 'throttle':
      return 'A higher quota, a cache, or fewer requests move it.';
    case 'timeout':
    case 'backoff':
      return 'Curing the requests that fail moves it.';
    case 'scheduler':
    case 'application':
    case 'fixed':
      return 'No pull setting moves that part.';
    case 'unknown':
      return 'A longer duration would tell what binds them.';
  }
}

/** The layer of an image that is the largest as stored. */
export function largestLayer(world: WorldSpec, image: string): LayerSpec | undefined {
  const spec = world.images.find(({ name }) => name === image);
  return spec && largestOf(layersAtStart(spec));
}

function largestOf(layers: readonly LayerSpec[]): LayerSpec | undefined {
  return layers.reduce<LayerSpec | undefined>(
    (best, layer) => (best && best.compressedBytes >= layer.compressedBytes ? best : layer),
    undefined,
  );
}
