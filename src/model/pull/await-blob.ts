/**
 * A blob that another pull is fetching into the content store. With containerd's suppressor (`locked`) who comes
 * later is woken when the first has it, or has failed (`pkg/kmutex`). Without it (`polled`) the store refuses a second
 * writer, and who comes later looks again after random waits, uniform in [0, w), w doubling from 16 to 2048 ms
 * (`core/content/helpers.go`, OpenWriter). Looks in vain cost nothing, so only the one that succeeds is simulated.
 */
import type { Body } from '../../kernel/process.js';
import type { Caller } from '../registry/registry.js';
import type { Daemon } from './daemon.js';

const FIRST_WAIT_SECONDS = 0.016;
const LONGEST_WAIT_SECONDS = 2.048;

/** Waits until the blob is `there`, or nobody fetches it; `waiting` is told when there is a wait at all. */
export function* awaitBlobInHand(
  daemon: Daemon,
  digest: string,
  caller: Caller,
  waiting: () => void,
  there: () => boolean,
): Body<void> {
  const { environment, runtime, blobsInHand } = daemon;
  if (runtime.duplicates !== 'locked' && runtime.duplicates !== 'polled') return;
  while (!there()) {
    const inHand = blobsInHand.get(digest);
    if (inHand === undefined) return;
    waiting();
    const since = environment.now;
    yield* inHand.wait();
    if (runtime.duplicates === 'polled')
      yield* environment.simulation.delay(untilNextLook(daemon, caller, environment.now - since));
  }
}

/** From `elapsed` seconds after the first look until the next one. */
function untilNextLook({ environment }: Daemon, caller: Caller, elapsed: number): number {
  let at = 0;
  for (let window = FIRST_WAIT_SECONDS; at <= elapsed; window = Math.min(2 * window, LONGEST_WAIT_SECONDS))
    at += window * environment.uniform('ingest lock', caller.entity, caller.draws++);
  return at - elapsed;
}
