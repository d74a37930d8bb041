/**
 * The part of a cleanup cycle that is about what no task has used (`ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP`): dead
 * containers that the agent does not know, and images that are not in its books. Rules: amazon-ecs-agent
 * `docker_image_manager.go`, `removeNonECSContainers`, `removeNonECSImages` (1.105.1): containers that ended longer ago
 * than the task cleanup wait, so many a cycle; images by ID, but tag by tag where there are several, each tag that goes
 * counting as one. Unknown containers come from a lost state only: nothing but tasks makes containers here. Their
 * removal takes no time. The agent has a minimum age for untracked images since 1.33.0.
 */
import type { Body } from '../../kernel/process.js';
import type { LocalImage } from '../host/local-image.js';
import { untrackedBudget } from '../policy/select-untracked.js';
import type { UntrackedQuestion } from '../policy/types.js';
import type { EcsAgent } from './ecs-agent.js';
import { remove } from './image-removal.js';

export function removeUntrackedContainers(agent: EcsAgent): void {
  const { environment, settings, instance } = agent;
  const known = new Set(
    [...agent.tasks].flatMap((task) => task.containers.map((each) => each.localContainer)),
  );
  const removable = instance.store
    .containers()
    .filter((container) => !known.has(container))
    .filter(({ finishedAt }) => environment.now - finishedAt > settings.taskCleanupWaitSeconds);
  for (const container of removable.slice(0, settings.nonEcsContainersDeletePerCycle)) {
    instance.store.removeContainer(container);
  }
}

/** What the budget allows, after `trackedPicks` of the cycle's picks were made. */
export function* removeUntrackedImages(agent: EcsAgent, trackedPicks: number): Body<void> {
  const { instance, incarnation } = agent;
  const question = untrackedQuestion(agent, trackedPicks);
  const budget = untrackedBudget(question);
  let removed = 0;
  for (const imageId of agent.policy.selectUntracked(question)) {
    if (removed >= budget || agent.incarnation !== incarnation) return;
    const image = instance.store.image(imageId);
    if (image === undefined) continue;
    removed += yield* removeUntracked(agent, image);
    if (instance.store.image(imageId) === undefined) agent.imagesRemoved++;
  }
}

function untrackedQuestion(agent: EcsAgent, trackedPicks: number): UntrackedQuestion {
  const { environment, settings, instance, images } = agent;
  const untracked = [...instance.store.images()].filter(
    ({ release }) => images.state(release.imageId) === undefined,
  );
  return {
    behavior: agent.behavior,
    nowSeconds: environment.now,
    minimumAgeSeconds: agent.rules.untrackedMinimumAge ? settings.nonEcsImageMinimumAgeSeconds : -Infinity,
    imagesPerCycle: settings.imagesDeletePerCycle,
    trackedPicks,
    images: untracked.map(({ release, tags }) => ({
      imageId: release.imageId,
      tags: [...tags],
      bytes: release.uncompressedBytes,
      builtAtSeconds: ageFrom(agent, release.builtAtSeconds),
    })),
    exclude: settings.excludeUntrackedImages,
  };
}

/** The build of an image makes its age, unless that inference is switched off: then no age is more than the instance's. */
function ageFrom({ environment, instance }: EcsAgent, builtAtSeconds: number): number {
  if (environment.assumes('untracked-by-build-date')) return builtAtSeconds;
  return Math.max(builtAtSeconds, instance.registeredAt);
}

/** How many removals it counts as: failures do not. */
function* removeUntracked(agent: EcsAgent, { release, tags }: LocalImage): Body<number> {
  const { store } = agent.instance;
  const { imageId } = release;
  if (tags.size < 2) {
    const removal = yield* remove(agent, imageId, () => store.removeImage(imageId));
    return removal === 'removed' ? 1 : 0;
  }
  let removed = 0;
  for (const tag of [...tags]) {
    const removal = yield* remove(agent, tag, () => store.removeName(tag));
    if (removal === 'removed') removed++;
  }
  return removed;
}
