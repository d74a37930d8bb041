/**
 * The agent's book-keeping of images: one state per image ID with the reference strings that
 * containers used, instants, references and the flag that `once` trusts.
 * Rules: amazon-ecs-agent `agent/engine/docker_image_manager.go`, `agent/engine/image/types.go`
 * (1.105.1): a name belongs to one state only and moves with its tag; first-recorded and last-used
 * instants are not touched by later uses; only the sweep of a stopped task refreshes last-used.
 */
import type { ImageState } from '../policy/types.js';

interface MutableState {
  readonly imageId: string;
  readonly names: string[];
  readonly pulledAtSeconds: number;
  lastUsedAtSeconds: number;
  references: number;
  pullSucceeded: boolean;
  readonly bytes: number;
}

export class ImageManager {
  readonly #states = new Map<string, MutableState>();

  /** Whether a pull of this very string has succeeded: what `once` asks. */
  pulled(name: string): boolean {
    return this.#owner(name)?.pullSucceeded ?? false;
  }

  /** A snapshot for policies and for `--dump-state`. */
  states(): readonly ImageState[] {
    return [...this.#states.values()];
  }

  state(imageId: string): ImageState | undefined {
    return this.#states.get(imageId);
  }

  /** A container uses `imageId` under `name`: the name moves here, and a reference is added. */
  addReference(imageId: string, name: string, bytes: number, nowSeconds: number): void {
    const state = this.#own(imageId, name, bytes, nowSeconds);
    state.references++;
  }

  /** Records an image without a container, as restored state or a scenario's initial images do. */
  record(imageId: string, name: string, bytes: number, atSeconds: number, pullSucceeded: boolean): void {
    const state = this.#own(imageId, name, bytes, atSeconds);
    state.pullSucceeded ||= pullSucceeded;
  }

  /** The pull of `name` succeeded: the state that now owns the name is flagged, for good. */
  flagPulled(name: string): void {
    const state = this.#owner(name);
    if (state !== undefined) state.pullSucceeded = true;
  }

  /** A stopped task was swept: its container's reference goes, and this counts as a use. */
  dropReference(imageId: string, nowSeconds: number): void {
    const state = this.#states.get(imageId);
    if (state === undefined || state.references === 0) return;
    state.references--;
    state.lastUsedAtSeconds = nowSeconds;
  }

  /** The image was removed from disk under all its names. */
  forget(imageId: string): void {
    this.#states.delete(imageId);
  }

  #own(imageId: string, name: string, bytes: number, nowSeconds: number): MutableState {
    const owner = this.#owner(name);
    if (owner !== undefined && owner.imageId !== imageId) owner.names.splice(owner.names.indexOf(name), 1);
    let state = this.#states.get(imageId);
    if (state === undefined) {
      state = {
        imageId,
        names: [],
        pulledAtSeconds: nowSeconds,
        lastUsedAtSeconds: nowSeconds,
        references: 0,
        pullSucceeded: false,
        bytes,
      };
      this.#states.set(imageId, state);
    }
    if (!state.names.includes(name)) state.names.push(name);
    return state;
  }

  #owner(name: string): MutableState | undefined {
    for (const state of this.#states.values()) if (state.names.includes(name)) return state;
    return undefined;
  }
}
