/**
 * The disk as writers see it: memory (the page cache) over a volume. The kernel takes writes as fast as memory does
 * while less than the dirty limit is unwritten; at the limit, writers go as fast as the volume does. The volume begins
 * to write when there is something worth it (the background limit) or the oldest write has waited long enough, and
 * goes on until nothing is left; in which the kernel is lazier (it stops at the background limit and waits again).
 * Left out: that the kernel slows writers down before the limit, and that what is deleted in time is never written.
 * Source: Linux, Documentation/admin-guide/sysctl/vm.rst (dirty_ratio, dirty_background_ratio,
 * dirty_expire_centisecs), mm/page-writeback.c (balance_dirty_pages).
 */
import type { PageCache } from '../spec.js';
import { secondsUntilUsedUp } from './allowance.js';
import type { CreditRate, VariableRate } from './credit-rate.js';

/** Nearer to the limit than this share of it is full: sums of bytes are rounded. */
const FULL_SHARE = 1e-6;
/** Writers go fast again when the volume has taken what it takes in so many seconds. */
const RESTORE_SECONDS = 1;
/** How often a full cache in use is looked at. */
const LOOK_SECONDS = 10;

export class DiskRate implements VariableRate {
  readonly #cache: PageCache;
  readonly #volume: CreditRate;
  readonly #backgroundBytes: number;
  #unwritten = 0;
  #written = 0;
  /** Of the unwritten bytes, those that somebody waits for. */
  #demanded = 0;
  #isFull = false;
  /** Seconds until the volume begins to write what is unwritten; none or less: it does. */
  #waitSeconds = 0;

  constructor(cache: PageCache, volume: CreditRate) {
    this.#cache = cache;
    this.#volume = volume;
    this.#backgroundBytes = cache.background?.bytes ?? 0;
  }

  get bytesPerSecond(): number {
    const volume = this.#volume.bytesPerSecond;
    return this.#isFull ? volume : Math.max(volume, this.#cache.bytesPerSecond);
  }

  /** What the volume takes per second, while it writes. */
  get volumeBytesPerSecond(): number {
    return this.#volume.bytesPerSecond;
  }

  /** Bytes that the volume has not taken yet, as last brought up to date. */
  get unwrittenBytes(): number {
    return this.#unwritten;
  }

  /** All that the volume has taken. */
  get writtenBytes(): number {
    return this.#written;
  }

  /**
   * Somebody waits until so many bytes more are written: the volume does not put them off, and writes them first.
   * Returns how many bytes it will then have written in all.
   */
  demand(bytes: number): number {
    this.#demanded = Math.min(this.#unwritten, this.#demanded + bytes);
    return this.#written + this.#demanded;
  }

  pass(seconds: number, bytes: number): void {
    if (seconds <= 0) return;
    if (this.#unwritten === 0) this.#waitSeconds = this.#cache.background?.afterSeconds ?? 0;
    const waiting = this.#waiting(seconds, bytes);
    this.#unwritten += bytes;
    const rate = this.#volume.bytesPerSecond;
    const most = rate * (seconds - waiting) + Math.min(this.#demanded, rate * waiting);
    const written = Math.min(this.#unwritten, most);
    this.#demanded = Math.max(0, this.#demanded - written);
    this.#unwritten -= written;
    this.#written += written;
    this.#volume.pass(seconds, written);
    this.#decideWhetherFull();
  }

  horizonSeconds(most: number, present: number): number {
    const rate = this.#volume.bytesPerSecond;
    if (most === 0) return this.#drainHorizon(rate);
    const volumeUse = this.#unwritten > 0 || most > rate ? rate : most;
    const credits = this.#volume.horizonSeconds(volumeUse, this.#unwritten > 0 ? rate : present);
    return Math.min(credits, this.#isFull ? LOOK_SECONDS : this.#secondsUntilFull(most, present));
  }

  /** How long of this spell, in which so many bytes come evenly, the volume does not write yet. */
  #waiting(seconds: number, bytes: number): number {
    const room = this.#backgroundBytes - this.#unwritten;
    const until = Math.min(
      this.#waitSeconds,
      room <= 0 ? 0 : bytes > room ? (seconds * room) / bytes : Infinity,
    );
    this.#waitSeconds = until < seconds ? 0 : this.#waitSeconds - seconds;
    return Math.min(until, seconds);
  }

  #secondsUntilFull(most: number, present: number): number {
    const fastest = Math.min(most, this.bytesPerSecond);
    const rate = this.#volume.bytesPerSecond;
    if (fastest <= rate) return Infinity;
    const room = this.#cache.dirtyBytes - this.#unwritten;
    const isWaiting = this.#unwritten === 0 || this.#waitSeconds > 0;
    const first = isWaiting ? Math.min(room, Math.max(0, this.#backgroundBytes - this.#unwritten)) : 0;
    if (first > 0) return first / fastest + (room - first) / (fastest - rate);
    return secondsUntilUsedUp(room, fastest - rate, present - rate);
  }

  /** Nobody writes: something happens only if credits end before the volume has taken everything. */
  #drainHorizon(rate: number): number {
    if (this.#unwritten === 0) return Infinity;
    const credits = this.#volume.horizonSeconds(rate, rate);
    return credits < this.#unwritten / rate ? credits : Infinity;
  }

  #decideWhetherFull(): void {
    const room = this.#cache.dirtyBytes - this.#unwritten;
    if (room <= FULL_SHARE * this.#cache.dirtyBytes) this.#isFull = true;
    else if (this.#isFull) {
      const restore = Math.min(this.#cache.dirtyBytes, RESTORE_SECONDS * this.#volume.bytesPerSecond);
      this.#isFull = room < restore;
    }
  }
}
