/**
 * A lock that many readers or one writer hold, with the rules of Go's sync.RWMutex (src/sync/rwmutex.go):
 * a writer waits for the readers who are in when it asks; readers who come after it wait for it; when a writer
 * leaves, all readers who wait at that moment go in before the next writer. Writers go in the order they came.
 */
import { Fifo } from './fifo.js';
import type { Body, Suspension, Waiter } from './process.js';
import type { Simulation } from './simulation.js';

export class ReadWriteLock {
  #simulation: Simulation;
  #readers = 0;
  #writing = false;
  #waitingReaders = new Fifo<Waiter>();
  #waitingWriters = new Fifo<Waiter>();
  #readerWait: Suspension = { begin: (waiter) => this.#waitingReaders.push(waiter) };
  #writerWait: Suspension = { begin: (waiter) => this.#waitingWriters.push(waiter) };

  constructor(simulation: Simulation) {
    this.#simulation = simulation;
  }

  /** How many readers are in. */
  get readers(): number {
    return this.#readers;
  }

  /** Whether a writer is in. */
  get writing(): boolean {
    return this.#writing;
  }

  get waitingReaders(): number {
    return this.#waitingReaders.length;
  }

  get waitingWriters(): number {
    return this.#waitingWriters.length;
  }

  /** Goes in as a reader, once no writer is in or waits ahead. */
  *readLock(): Body<void> {
    if (this.#writing || this.#waitingWriters.length > 0) yield this.#readerWait;
    else this.#readers++;
  }

  /** Goes out as a reader. Throws when no reader is in. */
  readUnlock(): void {
    if (this.#readers === 0) throw new Error('readUnlock without readLock');
    this.#readers--;
    if (this.#readers === 0) this.#admitWriter();
  }

  /** Goes in as the writer, once everybody who is in has left and writers who came before have been in. */
  *writeLock(): Body<void> {
    if (this.#writing || this.#readers > 0) yield this.#writerWait;
    else this.#writing = true;
  }

  /** Goes out as the writer. Throws when no writer is in. */
  writeUnlock(): void {
    if (!this.#writing) throw new Error('writeUnlock without writeLock');
    this.#writing = false;
    if (this.#waitingReaders.length === 0) this.#admitWriter();
    for (
      let reader = this.#waitingReaders.shift();
      reader !== undefined;
      reader = this.#waitingReaders.shift()
    ) {
      this.#readers++;
      this.#simulation.schedule(0, reader);
    }
  }

  #admitWriter(): void {
    const writer = this.#waitingWriters.shift();
    if (writer === undefined) return;
    this.#writing = true;
    this.#simulation.schedule(0, writer);
  }
}
