/** A worker that plays in the page, for jsdom, which has none. It stops and breathes as a worker does. */
import { setTimeout as turn } from 'node:timers/promises';
import type { Message, Questions } from '../../notebooks/live/messages.js';
import { play } from '../../notebooks/live/play.js';

const TERMINATED = new Error('terminated');

export class InPageWorker {
  /** Every worker since the last reset, in the order in which they were started. */
  static started: InPageWorker[] = [];
  onmessage: ((event: { readonly data: Message }) => void) | null = null;
  onerror: unknown = null;
  isTerminated = false;

  constructor() {
    InPageWorker.started.push(this);
  }

  postMessage(questions: Questions): void {
    play(questions, (message) => this.#tell(message)).catch((error: unknown) => {
      if (error !== TERMINATED) throw error;
    });
  }

  async #tell(message: Message): Promise<void> {
    await turn(0);
    if (this.isTerminated) throw TERMINATED;
    this.onmessage?.({ data: structuredClone(message) });
  }

  terminate(): void {
    this.isTerminated = true;
  }
}
