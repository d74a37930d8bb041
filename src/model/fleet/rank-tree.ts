/**
 * Positions with a key each, some of them left out: the position with the least key (of equal ones the lowest), and
 * the n-th of those that are in, both in logarithmic time or less. A tournament over the positions, kept up at each
 * change, so that choosing an instance does not look at all of them.
 */
export class RankTree {
  /** Leaves, a power of two. Node i has the children 2i and 2i + 1; leaf p is node #leaves + p. */
  #leaves = 1;
  #keys = new Float64Array(1);
  /** By node: position of the least key below it, −1 when none is in. */
  #least = new Int32Array([-1, -1]);
  /** By node: how many are in below it. */
  #count = new Int32Array(2);

  /** How many positions are in. */
  get size(): number {
    return this.#count[1]!;
  }

  /** Puts a position in with this key, or leaves it out (null). */
  set(position: number, key: number | null): void {
    while (position >= this.#leaves) this.#double();
    if (key !== null) this.#keys[position] = key;
    const leaf = this.#leaves + position;
    this.#least[leaf] = key === null ? -1 : position;
    this.#count[leaf] = key === null ? 0 : 1;
    for (let node = leaf >> 1; node >= 1; node >>= 1) this.#update(node);
  }

  /** The position with the least key, the lowest of equal ones; −1 when none is in. */
  least(): number {
    return this.#least[1]!;
  }

  /** The n-th position that is in, counted from 0 in the order of positions; −1 when there are not so many. */
  nth(n: number): number {
    if (n >= this.size) return -1;
    let node = 1;
    let before = n;
    while (node < this.#leaves) {
      node *= 2;
      const left = this.#count[node]!;
      if (before < left) continue;
      before -= left;
      node++;
    }
    return node - this.#leaves;
  }

  #update(node: number): void {
    const left = this.#least[2 * node]!;
    const right = this.#least[2 * node + 1]!;
    const rightWins = left < 0 || (right >= 0 && this.#keys[right]! < this.#keys[left]!);
    this.#least[node] = rightWins ? right : left;
    this.#count[node] = this.#count[2 * node]! + this.#count[2 * node + 1]!;
  }

  #double(): void {
    const [leaves, least, count, keys] = [this.#leaves, this.#least, this.#count, this.#keys];
    this.#leaves = 2 * leaves;
    this.#keys = new Float64Array(this.#leaves);
    this.#keys.set(keys);
    this.#least = new Int32Array(2 * this.#leaves).fill(-1);
    this.#count = new Int32Array(2 * this.#leaves);
    this.#least.set(least.subarray(leaves), this.#leaves);
    this.#count.set(count.subarray(leaves), this.#leaves);
    for (let node = this.#leaves - 1; node >= 1; node--) this.#update(node);
  }
}
