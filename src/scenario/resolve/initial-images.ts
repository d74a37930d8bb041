/** `initial.capacity.NAME.images`: what is on the disks of a capacity at time zero. */
import type { InitialImage } from '../../model/spec.js';
import type { Path } from '../path.js';
import type { ScenarioInput } from '../schema/scenario-file.js';
import type { References } from './references.js';
import type { Resolution } from './resolution.js';

/** The images of the capacity of this name; those that never exist are errors. */
export function initialImages(
  capacity: string,
  input: ScenarioInput,
  references: References,
  resolution: Resolution,
): readonly InitialImage[] {
  return (input.initial?.capacity[capacity]?.images ?? []).flatMap((given, index) => {
    const path: Path = ['initial', 'capacity', capacity, 'images', index];
    const image = references.atTimeZero([...path, 'image'], given.image);
    const pulledByAgent = resolution.pick([...path, 'pulledByAgent'], given.pulledByAgent, {
      value: false,
      source: 'baked into the AMI',
    });
    const ageSeconds = resolution.pick([...path, 'age'], given.age, {
      value: 0,
      source: 'recorded at time zero',
    });
    return image === undefined ? [] : [{ image, pulledByAgent, ageSeconds }];
  });
}
