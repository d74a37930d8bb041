/** Random timelines: every kind of entry, at instants that often coincide, and an end at which all becomes quiet. */
import fc from 'fast-check';
import type {
  FaultAim,
  RegistryFault,
  Schedule,
  ServiceSettings,
  TimelineAction,
  TimelineEntry,
} from '../../src/model/spec.js';
import { IMAGES, LAST_SECONDS, mostly, seconds, TAGS } from './random-parts.js';

type Of<Kind extends TimelineAction['kind']> = TimelineAction & { kind: Kind };

const aim: fc.Arbitrary<FaultAim> = fc.record({
  image: fc.option(fc.constantFrom(...IMAGES)),
  stage: fc.option(fc.constantFrom<('manifest' | 'pull' | 'layers')[]>('manifest', 'pull', 'layers')),
  attempt: fc.option(fc.constantFrom(1, 2)),
});

const outage: fc.Arbitrary<Of<'outage'>> = fc
  .record({
    fault: fc.constantFrom<RegistryFault[]>(
      'unreachable',
      'throttled',
      'auth-failing',
      'not-found',
      'slow',
      'corrupted',
    ),
    factor: fc.constantFrom(2, 20),
    registry: fc.constantFrom('ecr', 'ecr', 'hub', 'cache'),
    forSeconds: fc.integer({ min: 1, max: 120 }),
    share: fc.constantFrom(0.3, 1),
    aim: fc.option(aim),
  })
  .map(({ aim: aimed, ...rest }) => {
    const all = { kind: 'outage', ...rest } as const;
    return aimed === null ? all : { ...all, aim: aimed };
  });

const onInstances: fc.Arbitrary<TimelineAction> = fc
  .record({
    kind: fc.constantFrom<('scaleCapacity' | 'interrupt' | 'terminate')[]>(
      'scaleCapacity',
      'scaleCapacity',
      'interrupt',
      'terminate',
    ),
    count: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ kind, count }) => ({ kind, capacity: 'web', count }));

const action: fc.Arbitrary<TimelineAction> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record<Of<'runTask'>>({
      kind: fc.constant('runTask'),
      taskDefinition: fc.constantFrom('one', 'two'),
      capacity: fc.constantFrom('web', 'web', 'fargate'),
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record<Of<'startTask'>>({
      kind: fc.constant('startTask'),
      taskDefinition: fc.constantFrom('one', 'two'),
      capacity: fc.constant('web'),
      instance: mostly(1, 2, 3, 4),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record<Of<'push'>>({
      kind: fc.constant('push'),
      image: fc.constantFrom(...IMAGES),
      tag: fc.constantFrom(...TAGS, 'v{n}'),
      sameDigest: fc.boolean(),
      rebase: fc.boolean(),
      buildsIndex: fc.boolean(),
    }),
  },
  fc.record<Of<'deleteIndex'>>({
    kind: fc.constant('deleteIndex'),
    image: fc.constantFrom(...IMAGES),
    tag: fc.constantFrom(...TAGS),
  }),
  fc.record<Of<'updateService'>>({
    kind: fc.constant('updateService'),
    service: fc.constant('web'),
    forceNewDeployment: fc.boolean(),
    desiredCount: fc.option(fc.integer({ min: 0, max: 4 })),
  }),
  { weight: 3, arbitrary: onInstances },
  fc.record<Of<'scaleCapacity'>>({
    kind: fc.constant('scaleCapacity'),
    capacity: fc.constant('web'),
    count: fc.constant(0),
  }),
  { weight: 2, arbitrary: outage },
  fc.record<Of<'restartAgent'>>({
    kind: fc.constant('restartAgent'),
    capacity: fc.constant('web'),
    forSeconds: fc.constantFrom(0, 10, 60),
  }),
  fc.record<Of<'pruneImages'>>({
    kind: fc.constant('pruneImages'),
    capacity: fc.constant('web'),
  }),
);

const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  { weight: 4, arbitrary: seconds(LAST_SECONDS).map((atSeconds) => ({ kind: 'at' as const, atSeconds })) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('every' as const),
      periodSeconds: fc.integer({ min: 40, max: 300 }),
      fromSeconds: seconds(200),
      untilSeconds: fc.constant(LAST_SECONDS),
    }),
  },
);

const service: fc.Arbitrary<TimelineEntry> = fc
  .record<Omit<ServiceSettings, 'name' | 'taskDefinition'>>({
    capacity: fc.constantFrom('web', 'web', 'fargate'),
    desiredCount: mostly(2, 0, 1, 3),
    minimumHealthyPercent: fc.constantFrom(0, 50, 100),
    maximumPercent: fc.constantFrom(100, 150, 200),
    placementStrategy: fc.constantFrom<('spread' | 'binpack' | 'random')[]>('spread', 'binpack', 'random'),
    healthCheckGraceSeconds: fc.constantFrom(0, 100),
  })
  .map((settings) => ({
    id: 'service',
    schedule: { kind: 'at', atSeconds: 0 },
    action: { kind: 'createService', name: 'web', taskDefinition: 'one', ...settings },
  }));

/** At the end the service goes to nothing and its tasks with it, so that everything becomes quiet. */
const CLOSING: TimelineEntry = {
  id: 'closing',
  schedule: { kind: 'at', atSeconds: LAST_SECONDS + 1 },
  action: { kind: 'updateService', service: 'web', forceNewDeployment: false, desiredCount: 0 },
};

export const timeline: fc.Arbitrary<TimelineEntry[]> = fc
  .tuple(service, fc.array(fc.record({ schedule, action }), { minLength: 2, maxLength: 7 }))
  .map(([created, entries]) => [
    created,
    ...entries.map((each, index) => ({ id: `entry-${index}`, ...each })),
    CLOSING,
  ]);
