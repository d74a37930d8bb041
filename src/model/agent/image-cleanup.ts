/**
 * The agent's image cleanup: a cycle every interval, the first one an interval after the agent process has started,
 * whatever earlier cycles take. A cycle waits for running pulls, keeps new ones out, and removes what the policy selects.
 * Disk space never triggers it. Rules: amazon-ecs-agent `docker_image_manager.go`, `performPeriodicImageCleanup`,
 * `removeUnusedImages` (1.105.1): what is removable is asked anew for each of N picks, and a pick counts whether its
 * removal succeeds or not.
 */
import type { Body } from '../../kernel/process.js';
import type { EcsAgent } from './ecs-agent.js';
import { removeImage } from './image-removal.js';
import { removeUntrackedContainers, removeUntrackedImages } from './untracked-cleanup.js';

/** Where cleanup is taken to keep no pull out while it waits: how often it looks whether none is going on. */
const LOOK_AGAIN_SECONDS = 1;

/** Starts the ticks of the agent process that runs now, unless cleanup is disabled, the policy has none, or ECS cleans itself. */
export function startCleanup(agent: EcsAgent): void {
  if (agent.unusedImages !== null || !agent.rules.imageCleanup || agent.settings.disableImageCleanup) return;
  if (!agent.policy.runsCleanup(agent.behavior)) return;
  agent.environment.simulation.start(ticks(agent), `${agent.instance.name} cleanup`);
}

/** Ends with the agent process. */
function* ticks(agent: EcsAgent): Body<void> {
  const { simulation } = agent.environment;
  const { incarnation } = agent;
  const interval = agent.settings.imageCleanupIntervalSeconds;
  const startedAt = simulation.now;
  for (let tick = 1; ; tick++) {
    yield* simulation.delay(startedAt + tick * interval - simulation.now);
    if (agent.incarnation !== incarnation) return;
    simulation.start(cleanupCycle(agent));
  }
}

/** One cycle: it waits for its turn first, behind cycles that are late. */
export function* cleanupCycle(agent: EcsAgent): Body<void> {
  const { environment, pullDeleteLock, incarnation } = agent;
  const { lock } = agent.images;
  if (!environment.assumes('lock-convoy')) {
    while (pullDeleteLock.readers > 0 || pullDeleteLock.writing) {
      yield* environment.simulation.delay(LOOK_AGAIN_SECONDS);
    }
  }
  yield* pullDeleteLock.writeLock();
  yield* lock.writeLock();
  if (agent.incarnation === incarnation) {
    agent.cleanupCycles++;
    const trackedPicks = yield* removeTracked(agent);
    if (agent.settings.enableUntrackedImageCleanup) {
      removeUntrackedContainers(agent);
      yield* removeUntrackedImages(agent, trackedPicks);
    }
  }
  lock.writeUnlock();
  pullDeleteLock.writeUnlock();
}

/** Removes up to N tracked images, one after the other; how many were picked. */
function* removeTracked(agent: EcsAgent): Body<number> {
  const { environment, settings, images, policy, incarnation } = agent;
  const failed = new Set<string>();
  let picks = 0;
  while (picks < settings.imagesDeletePerCycle && agent.incarnation === incarnation) {
    const candidates = images.states().filter(({ imageId }) => !failed.has(imageId));
    const [pick] = policy.selectForCleanup({
      behavior: agent.behavior,
      nowSeconds: environment.now,
      minimumAgeSeconds: settings.imageMinimumCleanupAgeSeconds,
      imagesPerCycle: settings.imagesDeletePerCycle - picks,
      images: candidates,
      exclude: settings.excludeUntrackedImages,
    });
    const image = candidates.find(({ imageId }) => imageId === pick);
    if (image === undefined) break;
    const removed = yield* removeImage(agent, image);
    if (!removed) failed.add(image.imageId);
    if (removed || environment.assumes('failed-removals-count')) picks++;
  }
  return picks;
}
