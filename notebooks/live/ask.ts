/**
 * The page's side of the worker: starts it, hands on what it tells, and ends it as soon as its answer is out of date
 * (a slider has moved), so that no slider leaves work behind.
 */
import type { Answer, Message, Progress, Questions } from './messages.js';

/** A slider that is being dragged asks for nothing until it has rested for so long. */
const REST_MS = 120;

/** Something that changes: `notify` is called with what it is now, if it is anything yet, and with each change. */
export type Changing<Value> = (notify: (value: Value) => void) => () => void;

export interface Job {
  readonly progress: Changing<Progress>;
  /** The answer to the first question; rejected where it cannot be played, or is out of date before it is there. */
  readonly first: Promise<Answer>;
  /** The answers by now, in the order of the questions. */
  readonly answers: Changing<readonly Answer[]>;
}

/** Plays `texts` in a worker until all are answered or `invalidation` is settled. */
export function ask(texts: readonly string[], invalidation: Promise<unknown>): Job {
  const progress = changing<Progress>({ finished: 0, total: 0, problem: '' });
  const answers = changing<readonly Answer[]>([]);
  const first = deferred<Answer>();
  const hear = (message: Message): void => {
    if (message.kind === 'progress') progress.set({ ...message, problem: '' });
    else if (message.kind === 'problem') fail(message.problem);
    else {
      answers.set([...answers.get(), message.answer]);
      if (message.question === 0) first.resolve(message.answer);
    }
  };
  const fail = (problem: string): void => {
    progress.set({ ...progress.get(), problem });
    first.reject(new Error(problem));
  };
  let worker: Worker | undefined;
  const rest = setTimeout(() => {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = (event: MessageEvent<Message>) => hear(event.data);
    worker.onerror = (event) => fail(event.message);
    worker.postMessage({ texts } satisfies Questions);
  }, REST_MS);
  void invalidation.then(() => {
    clearTimeout(rest);
    worker?.terminate();
    first.reject(new Error('out of date'));
  });
  return { progress: progress.subscribe, first: first.promise, answers: answers.subscribe };
}

function deferred<Value>(): {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (reason: Error) => void;
} {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<Value>((onResolve, onReject) => ((resolve = onResolve), (reject = onReject)));
  // The progress tells a failure too, so a page that looks only there leaves no rejection unhandled.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

function changing<Value>(initial: Value): {
  readonly get: () => Value;
  readonly set: (value: Value) => void;
  readonly subscribe: Changing<Value>;
} {
  let value = initial;
  const listeners = new Set<(value: Value) => void>();
  return {
    get: () => value,
    set(next) {
      value = next;
      for (const notify of listeners) notify(value);
    },
    subscribe(notify) {
      listeners.add(notify);
      notify(value);
      return () => void listeners.delete(notify);
    },
  };
}
