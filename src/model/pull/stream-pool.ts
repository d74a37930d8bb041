/**
 * Connections of a runtime that fetches a layer in ranges: each range takes a slot of its pull and of the daemon.
 * Ranges are not followed one by one: a layer has so many connections, and that number changes when others come and
 * go. Where a layer puts all its ranges into the queue at once (SOCI), earlier layers have all they can use before
 * later ones get any; where each range queues for itself (containerd), layers get one connection after another in
 * turn. The end of a range is not waited for: with ranges of some megabytes it is a tenth of a second away.
 */
import type { Body } from '../../kernel/process.js';
import { Signal } from '../../kernel/signal.js';
import type { Simulation } from '../../kernel/simulation.js';
import type { DownloadSlots, Lease } from './download-slots.js';

export class StreamPool {
  readonly simulation: Simulation;
  readonly #limit: number;
  readonly #inTurn: boolean;
  /** In the order in which they came. */
  #members: Streams[] = [];

  /** `limit`: connections of the whole daemon, may be Infinity. */
  constructor(simulation: Simulation, limit: number, inTurn: boolean) {
    this.simulation = simulation;
    this.#limit = limit;
    this.#inTurn = inTurn;
  }

  /** The pool as one pull sees it, which may have so many connections at most. */
  forPull(limit: number): DownloadSlots {
    return new StreamsOfPull(this, limit);
  }

  join(member: Streams): void {
    this.#members.push(member);
    this.#share();
  }

  leave(member: Streams): void {
    this.#members = this.#members.filter((each) => each !== member);
    this.#share();
  }

  #share(): void {
    const members = this.#members;
    for (const member of members) {
      member.share = 0;
      member.pull.used = 0;
    }
    let free = this.#limit;
    const step = this.#inTurn ? 1 : Infinity;
    for (let given = 1; given > 0;) {
      given = 0;
      for (const member of members) {
        const more = Math.min(step, member.wanted - member.share, member.pull.limit - member.pull.used, free);
        if (!(more > 0)) continue;
        member.share += more;
        member.pull.used += more;
        free -= more;
        given += more;
      }
    }
    for (const member of [...members]) member.settle();
  }
}

class StreamsOfPull implements DownloadSlots {
  readonly limit: number;
  used = 0;
  readonly #pool: StreamPool;

  constructor(pool: StreamPool, limit: number) {
    this.#pool = pool;
    this.limit = limit;
  }

  *take(wanted: number): Body<Lease> {
    const streams = new Streams(this.#pool, this, wanted);
    this.#pool.join(streams);
    yield* streams.begun.wait();
    return streams;
  }
}

class Streams implements Lease {
  streams = 0;
  /** What the pool means to give. */
  share = 0;
  whenChanged: (() => void) | null = null;
  readonly wanted: number;
  readonly pull: StreamsOfPull;
  /** Fired with the first connection. */
  readonly begun: Signal;
  readonly #pool: StreamPool;
  #held = true;

  constructor(pool: StreamPool, pull: StreamsOfPull, wanted: number) {
    this.#pool = pool;
    this.pull = pull;
    this.wanted = wanted;
    this.begun = new Signal(pool.simulation);
  }

  settle(): void {
    if (this.share === this.streams) return;
    this.streams = this.share;
    if (this.begun.fired) this.whenChanged?.();
    else this.begun.fire();
  }

  giveBack(): void {
    if (!this.#held) return;
    this.#held = false;
    this.#pool.leave(this);
  }
}
