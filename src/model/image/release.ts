/**
 * One release of an image: immutable content with a digest, as a push leaves it in a registry. The
 * first release has the digests of the scenario; a later one has a new digest for each layer that
 * changes with a release, and so new chains from the lowest such layer up. The layers of its base lie below; on
 * another base, all layers are new.
 */
import { entity } from '../../kernel/random.js';
import type { ImageSpec, LayerSpec, LazyIndexSpec } from '../spec.js';
import { builtOnAtStart, type BuiltOn } from './built-on.js';
import { NO_PARENT, type ChainId, type ChainTable } from './chain-table.js';

export interface Release {
  /** The name of the image in the scenario. */
  readonly image: string;
  /** 0 for what exists at time zero, then 1, 2, … with each push of new content. */
  readonly number: number;
  /** Digest of the index (or of the manifest, where there is no index): what a tag names. */
  readonly digest: string;
  /** Digest of the configuration of the platform's manifest: what runtimes call the image ID. */
  readonly imageId: string;
  /** Simulated second of its build: negative for what was built before time zero. */
  readonly builtAtSeconds: number;
  /** Null: on nothing. */
  readonly builtOn: BuiltOn | null;
  /** Name and release of its base, such as "servercore ltsc2022 2026-07-14"; '' without. */
  readonly baseName: string;
  /** Those of its base, then its own. */
  readonly layers: readonly LayerSpec[];
  /** Same order as `layers`. */
  readonly chains: readonly ChainId[];
  readonly platforms: readonly string[];
  readonly indexed: boolean;
  readonly configBytes: number;
  readonly compressedBytes: number;
  readonly uncompressedBytes: number;
  /** What makes it loadable in parts and is of one piece with it; null: nothing is. */
  readonly embedded: EmbeddedIndex | null;
}

/** An index that cannot be taken from a release without another one coming of it. */
export interface EmbeddedIndex {
  readonly index: LazyIndexSpec;
  /** Of the index and what it names, beside the layers. */
  readonly bytes: number;
  /** The release that it was put into; null: it was built with it (eStargz). */
  readonly plain: Release | null;
}

/** Builds release `number` of an image at a simulated second; release 0 was built before time zero, as the image says. */
export function makeRelease(
  spec: ImageSpec,
  number: number,
  chains: ChainTable,
  builtAtSeconds = -spec.builtSecondsBefore,
  builtOn = builtOnAtStart(spec.base),
): Release {
  const base = builtOn === null ? undefined : spec.base?.releases[builtOn.release];
  const own = spec.layers.map((layer) =>
    builtBy(layer, layer.changesEachRelease ? number : (builtOn?.since ?? 0)),
  );
  const layers = base === undefined ? own : [...base.layers, ...own];
  let parent = NO_PARENT;
  const chainIds = layers.map((layer) => (parent = chains.id(parent, layer.digest)));
  const content = `${spec.repository} ${number} ${layers.map((layer) => layer.digest).join(' ')}`;
  return {
    image: spec.name,
    number,
    digest: digestOf(`index ${content}`),
    imageId: digestOf(`config ${content}`),
    builtAtSeconds,
    builtOn,
    baseName: base === undefined ? '' : `${spec.base!.name} ${base.name}`,
    layers,
    chains: chainIds,
    platforms: spec.platforms,
    indexed: spec.indexed || spec.platforms.length > 1,
    configBytes: spec.configBytes,
    compressedBytes: layers.reduce((sum, layer) => sum + layer.compressedBytes, 0),
    uncompressedBytes: layers.reduce((sum, layer) => sum + layer.uncompressedBytes, 0),
    embedded: spec.lazyIndex?.format === 'estargz' ? { index: spec.lazyIndex, bytes: 0, plain: null } : null,
  };
}

/** A layer as release `number` has made it. */
function builtBy(layer: LayerSpec, number: number): LayerSpec {
  return number === 0 ? layer : { ...layer, digest: `${layer.digest}+r${number}` };
}

/** A stand-in for the SHA-256 of simulated content: equal content, equal digest. */
export function digestOf(content: string): string {
  const { high, low } = entity(content);
  return `sha256:${hex(high)}${hex(low)}`;
}

function hex(int32: number): string {
  return (int32 >>> 0).toString(16).padStart(8, '0');
}
