/**
 * What pulls and requests of a start have fetched and asked for, while they go on. Each is booked to its task when it
 * has ended; what has not when the row of its start is written is booked as far as it is, and the rest at the end of the
 * run: a stop does not end each pull, and its bytes are still those of the start that wanted them.
 */
import type { Route } from '../network/route.js';
import type { ByteCounts } from '../pull/fetched-bytes.js';
import type { RunningPull } from '../pull/running-pull.js';
import type { Caller } from '../registry/registry.js';

export interface Counts extends ByteCounts {
  readonly requests: number;
  readonly throttled: number;
}

export interface Account {
  /** So far: figures that never fall. */
  readonly counts: () => Counts;
  /** Whether its bytes come from another Region. */
  readonly crossRegion: boolean;
  /** The run is over: what is on its way is counted as far as it has come. */
  readonly cutOff?: () => void;
}

/** The books of a task, as far as accounts need them. */
export interface Books {
  requests: number;
  throttled: number;
  bookBytes(bytes: ByteCounts, crossRegion: boolean): void;
}

const NOTHING: Counts = {
  requests: 0,
  throttled: 0,
  downloadedBytes: 0,
  natBytes: 0,
  endpointBytes: 0,
  peerBytes: 0,
};

/** Something that a start waits for, and that is booked by itself when it has come. */
export function pendingAccount(): Account {
  return { counts: () => NOTHING, crossRegion: false };
}

/** A pull, which ends with the run. */
export function pullAccount(pull: RunningPull, { crossRegion }: Route): Account {
  return { counts: () => pull.counts(), crossRegion, cutOff: () => pull.cancel('the run has ended') };
}

/** Requests of a caller from now on, which bring no bytes worth counting. */
export function requestsOf(caller: Caller): Account {
  const { requests, throttled } = caller;
  const counts = (): Counts => ({
    ...NOTHING,
    requests: caller.requests - requests,
    throttled: caller.throttled - throttled,
  });
  return { counts, crossRegion: false };
}

export class OpenAccounts {
  readonly #books: Books;
  /** Each with what of it has been booked. */
  readonly #open = new Map<Account, Counts>();

  constructor(books: Books) {
    this.#books = books;
  }

  /** Whether more may come. */
  get any(): boolean {
    return this.#open.size > 0;
  }

  open(account: Account): Account {
    this.#open.set(account, NOTHING);
    return account;
  }

  /** It has ended: all of it is booked, once. */
  close(account: Account): void {
    this.#book(account);
    this.#open.delete(account);
  }

  /** Books what has come since it was booked last. */
  bookSoFar(): void {
    for (const account of this.#open.keys()) this.#book(account);
  }

  /** The run is over. */
  cutOff(): void {
    for (const account of [...this.#open.keys()]) account.cutOff?.();
  }

  #book(account: Account): void {
    const before = this.#open.get(account);
    if (before === undefined) return;
    const counts = account.counts();
    this.#open.set(account, counts);
    this.#books.requests += counts.requests - before.requests;
    this.#books.throttled += counts.throttled - before.throttled;
    const bytes = {
      downloadedBytes: counts.downloadedBytes - before.downloadedBytes,
      natBytes: counts.natBytes - before.natBytes,
      endpointBytes: counts.endpointBytes - before.endpointBytes,
      peerBytes: counts.peerBytes - before.peerBytes,
    };
    this.#books.bookBytes(bytes, account.crossRegion);
  }
}
