/**
 * Must this container's image be pulled, or is what the host has good enough?
 * Rule: amazon-ecs-agent, `agent/engine/docker_task_engine.go`, `imagePullRequired` (1.105.1). Note
 * that `default` and `always` never look at the local cache first, that `once` asks only the agent's
 * own book-keeping, and that `prefer-cached` asks only the container runtime.
 */
import type { PullDecision, PullQuestion } from './types.js';

/** Decides whether a pull is required; pure, so it can be tested as a table. */
export function decidePull(question: PullQuestion): PullDecision {
  switch (question.behavior) {
    case 'default':
      return { pull: true, reason: 'default asks the registry at every start; the cache is only a fallback' };
    case 'always':
      return { pull: true, reason: 'always asks the registry at every start' };
    case 'once':
      return question.pulledByAgent
        ? { pull: false, reason: 'once: this agent has pulled this reference before' }
        : { pull: true, reason: 'once trusts only pulls that this agent has made' };
    case 'prefer-cached':
      return question.imageOnDisk
        ? { pull: false, reason: 'prefer-cached: the image is on disk' }
        : { pull: true, reason: 'prefer-cached: the image is not on disk' };
  }
}
