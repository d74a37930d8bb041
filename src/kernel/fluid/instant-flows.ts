/** Flows without work, which end at the instant at which they begin, in that order. They take no capacity. */
export class InstantFlows {
  #slots = new Set<number>();

  /** The one to end next. */
  get first(): number | undefined {
    if (this.#slots.size === 0) return undefined;
    for (const slot of this.#slots) return slot;
    return undefined;
  }

  add(slot: number): void {
    this.#slots.add(slot);
  }

  /** Takes one out; false when it is none of them. */
  remove(slot: number): boolean {
    return this.#slots.delete(slot);
  }
}
