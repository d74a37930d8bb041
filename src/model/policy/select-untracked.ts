/**
 * Which images that no task has used one cleanup cycle removes.
 * Rule: amazon-ecs-agent, `agent/engine/docker_image_manager.go`, `getNonECSImages`, `removeNonECSImages`
 * (1.105.1): age counts from the build of the image, the smallest goes first, none with an excluded tag.
 * The agent stops between images when its budget is used up; a tag that is removed counts as one.
 */
import type { UntrackedImage, UntrackedQuestion } from './types.js';

/** The image IDs that may go, in order. */
export function selectUntracked(question: UntrackedQuestion): readonly string[] {
  return question.images
    .filter((image) => isRemovable(image, question))
    .sort((a, b) => a.bytes - b.bytes || (a.imageId < b.imageId ? -1 : 1))
    .map((image) => image.imageId);
}

function isRemovable(
  image: UntrackedImage,
  { nowSeconds, minimumAgeSeconds, exclude }: UntrackedQuestion,
): boolean {
  const oldEnough = nowSeconds - image.builtAtSeconds > minimumAgeSeconds;
  return oldEnough && !image.tags.some((tag) => exclude.includes(tag));
}

/**
 * How many untracked removals a cycle has left. The agent counts by the index of its loop: when all picks
 * were made the index is one short, so that one untracked image may still go.
 */
export function untrackedBudget({ imagesPerCycle, trackedPicks }: UntrackedQuestion): number {
  return imagesPerCycle - Math.min(trackedPicks, imagesPerCycle - 1);
}
