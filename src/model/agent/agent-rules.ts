/**
 * What an agent does by its release: rules that came with a release, and since which one they hold. Source:
 * amazon-ecs-agent CHANGELOG.md, up to 1.105.1. Settings that a release did not know yet are the scenario's business.
 * Left out: the shorter waits before pulls are repeated of releases before 1.25.2, and Docker versions, by which the
 * oldest agents chose.
 */
import { compareReleases } from '../../units/release.js';

/** The release that brought each rule. */
export const RULES_SINCE = {
  /** Unused images are removed. */
  imageCleanup: '1.13.0',
  /** A token of ECR serves more than one request for it. */
  tokenCache: '1.13.0',
  /** Images are pulled at the same time; before, one after the other. */
  concurrentPulls: '1.14.0',
  /** A pull that fails is repeated. */
  pullRetries: '1.14.5',
  /** A pull that makes no progress is cut off. */
  inactivityTimeout: '1.17.3',
  /** `ECS_IMAGE_PULL_BEHAVIOR`; before, always `default`. */
  pullBehaviors: '1.18.0',
  /** `dependsOn`; before, containers do not wait for each other. */
  dependsOn: '1.26.0',
  /** The digest of a container is reported. */
  reportsDigest: '1.31.0',
  /** Images that no task has used have a minimum age. */
  untrackedMinimumAge: '1.33.0',
  /** `ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT`. */
  pullsUpfront: '1.48.0',
  /** Tasks wait for CPU and memory of their host. */
  hostResourceQueue: '1.73.0',
  /** The digest is resolved before the pull, reported at once, and what is pulled. */
  manifestStage: '1.83.0',
  /** In `awsvpc` mode the network interface comes before the manifest, and not only before the pull. */
  networkBeforeManifest: '1.86.3',
  /** Manifests have a ramp of their own, which begins with short waits; before, the waits of pulls. */
  fastManifestRetry: '1.86.3',
  /** Tasks with different credentials share no token. */
  tokenPerCredentials: '1.87.1',
} as const;

/** Which rules hold. */
export type AgentRules = { readonly [Rule in keyof typeof RULES_SINCE]: boolean };

/** The rules of a release such as "1.105.1". */
export function rules(version: string): AgentRules {
  const held = Object.entries(RULES_SINCE).map(([rule, since]) => [
    rule,
    compareReleases(version, since) >= 0,
  ]);
  return Object.fromEntries(held) as AgentRules;
}
