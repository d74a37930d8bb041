import { describe, expect, it } from 'vitest';
import { Signal } from '../../../src/kernel/signal.js';
import { Disk } from '../../../src/model/host/disk.js';
import { ImageStore } from '../../../src/model/host/image-store.js';
import { Machine } from '../../../src/model/host/machine.js';
import { awaitBlobInHand } from '../../../src/model/pull/await-blob.js';
import { Daemon } from '../../../src/model/pull/daemon.js';
import type { RuntimeSpec } from '../../../src/model/spec.js';
import { caller, environment } from '../tiny-parts.js';
import { runtime } from '../tiny-world.js';

/** When somebody goes on who waits for a blob that is fetched from 0 s until `until`. */
function goesOnAt(
  duplicates: RuntimeSpec['duplicates'],
  until: number,
  jitter = false,
  who = 'test',
): number {
  const env = environment({ jitter });
  const rates = { nicBytesPerSecond: 1, diskBytesPerSecond: 1, cores: 1 };
  const store = new ImageStore(new Disk(1e9, 0));
  const daemon = new Daemon(env, new Machine(env.fluid, 'host', rates), store, runtime({ duplicates }));
  const inHand = new Signal(env.simulation);
  daemon.blobsInHand.set('sha256:a', inHand);
  let there = false;
  let at = NaN;
  env.simulation.start(
    (function* () {
      yield* env.simulation.delay(until);
      there = true;
      daemon.blobsInHand.delete('sha256:a');
      inHand.fire();
    })(),
  );
  env.simulation.start(
    (function* () {
      yield* awaitBlobInHand(
        daemon,
        'sha256:a',
        caller(who),
        () => {},
        () => there,
      );
      at = env.now;
    })(),
  );
  env.simulation.run();
  return at;
}

describe('a blob that another pull has in hand', () => {
  it('is waited for with a suppressor, and not at all without a lock', () => {
    expect(goesOnAt('locked', 10)).toBe(10);
    expect(goesOnAt('none', 10)).toBe(0);
  });

  it('is looked at again after random waits of up to 2 s, without a suppressor', () => {
    // Halves of the windows: 8, 16, 32, … 512 ms make 1.016 s; then 1.024 s each.
    expect(goesOnAt('polled', 1)).toBeCloseTo(1.016, 9);
    expect(goesOnAt('polled', 10)).toBeCloseTo(1.016 + 9 * 1.024, 9);
    const late = Array.from({ length: 50 }, (_, index) => goesOnAt('polled', 10, true, `pull ${index}`) - 10);
    expect(Math.min(...late)).toBeGreaterThan(0);
    expect(Math.max(...late)).toBeLessThan(2.048);
    expect(Math.max(...late)).toBeGreaterThan(1);
  });
});
