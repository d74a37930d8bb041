/**
 * The stage of the traps: one host, a registry that answers at once, images of which each takes 3.000 s (100 MB at
 * 100 MB/s, then two more seconds to unpack at 50 MB/s). What is left are the waits of the agent, to the millisecond.
 */
import type { HostState } from '../../../src/model/host-state.js';
import type { Inference } from '../../../src/model/inferences.js';
import type { RunResult } from '../../../src/model/record.js';
import { simulateRun } from '../../../src/model/simulate-run.js';
import type {
  AgentSettings,
  ContainerSpec,
  FaultAim,
  ModelParameters,
  RegistryFault,
  TaskDefinitionSpec,
  TimelineEntry,
  WorldSpec,
} from '../../../src/model/spec.js';
import type { ContainerStory, StartStory } from '../../../src/model/story.js';
import {
  agent,
  at,
  container,
  ec2,
  image,
  layer,
  parameters,
  registry,
  runTask,
  taskDefinition,
  world,
} from '../tiny-world.js';

/** `api:live`, and beside it `side:live` with a layer of its own. */
export const API = image();
export const SIDE = image({ name: 'side', repository: 'side', layers: [layer({ digest: 'sha256:side' })] });

export interface Scene {
  readonly settings?: Partial<AgentSettings>;
  readonly containers?: readonly ContainerSpec[];
  readonly definition?: Partial<TaskDefinitionSpec>;
  /** Task definitions beside `api`. */
  readonly others?: readonly TaskDefinitionSpec[];
  readonly timeline?: readonly TimelineEntry[];
  /** `api:live` on disk at time zero; recorded, and flagged as pulled, where the agent itself brought it. */
  readonly onDisk?: 'baked' | 'pulled by the agent';
  readonly without?: readonly Inference[];
  readonly model?: Partial<ModelParameters>;
  readonly world?: Partial<WorldSpec>;
}

export function scene(of: Scene): WorldSpec {
  const { settings = {}, containers = [container()], definition = {}, others = [], onDisk } = of;
  const initial = { image: 'api:live', pulledByAgent: onDisk !== 'baked', ageSeconds: 7200 };
  return world({
    images: [API, SIDE],
    registries: [registry({ type: 'ideal' })],
    capacities: [ec2({ agent: agent(settings), initialImages: onDisk === undefined ? [] : [initial] })],
    taskDefinitions: [taskDefinition({ containers, ...definition }), ...others],
    timeline: of.timeline ?? [runTask(0)],
    model: parameters({ without: of.without ?? [], ...of.model }),
    ...of.world,
  });
}

export interface Played {
  /** In the order in which they were asked for. */
  readonly starts: readonly StartStory[];
  /** The host at the second that was asked for, or at the end. */
  readonly host: HostState;
  readonly result: RunResult;
}

export function played(of: Scene | WorldSpec, lookAtSeconds = Infinity): Played {
  const starts: StartStory[] = [];
  const hosts: HostState[] = [];
  const result = simulateRun('images' in of ? of : scene(of), 'seed', 0, {
    onStart: (story) => void starts.push(story),
    probe: { atSeconds: lookAtSeconds, read: (all) => void hosts.push(...all) },
  });
  starts.sort((a, b) => a.requestedAt - b.requestedAt || (a.task < b.task ? -1 : 1));
  return { starts, host: hosts[0]!, result };
}

/** The first start of a scene. */
export function first(of: Scene): StartStory {
  return played(of).starts[0]!;
}

export function only(story: StartStory): ContainerStory {
  return story.containers[0]!;
}

export function named(story: StartStory, name: string): ContainerStory {
  return story.containers.find((each) => each.name === name)!;
}

/** An instant to the millisecond, or that there is none. */
export function ms(seconds: number): number | 'absent' {
  return Number.isNaN(seconds) ? 'absent' : Math.round(seconds * 1000) / 1000;
}

/** Whether each stage that asked for a pull got one. */
export function decisions({ decisions: all }: ContainerStory): string[] {
  return all.map(({ stage, pull }) => `${stage}: ${pull ? 'pull' : 'no pull'}`);
}

/** The name of the error that a text of the agent begins with. */
export function errorName(reason: string): string {
  return reason.split(':')[0]!;
}

/** A fault of the registry: of all requests, or those it is aimed at. */
export function fault(
  kind: RegistryFault,
  aim: Partial<FaultAim> = {},
  fromSeconds = 0,
  forSeconds = 1e6,
): TimelineEntry {
  const full = { image: null, stage: null, attempt: null, ...aim };
  return at(fromSeconds, { kind: 'outage', registry: 'ecr', fault: kind, forSeconds, share: 1, aim: full });
}

/** A push of a new release of `api:live`. */
export function push(atSeconds: number): TimelineEntry {
  return at(atSeconds, { kind: 'push', image: 'api', tag: 'live', sameDigest: false });
}

/** A container of `side:live`. */
export function side(overrides: Partial<ContainerSpec> = {}): ContainerSpec {
  return container({ name: 'side', image: 'side:live', ...overrides });
}
