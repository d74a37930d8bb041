/**
 * A container of a task definition: AWS keys with AWS defaults, and what a task definition cannot know (how long it
 * runs, how it ends, when it is ready, what it reads). Of restart policies it is modelled which exits count and, where
 * the lifetime is not random, how long a container must have run
 * (docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html, 2026-11).
 */
import type { ContainerSpec } from '../../model/spec.js';
import { constant } from '../../units/distribution.js';
import { writeDuration } from '../../units/duration.js';
import { formatDistribution } from '../../units/parse-distribution.js';
import type { Path } from '../path.js';
import type { ContainerInput } from '../schema/task-definitions.js';
import { dependenciesOf } from './dependencies.js';
import type { References } from './references.js';
import type { Resolution } from './resolution.js';
import { resolveHealth } from './resolve-health.js';
import { resolveReads } from './resolve-reads.js';

/** Seconds that a container must have run before ECS restarts it. */
const RESTART_ATTEMPT_PERIOD = 300;

/** What a container is resolved with. */
export interface Surroundings {
  readonly references: References;
  /** Whether a load balancer looks after tasks whose containers do not say how. */
  readonly loadBalanced: boolean;
}

/** The container at `path`. */
export function resolveContainer(
  path: Path,
  given: ContainerInput,
  { references, loadBalanced }: Surroundings,
  resolution: Resolution,
): ContainerSpec {
  const image = references.ofContainer([...path, 'image'], given.image);
  if (given.lifetime !== undefined) resolution.given([...path, 'lifetime']);
  const ecs = <T>(key: string, value: T | undefined, fallback: T): T =>
    resolution.pick([...path, key], value, { value: fallback, source: 'the default of Amazon ECS' });
  return {
    name: given.name,
    image: image ?? given.image,
    essential: ecs('essential', given.essential, true),
    dependsOn: dependenciesOf(given).map(({ container, condition }) => ({ container, condition })),
    ready: resolution.pick(
      [...path, 'ready'],
      given.ready,
      { value: constant(0), source: 'ready as soon as it has started' },
      formatDistribution,
    ),
    runs: given.lifetime ?? null,
    exitCode: exitCodeOf(path, given, resolution),
    restarts: restartsOf(path, given, resolution),
    startTimeoutSeconds: startTimeoutOf(path, given, resolution),
    versionConsistency:
      ecs<'enabled' | 'disabled'>('versionConsistency', given.versionConsistency, 'enabled') === 'enabled',
    reads: resolveReads(path, given.reads, resolution),
    healthSeconds: resolveHealth(path, given, loadBalanced, resolution),
  };
}

function exitCodeOf(path: Path, { exitCode, lifetime }: ContainerInput, resolution: Resolution): number {
  const at = [...path, 'exitCode'];
  if (exitCode !== undefined && lifetime === undefined)
    resolution.problems.warn({
      path: at,
      at: 'key',
      message: 'the container never ends by itself, so this has no effect',
      remedy: 'add "lifetime:"',
    });
  return resolution.pick(at, exitCode, { value: 0, source: 'it ends well' });
}

function startTimeoutOf(path: Path, { startTimeout }: ContainerInput, resolution: Resolution): number | null {
  if (startTimeout === undefined) return null;
  resolution.given([...path, 'startTimeout']);
  // To the agent 0 is "not set".
  return startTimeout === 0 ? null : startTimeout;
}

/** Whether the container starts again whenever it ends: its exit code and its lifetime decide for all its ends alike. */
function restartsOf(path: Path, given: ContainerInput, resolution: Resolution): boolean {
  const { restartPolicy, lifetime, exitCode = 0 } = given;
  if (restartPolicy === undefined) return false;
  const at = [...path, 'restartPolicy'];
  resolution.given(at);
  if (!restartPolicy.enabled) return false;
  const { ignoredExitCodes = [], restartAttemptPeriod = RESTART_ATTEMPT_PERIOD } = restartPolicy;
  if (lifetime === undefined || ignoredExitCodes.includes(exitCode)) return lifetime === undefined;
  const period = writeDuration(restartAttemptPeriod);
  if (lifetime.kind === 'constant') {
    if (lifetime.value >= restartAttemptPeriod) return true;
    const message = `ECS does not restart a container that ran for less than ${period}, which this one never does`;
    const remedy = 'raise "lifetime", or lower "restartAttemptPeriod" (60 at least)';
    resolution.problems.warn({ path: at, at: 'key', message, remedy });
    return false;
  }
  const message = `ECS does not restart a container that ran for less than ${period}; the model restarts it always, as its lifetime is random`;
  const remedy = 'write a lifetime that is not random, to have that too';
  resolution.problems.warn({ path: at, at: 'key', message, remedy });
  return true;
}
