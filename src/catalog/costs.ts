/**
 * The list of the model's costs: every parameter with value, unit, source, date and quality of evidence.
 * `show` prints it; `defaultModelParameters` and `registryDefaults` are what a scenario starts from.
 */
import type { Distribution } from '../units/distribution.js';
import { accessProfileCosts } from './access-profiles.js';
import { cacheCosts } from './cache-costs.js';
import { decoderCosts, fargateCosts, hostCosts, imageCosts } from './capacity-costs.js';
import type { Cost, CostEntry, CostValue } from './cost.js';
import { healthCheckCosts } from './health-checks.js';
import { snapshotterCosts } from './lazy-costs.js';
import { lazyIndexCosts } from './lazy-index-costs.js';
import { hostBaseCosts } from './host-base-costs.js';
import { limitCosts } from './limit-costs.js';
import { managedInstanceCosts } from './managed-instance-costs.js';
import { modelCosts } from './model-costs.js';
import { krakenCosts, spegelCosts } from './peers.js';
import { networkCosts } from './network-costs.js';
import type { RegistryCosts, RegistryType } from './registry-costs.js';
import { registryCosts } from './registry-costs.js';
import { windowsCosts } from './windows-costs.js';

export type { Cost, CostValue, Evidence } from './cost.js';
export type { RegistryType } from './registry-costs.js';

/** The plain values of a group of costs. */
type ValuesOf<Group> = {
  readonly [Name in keyof Group]: Group[Name] extends CostEntry<infer Value> ? Value : never;
};

/** Structurally the model's `ModelParameters`. */
export type ModelParameterDefaults = {
  readonly [Name in keyof typeof modelCosts]: Widened<(typeof modelCosts)[Name]['value']>;
};

type Widened<Value extends CostValue> = Value extends boolean
  ? boolean
  : Value extends number
    ? number
    : Distribution;

/** What a registry of a type starts from; `roundTripSeconds` is null where the Region matrix gives it. */
export interface RegistryDefaults {
  readonly requestLatency: Distribution;
  readonly firstByteLatency: Distribution;
  readonly perStreamBytesPerSecond: number;
  readonly aggregateBytesPerSecond: number;
  readonly roundTripSeconds: number | null;
}

/** The default of every model parameter, in SI units; no inferred rule is switched off. */
export function defaultModelParameters(): ModelParameterDefaults & { readonly without: readonly never[] } {
  return { ...valuesOf(modelCosts), without: [] };
}

/** The defaults of a registry type, in SI units. */
export function registryDefaults(type: RegistryType): RegistryDefaults {
  const costsOfType: RegistryCosts = registryCosts[type];
  return {
    requestLatency: costsOfType.requestLatency.value,
    firstByteLatency: costsOfType.firstByteLatency.value,
    perStreamBytesPerSecond: costsOfType.perStreamBytesPerSecond.value,
    aggregateBytesPerSecond: costsOfType.aggregateBytesPerSecond.value,
    roundTripSeconds: costsOfType.roundTripSeconds?.value ?? null,
  };
}

/** The registry types that have defaults. */
export function registryTypes(): readonly RegistryType[] {
  return Object.keys(registryCosts) as RegistryType[];
}

/** Defaults of those that copy images: times in s, what they do as true or false. */
export const cacheDefaults = {
  'ecr-pull-through-cache': valuesOf(cacheCosts['ecr-pull-through-cache']),
  mirror: valuesOf(cacheCosts.mirror),
  replication: valuesOf(cacheCosts.replication),
} as const;

/** What is assumed about limits where providers say nothing. */
export const limitDefaults = valuesOf(limitCosts);

/** Defaults of gateways and endpoints, beside their quotas. */
export const networkDefaults = valuesOf(networkCosts);

/** Defaults for EC2 hosts: launch (s), root volume and what the AMI takes of it (bytes). */
export const hostDefaults = valuesOf(hostCosts);

/** Windows: launch, Fargate's provision and create (s), import of layers (bytes per second). */
export const windowsDefaults = valuesOf(windowsCosts);

/** What is assumed about base images that Windows hosts have: how many, and how late (s). */
export const hostBaseDefaults = valuesOf(hostBaseCosts);

/** What ECS does with instances that it manages: times in s. */
export const managedDefaults = valuesOf(managedInstanceCosts);

/** Defaults for Fargate tasks: provision and create (s), least rate of the ephemeral disk (bytes per second). */
export const fargateDefaults = valuesOf(fargateCosts);

/** Figures that stand in where an image lacks them: ratios, files per megabyte, configuration size in bytes. */
export const imageDefaults = valuesOf(imageCosts);

/** Defaults of indexes for lazy loading: s and bytes. */
export const lazyIndexDefaults = valuesOf(lazyIndexCosts);

/** Defaults of health checks: s, and failures in a row. */
export const healthCheckDefaults = valuesOf(healthCheckCosts);

/** Every cost, named by its dotted path, in a fixed order. */
export const costs: readonly Cost[] = [
  ...named('model', modelCosts),
  ...Object.entries(registryCosts).flatMap(([type, group]) => named(`registries.${type}`, group)),
  ...Object.entries(cacheCosts).flatMap(([type, group]) => named(`caches.${type}`, group)),
  ...named('limits', limitCosts),
  ...named('network', networkCosts),
  ...named('hosts', hostCosts),
  ...named('fargate', fargateCosts),
  ...named('hostBases', hostBaseCosts),
  ...named('windows', windowsCosts),
  ...named('managedInstances', managedInstanceCosts),
  ...named('runtimes', decoderCosts),
  ...named('runtimes', snapshotterCosts),
  ...named('images', imageCosts),
  ...named('lazyIndex', lazyIndexCosts),
  ...named('healthChecks', healthCheckCosts),
  ...named('reads', accessProfileCosts),
  ...named('peers.spegel', spegelCosts),
  ...named('peers.kraken', krakenCosts),
];

const costByName: ReadonlyMap<string, Cost> = new Map(costs.map((cost) => [cost.name, cost]));

/** One cost by its dotted path, or undefined. */
export function findCost(name: string): Cost | undefined {
  return costByName.get(name);
}

function valuesOf<Group extends Readonly<Record<string, CostEntry>>>(group: Group): ValuesOf<Group> {
  return Object.fromEntries(
    Object.entries(group).map(([name, { value }]) => [name, value]),
  ) as ValuesOf<Group>;
}

function named(prefix: string, group: Readonly<Record<string, CostEntry>>): readonly Cost[] {
  return Object.entries(group).map(([name, entry]) => ({ name: `${prefix}.${name}`, ...entry }));
}
