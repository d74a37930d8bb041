/**
 * What Fargate has against loading a container's image lazily before the pull begins: the platform of its task, the
 * registry, and, where all images of a task must be loadable for any to be, the other images. What the image itself has
 * against it is found during the pull. Rules: lazy/eligibility.ts.
 */
import { platformRefusal, registryRefusal, type Refusal } from '../lazy/eligibility.js';
import type { MicroHost } from './fargate-host.js';
import type { TaskContainer } from './task.js';

/** Why the image is pulled whole whatever it brings; '' where nothing is against it, or nothing is loaded lazily here. */
export function lazyRefusal(host: MicroHost, container: TaskContainer): Refusal {
  const { spec, registries } = host;
  if (spec.lazyRules === null) return '';
  const { registry } = registries.locate(container.reference);
  return platformRefusal(spec.lazyRules, spec) || registryRefusal(spec.lazyRules, registry.spec);
}
