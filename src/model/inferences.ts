/**
 * Rules of the model that nobody has seen at work: they follow from the code of the ECS agent or of a runtime, but no
 * test of theirs asserts them. Each can be switched off by name (`model.without`), to see what an answer owes to it.
 * The numbers are those of the list of traps in docs/fidelity.md.
 */
export const INFERENCES = {
  'flag-by-image':
    'The flag that `once` trusts belongs to the image, so that a second name of it counts as pulled (trap 5)',
  'second-decision': 'The pull stage decides anew, and may differ from the manifest stage (trap 7)',
  'late-tag': 'A pull that ends late moves the local tag back to the older image (trap 8)',
  'create-by-tag': 'A container is created by its tag, whatever digest was pulled for it (trap 9)',
  'upfront-digest-check':
    'With images pulled upfront, a failed pull looks for the digest on disk, not for the tag (trap 11)',
  'first-error': 'The first error of a container is the one that is reported (trap 12)',
  'shared-ramp': 'Retries of all tasks share one ramp of waits, which is never reset (trap 13)',
  'silent-stream':
    'A pull that is silent from its start is cut by the inactivity timeout, not by the begin timeout (trap 15)',
  'lock-convoy': 'A cleanup that waits for running pulls keeps later pulls waiting behind it (trap 17)',
  'failed-removals-count': 'A removal that fails uses up the quota of its cycle (trap 25)',
  'untracked-by-build-date': 'The age of an image that no task has used counts from its build (trap 27)',
  'event-window':
    'The agent notices that a dependency is healthy or has ended at boundaries of some seconds (trap 31)',
  'pull-outlives-stop':
    'A stop does not cancel a pull, which keeps the lock and adds a reference later (trap 34)',
  'restart-moves-names':
    'A restart of the agent gives a name to the image of the container that it looks at last (trap 35)',
  'removal-by-name': 'Cleanup removes names, even one that means another image by now (trap 36)',
} as const;

export type Inference = keyof typeof INFERENCES;
