/**
 * Whether a request needs a new connection. Docker up to 29.3 switches HTTP keep-alive off for
 * registry traffic (moby `distribution/registry.go`), so every request connects anew; with keep-alive
 * only the first request of a pull to each host does.
 */
export class Connections {
  readonly #keepAlive: boolean;
  #registry = false;
  #storage = false;

  constructor(keepAlive: boolean) {
    this.#keepAlive = keepAlive;
  }

  /** Whether the next request to the registry's API pays for a connection. */
  toRegistry(): boolean {
    const isNew = !this.#registry;
    this.#registry = this.#keepAlive;
    return isNew;
  }

  /** The same for object storage, where the blobs are. */
  toStorage(): boolean {
    const isNew = !this.#storage;
    this.#storage = this.#keepAlive;
    return isNew;
  }
}
