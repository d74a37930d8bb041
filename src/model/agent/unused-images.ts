/**
 * Images on Amazon ECS Managed Instances, where no cleanup cycle runs: when the last task that uses an image stops, a
 * timer begins (15 minutes), and unless another task that uses the image has begun on the instance by its end, the image
 * goes. One that no task has used is taken to be timed from when it was there. The containers of stopped tasks are taken
 * not to keep it, and no pull to wait for its removal. An agent that is down does not matter.
 * Source: Amazon ECS developer guide, "Amazon ECS Managed Instances container image pull behavior" (2026-11).
 */
import type { Body } from '../../kernel/process.js';
import type { Removal } from '../host/image-store.js';
import type { LocalImage } from '../host/local-image.js';
import type { TaskContainer } from '../launch/task.js';
import type { EcsAgent } from './ecs-agent.js';
import { remove } from './image-removal.js';
import { pulledReference } from './pulled-reference.js';

/** How often it looks again for a task that has begun, but does not use its image yet. */
const LOOK_AGAIN_SECONDS = 1;

export class UnusedImages {
  readonly #agent: EcsAgent;
  readonly #seconds: number;
  /** Image ID → when the timer began. */
  readonly #since = new Map<string, number>();

  constructor(agent: EcsAgent, seconds: number) {
    this.#agent = agent;
    this.#seconds = seconds;
  }

  /** A task has stopped, or images have come for none: timers begin for those that nobody uses. */
  look(): void {
    const { environment, instance } = this.#agent;
    if (this.#seconds === Infinity) return;
    for (const image of instance.store.images()) {
      const { imageId } = image.release;
      if (this.#since.has(imageId) || this.#isUsed(image)) continue;
      this.#since.set(imageId, environment.now);
      environment.simulation.start(this.#timer(imageId, environment.now));
    }
  }

  /** A task uses it: its timer has ended. */
  use(imageId: string): void {
    this.#since.delete(imageId);
  }

  /** The instance has ended. */
  stop(): void {
    this.#since.clear();
  }

  *#timer(imageId: string, since: number): Body<void> {
    const { simulation } = this.#agent.environment;
    yield* simulation.delay(this.#seconds);
    while (this.#since.get(imageId) === since) {
      yield* this.#remove(imageId);
      if (this.#agent.instance.store.image(imageId) === undefined) return this.use(imageId);
      yield* simulation.delay(LOOK_AGAIN_SECONDS);
    }
  }

  /** Removes name after name while nobody uses the image. */
  *#remove(imageId: string): Body<void> {
    const { instance, images } = this.#agent;
    for (;;) {
      const image = instance.store.image(imageId);
      if (image === undefined) break;
      const [name = imageId] = [...image.tags, ...image.repoDigests];
      if (this.#isUsed(image)) return;
      if ((yield* remove(this.#agent, name, () => this.#removeName(image, name))) === 'conflict') return;
    }
    images.forget(imageId);
    this.#agent.imagesRemoved++;
  }

  #removeName(image: LocalImage, name: string): Removal {
    const { store } = this.#agent.instance;
    if (this.#isUsed(image)) return 'conflict';
    for (const container of [...image.containers]) store.removeContainer(container);
    const { imageId } = image.release;
    return name === imageId ? store.removeImage(imageId) : store.removeName(name);
  }

  /** A container of it runs, or a task that has begun will have one. */
  #isUsed(image: LocalImage): boolean {
    for (const { finishedAt } of image.containers) if (Number.isNaN(finishedAt)) return true;
    for (const { stoppedAt, containers } of this.#agent.tasks) {
      if (!Number.isNaN(stoppedAt)) continue;
      if (containers.some((container) => this.#willUse(container, image))) return true;
    }
    return false;
  }

  #willUse(container: TaskContainer, image: LocalImage): boolean {
    const { imageReferenced, reference, skipped } = container;
    if (imageReferenced !== null) return imageReferenced === image.release.imageId;
    if (skipped) return false;
    const { store } = this.#agent.instance;
    return store.inspect(reference) === image || store.inspect(pulledReference(container)) === image;
  }
}
