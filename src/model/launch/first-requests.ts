/**
 * The first requests that a container serves once it is ready: one at a time from the instant of readiness on, at
 * equal intervals. Each reads its part of what start-up has not, where the image is loaded lazily, and takes what it
 * takes where all files are there. They may overlap, and one waits for its own spans only. What is left out: that
 * requests compete for the container's cores. A container that stops serves no more, and its slowest request is not
 * known. Where several containers of a task serve requests, the slower of them counts.
 */
import type { Body } from '../../kernel/process.js';
import { all } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import { accessPattern } from '../lazy/access-pattern.js';
import type { SpanRef } from '../lazy/lazy-mount.js';
import type { FirstRequestsSpec } from '../spec.js';
import { endsOfIoError } from './container-end.js';
import { readSpans } from './read-on-start.js';
import type { TaskContainer } from './task.js';

/** Serves the first requests; returns at once where nobody asks how long they take. */
export function* serveFirstRequests(container: TaskContainer, environment: Environment): Body<void> {
  const { simulation } = environment;
  const { requests } = container.spec.reads;
  if (requests === null) return;
  const { mount, release } = container;
  const parts =
    mount === null || release === null ? [] : accessPattern(release, mount, container.spec.reads).requests;
  const served = [];
  for (let index = 0; index < requests.count; index++) {
    if (index > 0) yield* simulation.delay(requests.everySeconds);
    if (!isServing(container)) return;
    served.push(simulation.start(serve(container, index, requests, parts[index] ?? [], environment)));
  }
  const seconds = yield* all(served);
  if (seconds.some(Number.isNaN)) return;
  container.slowestRequestSeconds = Math.max(...seconds);
  const { task } = container;
  const serving = task.containers.filter(({ spec }) => spec.reads.requests !== null);
  task.slowestRequestSeconds = Math.max(...serving.map((each) => each.slowestRequestSeconds));
}

/** Returns the seconds from its arrival to its answer; NaN where there was none. */
function* serve(
  container: TaskContainer,
  index: number,
  { handlingSeconds }: FirstRequestsSpec,
  spans: readonly SpanRef[],
  environment: Environment,
): Body<number> {
  const arrivedAt = environment.now;
  const { mount, task } = container;
  const error = mount === null ? null : yield* readSpans(container, mount, spans);
  if (error !== null) endsOfIoError(container, error, environment);
  if (!isServing(container)) return NaN;
  yield* environment.simulation.delay(
    environment.draw('first request', handlingSeconds, container.entity, index),
  );
  if (!isServing(container)) return NaN;
  const seconds = environment.now - arrivedAt;
  if (index === 0) task.firstRequestSeconds = larger(task.firstRequestSeconds, seconds);
  return seconds;
}

function isServing(container: TaskContainer): boolean {
  return container.running && !container.task.stopping;
}

function larger(known: number, seconds: number): number {
  return Number.isNaN(known) ? seconds : Math.max(known, seconds);
}
