/**
 * What there is against loading a container's image lazily before its pull begins: the platform of its task, the
 * registry, and, where all images of a task must be loadable for any to be (Fargate until November 2023), the other
 * images. What the image itself has against it is found during the pull. Left out: what another image will be when
 * its tag moves between this look and its own pull; an image that a cache has not copied yet counts as it is upstream.
 */
import { parseReference } from '../image/reference.js';
import {
  indexRefusal,
  platformRefusal,
  registryRefusal,
  type PlatformFacts,
  type Refusal,
} from '../lazy/eligibility.js';
import type { Registries } from '../registry/registries.js';
import type { LazyLoading, LazyRules } from '../spec.js';
import type { TaskContainer } from './task.js';

/** Who loads lazily, and by which rules. */
export interface LazyPlace {
  readonly rules: LazyRules | null;
  readonly facts: PlatformFacts;
  readonly registries: Registries;
  /** Null: nothing is loaded lazily. */
  readonly lazy: LazyLoading | null;
}

/** Why the image is pulled whole whatever it brings; '' where nothing is against it, or nothing is loaded lazily. */
export function lazyRefusal({ task, reference }: TaskContainer, place: LazyPlace): Refusal {
  const { rules, facts, registries } = place;
  if (rules === null) return '';
  const own =
    platformRefusal(rules, facts) || registryRefusal(rules, registries.locate(reference).registry.spec);
  if (own !== '' || !rules.allOrNothing || place.lazy === null) return own;
  // An image with something of its own against it has that as its reason.
  if (imageRefusal(reference, place, place.lazy) !== '') return '';
  const refused = task.containers.some((other) => imageRefusal(other.reference, place, place.lazy!) !== '');
  return refused ? 'other image of the task' : '';
}

/** What an image and its registry have against it now. */
function imageRefusal(reference: string, { rules, registries }: LazyPlace, lazy: LazyLoading): Refusal {
  const { registry, image } = registries.locate(reference);
  const refusal = registryRefusal(rules, registry.spec);
  if (refusal !== '') return refusal;
  const here = registry.resolve(image, parseReference(reference));
  const release = here ?? registries.resolve(reference);
  if (release === undefined) return 'no index';
  const holder = here === undefined ? registries.home(image) : registry;
  return indexRefusal(release, holder.lazyIndex(image, release), lazy);
}
