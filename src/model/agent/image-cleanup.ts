/**
 * The agent's image cleanup: a cycle every interval, the first one an interval after the agent has
 * started. A cycle waits for running pulls, keeps new ones out, and removes what the policy selects.
 * Disk space never triggers it. Source: amazon-ecs-agent `docker_image_manager.go`,
 * `performPeriodicImageCleanup`, `removeUnusedImages`, `removeImage` (1.105.1).
 */
import type { Body } from '../../kernel/process.js';
import type { EcsAgent } from './ecs-agent.js';

/** Starts the cycles, unless they are switched off; `prefer-cached` switches them off too. */
export function startCleanup(agent: EcsAgent): void {
  const { disableImageCleanup, pullBehavior } = agent.settings;
  if (disableImageCleanup || pullBehavior === 'prefer-cached') return;
  agent.environment.simulation.start(cleanupCycles(agent), `${agent.instance.name} cleanup`);
}

/** Runs for the life of the instance. */
function* cleanupCycles(agent: EcsAgent): Body<void> {
  const { simulation } = agent.environment;
  const { instance } = agent;
  const interval = agent.settings.imageCleanupIntervalSeconds;
  const startedAt = simulation.now;
  for (let cycle = 1; ; cycle++) {
    // Ticks keep their phase whatever a cycle takes.
    yield* simulation.delay(Math.max(0, startedAt + cycle * interval - simulation.now));
    if (instance.draining && instance.tasks === 0) return;
    yield* agent.pullDeleteLock.writeLock();
    yield* cleanupCycle(agent, cycle);
    agent.pullDeleteLock.writeUnlock();
  }
}

/** One cycle, with the lock held. */
export function* cleanupCycle(agent: EcsAgent, cycle: number): Body<void> {
  const { environment, settings, images, instance, policy } = agent;
  agent.cleanupCycles++;
  const selected = policy.selectForCleanup({
    behavior: settings.pullBehavior,
    nowSeconds: environment.now,
    minimumAgeSeconds: settings.imageMinimumCleanupAgeSeconds,
    imagesPerCycle: settings.imagesDeletePerCycle,
    images: images.states(),
    exclude: [],
  });
  for (const [index, imageId] of selected.entries()) {
    const draw = cycle * settings.imagesDeletePerCycle + index;
    const cost = environment.draw('image remove', environment.parameters.imageRemove, instance.entity, draw);
    yield* environment.simulation.delay(cost);
    removeImage(agent, imageId);
  }
}

/** One Docker remove per name, or by ID where the tag has moved away; then the agent forgets the image. */
function removeImage(agent: EcsAgent, imageId: string): void {
  const state = agent.images.state(imageId);
  // A cache hit during the cycle takes no lock: what it has begun to use stays.
  if (state === undefined || state.references > 0) return;
  const { store } = agent.instance;
  if (state.names.length === 0) store.removeImage(imageId);
  else for (const name of [...state.names]) store.removeName(name);
  agent.images.forget(imageId);
  agent.imagesRemoved++;
}
