/** Random tiny worlds for property tests: every kind of entry, setting, fault, disk and launch type, a few of each. */
import fc from 'fast-check';
import { INFERENCES, type Inference } from '../../src/model/inferences.js';
import type { CapacitySpec, ImageSpec, TaskDefinitionSpec, WorldSpec } from '../../src/model/spec.js';
import { capacities } from './random-hosts.js';
import { loadsLazily } from './random-lazy.js';
import { networks } from './random-network.js';
import { cost, DURATION_SECONDS, IMAGES } from './random-parts.js';
import { registries } from './random-registries.js';
import { definition, imageSpec } from './random-tasks.js';
import { timeline } from './random-timeline.js';
import { MB, parameters, world } from './tiny-world.js';

const costs = fc.record({
  schedulerDelay: cost,
  runTaskDelay: cost,
  containerCreate: cost,
  taskStop: cost,
  imageInspect: cost,
  imageTag: cost,
  imageRemove: cost,
  ec2AwsvpcProvision: cost,
});

/** Hosts hold only what there is and what they have room for. */
function possible(all: readonly CapacitySpec[], images: readonly ImageSpec[]): CapacitySpec[] {
  return all.map((capacity) => {
    if (capacity.launchType === 'FARGATE') return capacity;
    const isThere = (reference: string) =>
      images.some(({ name, tags }) => tags.some((tag) => `${name}:${tag}` === reference));
    const roomy = capacity.machine.diskBytes > 10_000 * MB;
    return {
      ...capacity,
      hostBases: roomy ? capacity.hostBases : null,
      initialImages: capacity.initialImages.filter((each) => roomy && isThere(each.image)),
    };
  });
}

/** Containers name images as they can be named. */
function known(definition: TaskDefinitionSpec, images: readonly ImageSpec[]): TaskDefinitionSpec {
  const names = new Set(images.flatMap((image) => [image.name, ...image.names.map(({ name }) => name)]));
  const containers = definition.containers.map((one) => {
    const [name = '', ...tag] = one.image.split(':');
    const bare = names.has(name) ? name : name.slice(name.lastIndexOf('/') + 1);
    return { ...one, image: [bare, ...tag].join(':') };
  });
  return { ...definition, containers };
}

const anyWorld: fc.Arbitrary<WorldSpec> = fc
  .record({
    images: fc.tuple(...IMAGES.map(imageSpec)),
    capacities,
    taskDefinitions: fc.tuple(definition('one'), definition('two')),
    timeline,
    registries,
    networks,
    model: fc.record({
      jitter: fc.boolean(),
      without: fc.oneof(
        fc.constant([]),
        fc.subarray(Object.keys(INFERENCES) as Inference[], { maxLength: 4 }),
      ),
      layerOverheadSeconds: fc.constantFrom(0, 0.2),
      fileCpuSeconds: fc.constantFrom(0, 1e-4),
    }),
    costs,
  })
  .map(({ images, model, costs: drawn, ...rest }) =>
    world({
      ...rest,
      durationSeconds: DURATION_SECONDS,
      images,
      capacities: possible(rest.capacities, images),
      taskDefinitions: rest.taskDefinitions.map((one) => known(one, images)),
      model: parameters({ ...model, ...drawn }),
    }),
  );

/** One in four is made easy for lazy loading, which has many conditions. */
export const randomWorld: fc.Arbitrary<WorldSpec> = fc.oneof(
  { weight: 3, arbitrary: anyWorld },
  { weight: 1, arbitrary: anyWorld.map(loadsLazily) },
);
