/**
 * Things on disk that several users share and that go with the last of them: unpacked layers by chain,
 * compressed blobs by digest. Each takes its bytes once. Pulls hold what they need; images use it for good.
 */
import { assert } from '../../units/assert.js';
import type { Disk } from './disk.js';

interface Entry {
  bytes: number;
  users: number;
}

export class SharedSpace<Key> {
  readonly #disk: Disk;
  readonly #entries = new Map<Key, Entry>();
  #bytes = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Bytes of all entries. */
  get bytes(): number {
    return this.#bytes;
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  sizeOf(key: Key): number {
    return this.#entries.get(key)?.bytes ?? 0;
  }

  /** Adds an entry with so many users; one that is there already gets them. False when the disk is full. */
  add(key: Key, bytes: number, users: number): boolean {
    if (this.has(key)) this.hold(key, users);
    else if (this.#disk.take(bytes)) this.#enter(key, bytes, users);
    else return false;
    return true;
  }

  /** The same for bytes that were taken from the disk before; given back where the entry is there already. */
  adopt(key: Key, bytes: number, users: number): void {
    if (!this.has(key)) this.#enter(key, bytes, users);
    else {
      this.hold(key, users);
      this.#disk.free(bytes);
    }
  }

  /** An entry takes so many bytes more, or fewer; false, and nothing taken, when the disk is full. */
  grow(key: Key, bytes: number): boolean {
    const entry = this.#entries.get(key);
    assert(entry !== undefined, 'nothing grows that is not on disk');
    if (bytes < 0) this.#disk.free(-bytes);
    else if (!this.#disk.take(bytes)) return false;
    entry.bytes += bytes;
    this.#bytes += bytes;
    return true;
  }

  /** More users of an entry, which must be there. */
  hold(key: Key, users = 1): void {
    const entry = this.#entries.get(key);
    assert(entry !== undefined, 'nothing can use what is not on disk');
    entry.users += users;
  }

  /** One user less; the entry goes with its last: whether it has gone. */
  release(key: Key): boolean {
    const entry = this.#entries.get(key);
    assert(entry !== undefined, 'nothing can be released that is not on disk');
    entry.users--;
    if (entry.users > 0) return false;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
    this.#disk.free(entry.bytes);
    return true;
  }

  #enter(key: Key, bytes: number, users: number): void {
    assert(users > 0, 'what nobody uses is not kept');
    this.#entries.set(key, { bytes, users });
    this.#bytes += bytes;
  }
}
