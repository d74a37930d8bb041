/**
 * `dependsOn`: a container waits for others to be created, started, healthy or ended. Judged in the order of the list,
 * and anew at each gate: a dependency that ended badly, that will never start, or that has outlived its start timeout
 * (even one that is healthy by now, as long as its dependent is not created) leaves the dependent unable to start, with
 * exit code 143. Rules: amazon-ecs-agent `dependencygraph/graph.go`, `task_manager.go`, `handleTerminalDependencyError`.
 */
import type { Body } from '../../kernel/process.js';
import type { Signal } from '../../kernel/signal.js';
import type { Environment } from '../environment.js';
import type { DependencyCondition } from '../spec.js';
import type { TaskContainer } from './task.js';

/** What Docker reports of a container that got SIGTERM, and the agent of one that never could start. */
export const NEVER_STARTED_EXIT_CODE = 143;

/** How whoever starts containers deals with conditions. */
export interface Gate {
  /** Only what can never hold any more matters; conditions may still be open. */
  readonly open: boolean;
  /** Seconds until it is noticed that a dependency has become healthy, has ended, or has taken too long. */
  noticeSeconds(now: number): number;
}

/** Notices everything at once. */
export const WATCHFUL: Gate = { open: false, noticeSeconds: () => 0 };

/** `holds`; the dependency that it waits for; or why it can never go on. */
type Verdict =
  | 'holds'
  | { readonly waitsFor: TaskContainer; readonly condition: DependencyCondition }
  | { readonly error: string };

/**
 * Waits until all conditions hold, at once where there are none. Returns an error, and sets the exit code, where one
 * never will. A task that is stopped meanwhile leaves it waiting.
 */
export function* awaitDependencies(
  container: TaskContainer,
  environment: Environment,
  gate: Gate = WATCHFUL,
): Body<string | null> {
  for (;;) {
    const verdict = judge(container, environment.now);
    if (verdict === 'holds') return null;
    if ('error' in verdict) {
      container.exitCode = NEVER_STARTED_EXIT_CODE;
      return `CannotStartContainerError: ${verdict.error}`;
    }
    if (gate.open) return null;
    const { waitsFor, condition } = verdict;
    container.clock.enter('wait', 'dependency', environment.now, `${waitsFor.spec.name}: ${condition}`);
    if (condition === 'START' || condition === 'CREATE') {
      yield* (condition === 'START' ? waitsFor.started : waitsFor.created).wait();
    } else {
      yield* changeOf(waitsFor, condition === 'HEALTHY' ? waitsFor.ready : waitsFor.completed, environment);
      const notice = gate.noticeSeconds(environment.now);
      if (notice > 0) yield* environment.simulation.delay(notice);
    }
    if (container.task.settled.fired) return null;
  }
}

function judge(container: TaskContainer, now: number): Verdict {
  for (const { container: name, condition } of container.spec.dependsOn) {
    const other = container.task.containers.find((each) => each.spec.name === name);
    if (other === undefined) continue;
    if (other.skipped) return { error: `"${name}" will never start` };
    const ended = other.completed.fired;
    if (!ended && condition !== 'START' && condition !== 'CREATE' && timeoutAt(other) <= now) {
      return { error: `"${name}" has taken longer than its start timeout` };
    }
    if (condition === 'SUCCESS' && ended && other.exitCode !== 0) {
      return { error: `"${name}" has ended with exit code ${other.exitCode}` };
    }
    if (!signalOf(other, condition).fired) return { waitsFor: other, condition };
  }
  return 'holds';
}

/** When the start timeout of a dependency is over; never before it has started. */
function timeoutAt({ startedAt, spec }: TaskContainer): number {
  const { startTimeoutSeconds } = spec;
  return startTimeoutSeconds === null || Number.isNaN(startedAt) ? Infinity : startedAt + startTimeoutSeconds;
}

/** Waits until the condition holds, or never can, or the start timeout is over. */
function* changeOf(other: TaskContainer, signal: Signal, environment: Environment): Body<void> {
  yield* other.started.wait();
  const left = timeoutAt(other) - environment.now;
  // One that has ended cannot time out.
  if (other.skipped || signal.fired) return;
  if (left === Infinity || other.completed.fired) yield* signal.wait();
  else yield* signal.waitFor(Math.max(0, left));
}

function signalOf(container: TaskContainer, condition: DependencyCondition): Signal {
  switch (condition) {
    case 'CREATE':
      return container.created;
    case 'START':
      return container.started;
    case 'HEALTHY':
      return container.ready;
    case 'COMPLETE':
    case 'SUCCESS':
      return container.completed;
  }
}
