/**
 * What a container reads of an image that is loaded lazily while its application starts: parts of reads, each before
 * an equal share of the work that start-up is where all files are there. Of an image that was pulled whole nothing is
 * read here: that time is in what was measured. An I/O error ends the application, as it does one whose program or
 * libraries are mapped into memory; it is left out that some would go on without the file, or try again.
 */
import type { Body } from '../../kernel/process.js';
import type { Environment } from '../environment.js';
import { accessPattern } from '../lazy/access-pattern.js';
import type { LazyMount, SpanRef } from '../lazy/lazy-mount.js';
import { pendingAccount } from './open-accounts.js';
import type { TaskContainer } from './task.js';

/** Waits for what is fetched ahead of a container's reads, as its creation does; one that fails is tried when it is read. */
export function* awaitFetchAhead(container: TaskContainer, environment: Environment): Body<void> {
  const { mount, clock, task } = container;
  if (mount === null) return;
  clock.enter('create', 'lazy', environment.now);
  const pending = task.accounts.open(pendingAccount());
  task.bookRead(yield* mount.awaitAhead());
  task.accounts.close(pending);
}

/**
 * Works for so many seconds, with what start-up reads in between. Returns why a read failed, or null; also null, and
 * too early, where nobody waits for it any more.
 */
export function* readAndWork(
  container: TaskContainer,
  seconds: number,
  environment: Environment,
  isOver: () => boolean,
): Body<string | null> {
  const { simulation } = environment;
  const { mount, release, spec } = container;
  if (mount === null || release === null) {
    enter(container, 'application', simulation.now);
    yield* simulation.delay(seconds);
    return null;
  }
  const { bursts } = accessPattern(release, mount, spec.reads);
  for (const spans of bursts) {
    enter(container, 'lazy', simulation.now);
    const error = yield* readSpans(container, mount, spans);
    if (error !== null || isOver()) return error;
    enter(container, 'application', simulation.now);
    yield* simulation.delay(seconds / bursts.length);
    if (isOver()) return null;
  }
  return null;
}

/** A container that ends by itself is ready from its start on: its clock has stopped. */
function enter({ clock, spec }: TaskContainer, binder: 'lazy' | 'application', now: number): void {
  if (spec.runs === null) clock.enter('ready', binder, now);
}

/** Reads spans of the container's image, and books what that fetched. Returns why it failed, or null. */
export function* readSpans(
  container: TaskContainer,
  mount: LazyMount,
  spans: readonly SpanRef[],
): Body<string | null> {
  if (spans.length === 0) return null;
  const { task } = container;
  const pending = task.accounts.open(pendingAccount());
  const outcome = yield* mount.read(spans, container.spec.reads.streams);
  task.bookRead(outcome);
  task.accounts.close(pending);
  if (Number.isNaN(container.readyAt)) {
    container.spansFetched += outcome.misses;
    container.bytesFetched += outcome.fetchedBytes;
  }
  return outcome.error;
}
