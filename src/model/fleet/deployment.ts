/**
 * One deployment of a service: the task definition it rolls out, the digests that its first task has
 * resolved (`versionConsistency`), and the names of its tasks. A slot is a place among the desired
 * tasks; a task that takes a slot again is its next attempt.
 */
import type { Registries } from '../registry/registries.js';
import type { TaskDefinitionSpec } from '../spec.js';
import { parseReference } from '../image/reference.js';
import { FirstTask } from './first-task.js';

export class Deployment {
  readonly service: string;
  readonly ordinal: number;
  readonly definition: TaskDefinitionSpec;
  /** Container → digest, for containers with `versionConsistency` whose digest is known. */
  readonly pins = new Map<string, string>();
  /** Container → number of the release that its tag named when the deployment began. */
  readonly expected: ReadonlyMap<string, number>;
  /** Where it goes alone. */
  readonly firstTask: FirstTask;
  readonly #taken = new Set<number>();
  /** No slot below this one is free. */
  #lowest = 0;
  readonly #attempts = new Map<number, number>();

  constructor(service: string, ordinal: number, definition: TaskDefinitionSpec, registries: Registries) {
    this.service = service;
    this.ordinal = ordinal;
    this.definition = definition;
    this.firstTask = new FirstTask(!this.#isResolved);
    this.expected = expectedReleases(definition, registries);
  }

  /** Takes the first free slot; the name of the task that fills it. */
  takeSlot(): { readonly slot: number; readonly name: string } {
    let slot = this.#lowest;
    while (this.#taken.has(slot)) slot++;
    this.#lowest = slot + 1;
    this.#taken.add(slot);
    const attempt = (this.#attempts.get(slot) ?? 0) + 1;
    this.#attempts.set(slot, attempt);
    return { slot, name: `${this.service}/${this.ordinal}/${slot}/${attempt}` };
  }

  freeSlot(slot: number): void {
    this.#taken.delete(slot);
    this.#lowest = Math.min(this.#lowest, slot);
  }

  /** The first digest that is reported for a container holds for the tasks that come later. */
  pin(container: string, digest: string): void {
    const spec = this.definition.containers.find((each) => each.name === container);
    if (spec?.versionConsistency === true && !this.pins.has(container)) this.pins.set(container, digest);
    if (this.#isResolved) this.firstTask.open();
  }

  /** Every container that wants its digest resolved has it. */
  get #isResolved(): boolean {
    return this.definition.containers.every(
      ({ name, image, versionConsistency }) =>
        !versionConsistency || this.pins.has(name) || parseReference(image).digest !== null,
    );
  }
}

/** What the tags of a task definition name at this moment. */
export function expectedReleases(
  definition: TaskDefinitionSpec,
  registries: Registries,
): ReadonlyMap<string, number> {
  const expected = new Map<string, number>();
  for (const container of definition.containers) {
    const release = registries.resolve(container.image);
    if (release !== undefined) expected.set(container.name, release.number);
  }
  return expected;
}
