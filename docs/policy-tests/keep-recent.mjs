/** What an image may be old before the registry is asked about its tag again. */
export const FRESH_SECONDS = 3600;

/**
 * Asks the registry only about images that were recorded on this host an hour ago or more, and cleans up only those
 * that no tag names any more. All else is done as the ECS agent does it.
 *
 * @type {import('pullcast/policy').PullPolicy}
 */
export default {
  name: 'keep-recent',

  decidePull({ imageOnDisk, recordedSecondsAgo = null }) {
    if (!imageOnDisk) return { pull: true, reason: 'not on disk' };
    if (recordedSecondsAgo === null) return { pull: true, reason: 'on disk, and no task has used it yet' };
    return recordedSecondsAgo < FRESH_SECONDS
      ? { pull: false, reason: 'recorded less than an hour ago' }
      : { pull: true, reason: 'recorded an hour ago or more' };
  },

  selectForCleanup({ images, nowSeconds, minimumAgeSeconds, imagesPerCycle }) {
    return images
      .filter(({ references, names }) => references === 0 && names.length === 0)
      .filter(({ pulledAtSeconds }) => nowSeconds - pulledAtSeconds > minimumAgeSeconds)
      .map(({ imageId }) => imageId)
      .slice(0, imagesPerCycle);
  },
};
