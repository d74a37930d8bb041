/**
 * The agent's book-keeping of images: one state per image ID with the reference strings that containers used,
 * instants, references and the flag that `once` trusts. Rules: amazon-ecs-agent `agent/engine/docker_image_manager.go`,
 * `agent/engine/image/types.go` (1.105.1): a name belongs to one state only and moves with its tag; first-recorded and
 * last-used instants are not touched by later uses; only the sweep of a stopped task refreshes last-used. A cleanup
 * cycle has the books to itself: look-ups for `once`, recordings and sweeps wait for `whenFree`.
 */
import { ReadWriteLock } from '../../kernel/rw-lock.js';
import type { Body } from '../../kernel/process.js';
import type { Simulation } from '../../kernel/simulation.js';
import type { ImageState } from '../policy/types.js';

/** A container, running or stopped, that counts as a user of an image. */
export interface ImageUser {
  readonly task: string;
  readonly container: string;
}

class Recorded implements ImageState {
  readonly imageId: string;
  readonly names: string[] = [];
  readonly pulledAtSeconds: number;
  lastUsedAtSeconds: number;
  pullSucceeded = false;
  readonly bytes: number;
  /** In the order in which they came. */
  users: ImageUser[] = [];
  /** Names under which a pull has succeeded while they were this image's. */
  readonly pulledNames = new Set<string>();

  constructor(imageId: string, bytes: number, nowSeconds: number) {
    this.imageId = imageId;
    this.bytes = bytes;
    this.pulledAtSeconds = nowSeconds;
    this.lastUsedAtSeconds = nowSeconds;
  }

  get references(): number {
    return this.users.length;
  }
}

export class ImageManager {
  /** Held by a cleanup cycle as the writer. */
  lock: ReadWriteLock;
  readonly #simulation: Simulation;
  readonly #flagByImage: boolean;
  readonly #states = new Map<string, Recorded>();
  readonly #owners = new Map<string, Recorded>();

  /** `flagByImage`: a pull under one name counts for all names of the image. */
  constructor(simulation: Simulation, flagByImage = true) {
    this.lock = new ReadWriteLock(simulation);
    this.#simulation = simulation;
    this.#flagByImage = flagByImage;
  }

  /** Whether no cleanup cycle goes on. */
  get isFree(): boolean {
    return !this.lock.writing && this.lock.waitingWriters === 0;
  }

  /** Waits while a cleanup cycle goes on; what is done at the instant of its return is done alone. */
  *whenFree(): Body<void> {
    if (this.isFree) return;
    const { lock } = this;
    yield* lock.readLock();
    lock.readUnlock();
  }

  /** Whether a pull of this very string has succeeded: what `once` asks. */
  pulled(name: string): boolean {
    const owner = this.#owners.get(name);
    if (owner === undefined) return false;
    return this.#flagByImage ? owner.pullSucceeded : owner.pulledNames.has(name);
  }

  /** A copy for policies and for `--dump-state`. */
  states(): readonly ImageState[] {
    return Array.from(this.#states.values(), (state) => ({
      imageId: state.imageId,
      names: [...state.names],
      pulledAtSeconds: state.pulledAtSeconds,
      lastUsedAtSeconds: state.lastUsedAtSeconds,
      references: state.references,
      pullSucceeded: state.pullSucceeded,
      bytes: state.bytes,
    }));
  }

  state(imageId: string): ImageState | undefined {
    return this.#states.get(imageId);
  }

  /** Containers that refer to an image, in the order in which they came. */
  users(imageId: string): readonly ImageUser[] {
    return this.#states.get(imageId)?.users ?? [];
  }

  /** A container uses `imageId` under `name`: the name moves here, and a reference is added. */
  addReference(imageId: string, name: string, bytes: number, nowSeconds: number, user: ImageUser): void {
    this.#own(imageId, name, bytes, nowSeconds).users.push(user);
  }

  /** Records an image without a container, as restored state or a scenario's initial images do. */
  record(imageId: string, name: string, bytes: number, atSeconds: number, pullSucceeded: boolean): void {
    this.#own(imageId, name, bytes, atSeconds);
    if (pullSucceeded) this.flagPulled(name);
  }

  /** The pull of `name` succeeded: the state that now owns the name is flagged, for good. */
  flagPulled(name: string): void {
    const owner = this.#owners.get(name);
    if (owner === undefined) return;
    owner.pullSucceeded = true;
    owner.pulledNames.add(name);
  }

  /**
   * A container of a stopped task was swept: the first reference of a container of that name goes, whosever it is,
   * and this counts as a use. False when there is none.
   */
  dropReference(imageId: string, container: string, nowSeconds: number): boolean {
    const state = this.#states.get(imageId);
    const first = state?.users.findIndex((user) => user.container === container) ?? -1;
    if (state === undefined || first < 0) return false;
    state.users.splice(first, 1);
    state.lastUsedAtSeconds = nowSeconds;
    return true;
  }

  /** Cleanup has removed `name` of an image; an image whose last name it was is forgotten. */
  forgetName(imageId: string, name: string): void {
    const state = this.#states.get(imageId);
    if (state === undefined) return;
    this.#disown(state, name);
    if (state.names.length === 0) this.forget(imageId);
  }

  /** The image was removed from disk. */
  forget(imageId: string): void {
    for (const name of this.#states.get(imageId)?.names ?? []) this.#owners.delete(name);
    this.#states.delete(imageId);
  }

  /** The agent process ended: who uses what was only in memory, and so was its lock. */
  loseReferences(): void {
    this.lock = new ReadWriteLock(this.#simulation);
    for (const state of this.#states.values()) state.users = [];
  }

  /**
   * After a restart, for a container that exists: its reference comes back where its image is still known, and with
   * `moveName` its name moves there too, whichever image has it.
   */
  restoreReference(imageId: string, name: string, user: ImageUser, moveName: boolean): void {
    const state = this.#states.get(imageId);
    if (state === undefined) return;
    state.users.push(user);
    if (moveName) this.#give(state, name);
  }

  /** Nothing is known any more. */
  reset(): void {
    this.loseReferences();
    this.#states.clear();
    this.#owners.clear();
  }

  #own(imageId: string, name: string, bytes: number, nowSeconds: number): Recorded {
    let state = this.#states.get(imageId);
    if (state === undefined) {
      state = new Recorded(imageId, bytes, nowSeconds);
      this.#states.set(imageId, state);
    }
    this.#give(state, name);
    return state;
  }

  /** A name belongs to one state only. */
  #give(state: Recorded, name: string): void {
    const owner = this.#owners.get(name);
    if (owner === state) return;
    if (owner !== undefined) this.#disown(owner, name);
    state.names.push(name);
    this.#owners.set(name, state);
  }

  #disown(state: Recorded, name: string): void {
    const position = state.names.indexOf(name);
    if (position < 0) return;
    state.names.splice(position, 1);
    state.pulledNames.delete(name);
    this.#owners.delete(name);
  }
}
