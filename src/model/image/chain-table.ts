/**
 * Numbers for layer chains. A layer can be reused only on top of the very layers it was built on, so
 * what a host stores is not layers but chains: (parent chain, digest). Docker and containerd both
 * work this way (chain IDs of the OCI image specification). Equal chains get equal numbers, for the
 * whole world of one run.
 */
export type ChainId = number;

/** Parent of a first layer. */
export const NO_PARENT: ChainId = -1;

export class ChainTable {
  readonly #ids = new Map<string, ChainId>();

  /** The chain that `digest` makes on top of `parent`. */
  id(parent: ChainId, digest: string): ChainId {
    const key = `${parent} ${digest}`;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(key, id);
    }
    return id;
  }
}
