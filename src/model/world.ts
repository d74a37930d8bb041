/**
 * The world of one run: registries, capacities and services built from a `WorldSpec`, what the
 * timeline can do to them, and the rows that their tasks leave. Nothing here knows pulls or policies.
 */
import { Environment } from './environment.js';
import { Ec2Pool } from './fleet/ec2-pool.js';
import { FargatePool } from './fleet/fargate-pool.js';
import { expectedReleases } from './fleet/deployment.js';
import { LaunchRates } from './fleet/launch-rate.js';
import type { Pool } from './fleet/pool.js';
import { RunningCount } from './fleet/running-count.js';
import { Service, type ServiceObserver } from './fleet/service.js';
import { taskLife } from './fleet/task-life.js';
import { VersionMonitor } from './fleet/version-monitor.js';
import { type HostState, hostState } from './host-state.js';
import { ChainTable } from './image/chain-table.js';
import { Task } from './launch/task.js';
import { completePolicy } from './policy/complete-policy.js';
import { findPolicy } from './policy/find-policy.js';
import type { CompletePolicy } from './policy/types.js';
import type { StartTable } from './record.js';
import { Registries } from './registry/registries.js';
import type { RunOptions } from './run-options.js';
import type { CapacitySpec, ServiceSettings, TaskDefinitionSpec, WorldSpec } from './spec.js';
import { StartRecorder } from './start-recorder.js';
import type { StopCode } from './story.js';
import { tellStart } from './tell-start.js';

export class World implements ServiceObserver {
  readonly spec: WorldSpec;
  readonly environment: Environment;
  readonly registries: Registries;
  readonly pools: readonly (Ec2Pool | FargatePool)[];
  readonly services = new Map<string, Service>();
  readonly versions: VersionMonitor;
  readonly launchRates: LaunchRates;
  readonly runningCount = new RunningCount();
  rejectedPushes = 0;
  readonly #recorder = new StartRecorder();
  /** Tasks that are not gone yet, with what their tags named when they were asked for. */
  readonly #alive = new Map<Task, ReadonlyMap<string, number>>();

  readonly #options: RunOptions;

  /** @throws Error where a capacity names a policy that is neither built in nor given. */
  constructor(spec: WorldSpec, seed: string, run: number, options: RunOptions = {}) {
    this.spec = spec;
    this.#options = options;
    this.environment = new Environment(spec.model, seed, run, options.onStart !== undefined);
    this.registries = new Registries(spec, new ChainTable(), this.environment);
    this.versions = new VersionMonitor(this.environment);
    this.launchRates = new LaunchRates(this.environment);
    this.pools = spec.capacities.map((capacity) => this.#makePool(capacity));
  }

  createService(settings: ServiceSettings): void {
    const pool = this.pool(settings.capacity);
    const definition = this.definition(settings.taskDefinition);
    const service = new Service(settings, definition, pool, this.registries, this.environment, this);
    this.services.set(settings.name, service);
  }

  /** Tasks outside any service, as RunTask starts them; `call` names the call. */
  runTasks(call: string, taskDefinition: string, capacity: string, count: number): void {
    const definition = this.definition(taskDefinition);
    const pool = this.pool(capacity);
    const owner = { service: call.split('/')[0]!, capacity };
    for (let ordinal = 0; ordinal < count; ordinal++) {
      const task = new Task(`${call}/${ordinal}`, owner, definition, new Map(), this.environment);
      this.#begin(task, pool);
    }
  }

  /** A task outside any service on the instance with this ordinal, as StartTask places it. */
  startTask(call: string, taskDefinition: string, capacity: string, instance: number): void {
    const owner = { service: call.split('/')[0]!, capacity };
    const pool = this.instances(capacity);
    const task = new Task(call, owner, this.definition(taskDefinition), new Map(), this.environment);
    pool.assign(task, instance);
    this.#begin(task, pool);
  }

  /** The capacity with this name, which has instances. Throws where it has none. */
  instances(name: string): Ec2Pool {
    const pool = this.pool(name);
    if (!(pool instanceof Ec2Pool)) throw new Error(`capacity ${name} has no instances`);
    return pool;
  }

  /** Spot interruptions of a capacity: of its oldest instances, or of its oldest tasks on Fargate. */
  interrupt(capacity: string, count: number): void {
    this.#poolOf(capacity).interrupt(count);
  }

  pool(name: string): Pool {
    return this.#poolOf(name);
  }

  #poolOf(name: string): Ec2Pool | FargatePool {
    return found(this.pools, (pool) => pool.name === name, `capacity ${name}`);
  }

  definition(family: string): TaskDefinitionSpec {
    return found(this.spec.taskDefinitions, (each) => each.family === family, `task definition ${family}`);
  }

  /** What each instance that runs has now. */
  hostStates(): readonly HostState[] {
    return this.pools.flatMap((each) => (each instanceof Ec2Pool ? each.agents().map(hostState) : []));
  }

  runningChanged(more: number): void {
    this.runningCount.add(more, this.environment.now);
  }

  settled(task: Task): void {
    const expected = this.services.get(task.owner.service)?.deploymentOf(task)?.expected;
    if (expected !== undefined) this.#alive.set(task, expected);
    if (task.outcome === 'started') this.versions.begin(task, this.#alive.get(task) ?? new Map());
  }

  stopped(task: Task): void {
    this.#alive.delete(task);
    this.#record(task);
  }

  /** Ends the run: what is still going on is recorded as it stands. */
  finish(): StartTable {
    for (const service of this.services.values()) {
      for (const task of service.tasks) if (!this.#alive.has(task)) this.#alive.set(task, new Map());
    }
    for (const task of this.#alive.keys()) task.abandon('unfinished');
    for (const task of this.#alive.keys()) task.accounts.cutOff();
    this.#recorder.cutOff();
    for (const task of this.#alive.keys()) {
      for (const pool of this.pools)
        if (pool instanceof FargatePool && pool.name === task.owner.capacity) pool.bill(task);
      this.#record(task);
    }
    this.versions.advance();
    return this.#recorder.finish();
  }

  #begin(task: Task, pool: Pool): void {
    this.#alive.set(task, expectedReleases(task.definition, this.registries));
    const { runTaskDelay } = this.environment.parameters;
    this.environment.simulation.start(taskLife(task, pool, runTaskDelay, this.environment, this), task.name);
  }

  #record(task: Task): void {
    if (task.outcome === 'started') this.versions.end(task);
    this.#recorder.add(task);
    this.#options.onStart?.(tellStart(task));
  }

  #makePool(capacity: CapacitySpec): Ec2Pool | FargatePool {
    const onDigest = (task: Task, container: string, digest: string) =>
      this.services.get(task.owner.service)?.deploymentOf(task)?.pin(container, digest);
    const firstTaskOf = (task: Task) => this.services.get(task.owner.service)?.deploymentOf(task)?.firstTask;
    const onDraining = (tasks: readonly Task[], code: StopCode) => {
      for (const service of this.services.values()) service.drain(tasks, code);
    };
    if (capacity.launchType === 'FARGATE') {
      const isService = (name: string) => this.services.has(name);
      const { environment, registries, launchRates } = this;
      return new FargatePool(capacity, {
        environment,
        registries,
        onDigest,
        launchRates,
        isService,
        onDraining,
      });
    }
    const strategyOf = (service: string) =>
      this.services.get(service)?.settings.placementStrategy ?? 'spread';
    const policy = this.#policyOf(capacity.policy);
    const { environment, registries } = this;
    const told = { onDigest, strategyOf, onDraining, firstTaskOf };
    return new Ec2Pool(capacity, { environment, registries, policy, ...told });
  }

  #policyOf(name: string): CompletePolicy {
    const { policy, policies } = this.#options;
    const found = policy ?? policies?.get(name) ?? findPolicy(name);
    if (found === undefined) throw new Error(`there is no policy ${name}`);
    return completePolicy(found);
  }
}

function found<T>(items: readonly T[], matches: (item: T) => boolean, what: string): T {
  const item = items.find(matches);
  if (item === undefined) throw new Error(`there is no ${what}`);
  return item;
}
