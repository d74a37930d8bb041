/**
 * Space on the volume that holds images: what is stored, and what is on its way (compressed blobs
 * wait on disk until they are unpacked). Keeps the peak. Speed is the machine's business.
 */
import { assert } from '../../units/assert.js';

export class Disk {
  readonly sizeBytes: number;
  #usedBytes: number;
  #peakBytes: number;

  constructor(sizeBytes: number, usedBytes: number) {
    this.sizeBytes = sizeBytes;
    this.#usedBytes = usedBytes;
    this.#peakBytes = usedBytes;
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  get peakBytes(): number {
    return this.#peakBytes;
  }

  /** Whether there is space for so much more. */
  fits(bytes: number): boolean {
    return this.#usedBytes + bytes <= this.sizeBytes;
  }

  /** Takes space; false (and nothing taken) when it does not fit. */
  take(bytes: number): boolean {
    if (!this.fits(bytes)) return false;
    this.#usedBytes += bytes;
    this.#peakBytes = Math.max(this.#peakBytes, this.#usedBytes);
    return true;
  }

  /** Gives space back. */
  free(bytes: number): void {
    this.#usedBytes -= bytes;
    assert(this.#usedBytes >= -1e-3, 'a disk holds less than nothing');
  }
}
