/**
 * Base images that are released again and again, as those of Windows on patch days, and hosts that hold some of
 * them. Part of `WorldSpec`; instants are simulated seconds, negative before time zero.
 */
import type { LayerSpec } from './spec.js';

/** What an image is built upon. */
export interface BaseSpec {
  /** Such as "servercore ltsc2022". */
  readonly name: string;
  /** In the order of their publication. */
  readonly releases: readonly BaseReleaseSpec[];
  /** Which of them the image has at time zero. A push that rebases takes the newest that is published. */
  readonly atStart: number;
}

export interface BaseReleaseSpec {
  /** The day of its publication. */
  readonly name: string;
  readonly publishedAtSeconds: number;
  /** Lowest first. */
  readonly layers: readonly LayerSpec[];
}

/** Base images that a host has from its beginning: Fargate's Windows hosts, AMIs. */
export interface HostBasesSpec {
  /** In the order in which hosts get them. */
  readonly releases: readonly HostedBaseSpec[];
  /** How many of the newest a host has. */
  readonly releasesKept: number;
}

export interface HostedBaseSpec {
  readonly name: string;
  /** Hosts that are made from then on have it. */
  readonly fromSeconds: number;
  readonly layers: readonly LayerSpec[];
}
