/**
 * What Fargate has against loading a container's image lazily before the pull begins: the platform of its task, the
 * registry, and, where all images of a task must be loadable for any to be, the other images. What the image itself has
 * against it is found during the pull. Rules: lazy/eligibility.ts. AWS decides image by image; all or nothing is a
 * what-if, and is judged by what the tags name, and the registries hold, when the pull begins.
 */
import { indexRefusal, platformRefusal, registryRefusal, type Refusal } from '../lazy/eligibility.js';
import type { MicroHost } from './fargate-host.js';
import type { TaskContainer } from './task.js';

/** Why the image is pulled whole whatever it brings; '' where nothing is against it, or nothing is loaded lazily here. */
export function lazyRefusal(host: MicroHost, container: TaskContainer): Refusal {
  const { lazyRules } = host.spec;
  if (lazyRules === null) return '';
  const own = refusalBeforePull(host, container);
  if (own !== '' || !lazyRules.allOrNothing) return own;
  const others = container.task.containers.filter((each) => each !== container);
  const refused = others.some(
    (each) => refusalBeforePull(host, each) !== '' || refusalByIndex(host, each) !== '',
  );
  return refused && refusalByIndex(host, container) === '' ? 'other image of the task' : '';
}

function refusalBeforePull({ spec, registries }: MicroHost, { reference }: TaskContainer): Refusal {
  const { registry } = registries.locate(reference);
  return platformRefusal(spec.lazyRules, spec) || registryRefusal(spec.lazyRules, registry.spec);
}

/** As far as can be told now: what does not exist is not refused here. */
function refusalByIndex({ spec, registries }: MicroHost, { reference }: TaskContainer): Refusal {
  const { registry, image } = registries.locate(reference);
  const release = registries.resolve(reference);
  if (release === undefined || spec.runtime.lazy === null) return '';
  return indexRefusal(release, registry.lazyIndex(image, release), spec.runtime.lazy);
}
