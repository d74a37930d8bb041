/**
 * What the agent asks the container runtime to pull: by digest where stage 1 found one, else the reference as given.
 * Rule: amazon-ecs-agent `docker_task_engine.go`, `pullAndUpdateContainerReference` (since 1.83.0).
 */
import { parseReference, repoDigest } from '../image/reference.js';
import type { TaskContainer } from '../launch/task.js';
import type { EcsAgent } from './ecs-agent.js';

/** Whether the runtime has what was to be pulled: where that inference is switched off, whatever the reference names. */
export function isPulledOnDisk({ environment, instance }: EcsAgent, container: TaskContainer): boolean {
  const byDigest = environment.assumes('upfront-digest-check');
  const looked = byDigest ? pulledReference(container) : container.reference;
  return instance.store.inspect(looked) !== undefined;
}

/** `repository@digest`, or the reference of the container. */
export function pulledReference({ reference, digestReported }: TaskContainer): string {
  const { name, digest } = parseReference(reference);
  if (digest !== null || digestReported === null) return reference;
  return repoDigest(name, digestReported);
}
