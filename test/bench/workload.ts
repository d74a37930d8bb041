/**
 * The cold-start storm, from a fixed seed: N instances pull one image of ten layers each from one registry. Half of
 * them come as a Poisson stream, half in a burst of about two seconds at t = 10 s. Regimes differ in what is scarce.
 */
const GIGABIT = 1.25e8; // bytes per second

export const REGIMES = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7'] as const;
export type Regime = (typeof REGIMES)[number];

/** A host's disk, in R7, and what extraction takes of it. */
export interface Disk {
  readonly rateBytesPerSecond: number;
  /** Bytes of disk per compressed byte extracted; a downloaded byte takes one. */
  readonly extractionUse: number;
}

export interface Workload {
  readonly regime: Regime;
  readonly instances: number;
  readonly layers: number;
  /** Layers that an instance downloads at once. */
  readonly slots: number;
  readonly registryBytesPerSecond: number;
  readonly connectionBytesPerSecond: number;
  /** Of compressed input. */
  readonly extractionBytesPerSecond: number;
  /** A gateway per zone, in R6. */
  readonly gatewaysBytesPerSecond: readonly number[];
  readonly disk: Disk | undefined;
  readonly zones: Int32Array;
  readonly arrivalSeconds: Float64Array;
  readonly nicBytesPerSecond: Float64Array;
  /** Compressed bytes of layer l of instance i, at i · layers + l. */
  readonly layerBytes: Float64Array;
}

/** The egress of the registry per instance. */
const REGISTRY_BYTES_PER_SECOND: Record<Regime, number> = {
  R1: 1.5 * GIGABIT,
  R2: 4e6,
  R3: 1.2e7,
  R4: 1.2e7,
  R5: 4e6,
  R6: 1e7,
  R7: 4e6,
};

/** Beyond a horizon of 60 s there is no burst. R7 has the numbers of R2. */
export function generate(regime: Regime, instances: number, seed = 20240607, horizonSeconds = 60): Workload {
  const numbers = regime === 'R7' ? 'R2' : regime;
  const layers = 10;
  const random = mulberry32((seed ^ (instances * 2654435761) ^ (numbers.charCodeAt(1) * 40503)) >>> 0);
  const uniform = (): number => (random() + 0.5) / 4294967296;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const exponential = (rate: number): number => -Math.log(uniform()) / rate;
  const layer = (): number => Math.max(1024, Math.round(Math.exp(Math.log(15e6) + 1.2 * normal())));
  const arrivalSeconds = arrivals(regime, instances, horizonSeconds, exponential);
  const image = Array.from({ length: layers }, layer);
  const nicBytesPerSecond = new Float64Array(instances);
  const layerBytes = new Float64Array(instances * layers);
  for (let i = 0; i < instances; i++) {
    nicBytesPerSecond[i] = nicOf(regime, random, uniform);
    for (let l = 0; l < layers; l++) layerBytes[i * layers + l] = regime === 'R5' ? image[l]! : layer();
  }
  const gateways = regime === 'R6' ? [instances * 2e6, instances * 3e6, instances * 8e6] : [];
  return {
    regime,
    instances,
    layers,
    slots: 3,
    registryBytesPerSecond: instances * REGISTRY_BYTES_PER_SECOND[regime],
    connectionBytesPerSecond: 1e8,
    extractionBytesPerSecond: 8e7,
    gatewaysBytesPerSecond: gateways,
    disk: regime === 'R7' ? { rateBytesPerSecond: 1.25e8, extractionUse: 2.5 } : undefined,
    zones: Int32Array.from(arrivalSeconds, (_, i) => (gateways.length > 0 ? i % gateways.length : 0)),
    arrivalSeconds,
    nicBytesPerSecond,
    layerBytes,
  };
}

function arrivals(
  regime: Regime,
  instances: number,
  horizonSeconds: number,
  exponential: (rate: number) => number,
): Float64Array {
  const burst = horizonSeconds > 60 ? 0 : Math.floor(instances / 2);
  const steady = instances - burst;
  const seconds = new Float64Array(instances);
  for (let i = 0, t = 0; i < steady; i++) {
    t += exponential(steady / horizonSeconds);
    seconds[i] = t;
  }
  for (let i = 0, t = 10; i < burst; i++) {
    if (regime !== 'R5') t += exponential(instances * 0.25);
    seconds[steady + i] = t;
  }
  return seconds.sort().map((t) => Number(t.toFixed(9)));
}

function nicOf(regime: Regime, random: () => number, uniform: () => number): number {
  if (regime === 'R3' || regime === 'R6') return [0.2, 0.5, 1, 2.5, 5][random() % 5]! * GIGABIT;
  if (regime === 'R4') return Math.round(2e7 + uniform() * (6.25e8 - 2e7));
  return GIGABIT;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
}
