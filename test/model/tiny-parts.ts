/** Parts of a tiny world on their own, for tests of one part: an environment, a host, an agent, a task. */
import { EcsAgent } from '../../src/model/agent/ecs-agent.js';
import { Environment } from '../../src/model/environment.js';
import { Disk } from '../../src/model/host/disk.js';
import { ImageStore } from '../../src/model/host/image-store.js';
import { Machine, type MachineRates } from '../../src/model/host/machine.js';
import { ChainTable } from '../../src/model/image/chain-table.js';
import { makeRelease, type Release } from '../../src/model/image/release.js';
import { Ec2Instance } from '../../src/model/launch/ec2-instance.js';
import { Task, type TaskContainer } from '../../src/model/launch/task.js';
import { ecsAgentPolicy } from '../../src/model/policy/ecs-agent-policy.js';
import type { Origin } from '../../src/model/network/origin.js';
import { PullProgress } from '../../src/model/pull/pull-progress.js';
import { Puller, type PullRequest, type PullResult, type RunningPull } from '../../src/model/pull/puller.js';
import { Registries } from '../../src/model/registry/registries.js';
import type { Caller } from '../../src/model/registry/registry.js';
import { StartClock } from '../../src/model/start-clock.js';
import { entity } from '../../src/kernel/random.js';
import type { Body } from '../../src/kernel/process.js';
import type {
  Ec2CapacitySpec,
  ImageSpec,
  ModelParameters,
  NetworkSpec,
  ReadsSpec,
  RegistrySpec,
  RuntimeSpec,
  TaskDefinitionSpec,
} from '../../src/model/spec.js';
import { ec2, image, parameters, registry, runtime, taskDefinition } from './tiny-world.js';

export function environment(overrides: Partial<ModelParameters> = {}): Environment {
  return new Environment(parameters(overrides), 'seed', 0);
}

/** Runs a body until nothing happens any more; what it returned. */
export function finish<T>(env: Environment, body: Body<T>): T {
  const process = env.simulation.start(body);
  env.simulation.run();
  return process.result;
}

export function registries(
  env: Environment,
  images: readonly ImageSpec[] = [image()],
  specs: readonly RegistrySpec[] = [registry()],
  networks: readonly NetworkSpec[] = [],
): Registries {
  return new Registries({ registries: specs, images, networks }, new ChainTable(), env);
}

export function release(spec: Partial<ImageSpec> = {}, number = 0, chains = new ChainTable()): Release {
  return makeRelease(image(spec), number, chains);
}

/** A host with a public address in us-east-1. */
export function origin(overrides: Partial<Origin> = {}): Origin {
  return { region: 'us-east-1', network: null, ordinal: 1, name: 'host', ...overrides };
}

export function caller(name = 'test'): Caller {
  return {
    entity: entity(name),
    requests: 0,
    throttled: 0,
    draws: 0,
    image: 'api',
    stage: 'pull',
    attempt: 1,
  };
}

/** One host with a puller, and pulls from it by reference. */
export class PullHost {
  readonly env: Environment;
  readonly registries: Registries;
  readonly store: ImageStore;
  readonly puller: Puller;
  #pulls = 0;

  constructor(
    env: Environment,
    all: Registries,
    settings: { runtime?: RuntimeSpec; diskBytes?: number; rates?: Partial<MachineRates> } = {},
  ) {
    this.env = env;
    this.registries = all;
    const rates = { nicBytesPerSecond: 1e12, diskBytesPerSecond: 1e12, cores: 16, ...settings.rates };
    this.store = new ImageStore(new Disk(settings.diskBytes ?? 30e9, 0), settings.runtime?.blobs);
    this.puller = new Puller(
      env,
      new Machine(env.fluid, 'host', rates),
      this.store,
      settings.runtime ?? runtime(),
    );
  }

  begin(
    reference: string,
    options: {
      clock?: StartClock;
      platform?: string;
      anew?: boolean;
      reads?: ReadsSpec | null;
      lazyRefusal?: PullRequest['lazyRefusal'];
    } = {},
  ): RunningPull {
    const { clock = new StartClock(), platform = 'linux/amd64', anew = false, reads = null } = options;
    const { lazyRefusal = '' } = options;
    const { registry: from, image: name } = this.registries.locate(reference);
    const request: PullRequest = {
      registry: from,
      route: this.registries.route(origin(), from),
      image: name,
      reference,
      platform,
      attempt: 1,
      anew,
      entity: entity(`pull ${this.#pulls++}`),
      progress: new PullProgress(clock, this.env),
      lazyRefusal,
      reads,
    };
    return this.puller.begin(request);
  }

  *pull(
    reference: string,
    clock = new StartClock(),
    platform = 'linux/amd64',
    reads: ReadsSpec | null = null,
  ): Body<PullResult> {
    const pull = this.begin(reference, { clock, platform, reads });
    yield* pull.ended.wait();
    return pull.result!;
  }
}

/** An agent on an instance of its own; reported digests are kept. */
export function ecsAgent(
  env: Environment,
  all: Registries,
  spec: Partial<Ec2CapacitySpec> = {},
): EcsAgent & { readonly reported: string[] } {
  const reported: string[] = [];
  const instance = new Ec2Instance(ec2(spec), 1, env);
  const agent = new EcsAgent(env, instance, all, ecsAgentPolicy, (_, container, digest) =>
    reported.push(`${container}=${digest}`),
  );
  return Object.assign(agent, { reported });
}

export function task(
  env: Environment,
  definition: Partial<TaskDefinitionSpec> = {},
  name = 'web/1/0/1',
  pins: ReadonlyMap<string, string> = new Map(),
): Task {
  return new Task(name, { service: 'web', capacity: 'web' }, taskDefinition(definition), pins, env);
}

export function only(of: Task): TaskContainer {
  return of.containers[0]!;
}
