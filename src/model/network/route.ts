/**
 * The way between hosts of one capacity and one registry: how long a round trip takes, and which
 * shared capacities the bytes cross. Connections cost round trips before the first request: TCP, then
 * TLS (parameters `tcpRoundTrips`, `tlsRoundTrips`).
 */
import { roundTripSeconds } from '../../catalog/regions.js';
import type { Capacity } from '../../kernel/fluid/fluid.js';
import type { ModelParameters, RegistrySpec } from '../spec.js';

export interface Route {
  readonly roundTripSeconds: number;
  readonly crossRegion: boolean;
  /** Crossed by every download, in this order. */
  readonly capacities: readonly Capacity[];
}

/** The route from hosts in `region` to a registry whose egress is `egress`. */
export function makeRoute(region: string, registry: RegistrySpec, egress: Capacity | null): Route {
  return {
    roundTripSeconds: registry.roundTripSeconds ?? regionRoundTrip(region, registry.region),
    crossRegion: registry.region !== null && registry.region !== region,
    capacities: egress === null ? [] : [egress],
  };
}

/** Seconds before the first request can be sent on a new connection. */
export function connectSeconds(route: Route, parameters: ModelParameters): number {
  return route.roundTripSeconds * (parameters.tcpRoundTrips + parameters.tlsRoundTrips);
}

function regionRoundTrip(from: string, to: string | null): number {
  return to === null ? roundTripSeconds(from, from) : roundTripSeconds(from, to);
}
