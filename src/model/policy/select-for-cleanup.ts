/**
 * Which images one cleanup cycle removes.
 * Rule: amazon-ecs-agent, `agent/engine/docker_image_manager.go` (1.105.1): not referenced by any
 * container (running, or stopped and not yet swept), first recorded strictly longer ago than the
 * minimum age, least recently *released* first, at most N a cycle. Disk space plays no part. The agent
 * breaks ties arbitrarily; here the older, then the smaller ID goes first, so that runs are repeatable.
 */
import type { CleanupQuestion, ImageState } from './types.js';

/** The image IDs to remove, in order. */
export function selectForCleanup(question: CleanupQuestion): readonly string[] {
  return question.images
    .filter((image) => isRemovable(image, question))
    .sort(byRelease)
    .slice(0, question.imagesPerCycle)
    .map((image) => image.imageId);
}

function isRemovable(image: ImageState, question: CleanupQuestion): boolean {
  const oldEnough = question.nowSeconds - image.pulledAtSeconds > question.minimumAgeSeconds;
  const excluded = image.names.some((name) => question.exclude.includes(name));
  return oldEnough && image.references === 0 && !excluded;
}

function byRelease(a: ImageState, b: ImageState): number {
  if (a.lastUsedAtSeconds !== b.lastUsedAtSeconds) return a.lastUsedAtSeconds - b.lastUsedAtSeconds;
  if (a.pulledAtSeconds !== b.pulledAtSeconds) return a.pulledAtSeconds - b.pulledAtSeconds;
  return a.imageId < b.imageId ? -1 : 1;
}
