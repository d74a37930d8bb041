/**
 * Random registries: ECR with small quotas, its copy in another Region, a public registry with a pull limit, and a
 * cache of that one, in ECR or one's own. Names are few, so that limits, caches and replication meet.
 */
import fc from 'fast-check';
import type {
  CacheSpec,
  ImageName,
  LifecycleRule,
  RegistrySpec,
  ReplicationRule,
  RequestKind,
  RequestLimit,
} from '../../src/model/spec.js';
import { cost } from './random-parts.js';
import { MB, registry } from './tiny-world.js';

type Rule = RequestLimit['rule'];

const bucket: fc.Arbitrary<Rule> = fc.record({
  kind: fc.constant('bucket' as const),
  perSecond: fc.constantFrom(0.2, 2, 50),
  burst: fc.constantFrom(3, 10, 50),
});

const window: fc.Arbitrary<Rule> = fc.record({
  kind: fc.constant('window' as const),
  count: fc.constantFrom(3, 20),
  windowSeconds: fc.constantFrom(30, 300),
  window: fc.constantFrom<('sliding' | 'fixed')[]>('sliding', 'fixed'),
});

const limit = (
  name: string,
  counts: RequestKind[],
  scope: RequestLimit['scope'],
  rule: fc.Arbitrary<Rule>,
): fc.Arbitrary<RequestLimit[]> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<RequestLimit[]>([]) },
    {
      weight: 1,
      arbitrary: rule.map((one): RequestLimit[] => [{ name, counts, unit: 'request', scope, rule: one }]),
    },
  );

const quotas: fc.Arbitrary<RequestLimit[]> = fc
  .tuple(
    limit('GetAuthorizationToken', ['token'], 'account', bucket),
    limit('BatchGetImage', ['head', 'manifest', 'platform'], 'account', bucket),
    limit('GetDownloadUrlForLayer', ['blob'], 'account', bucket),
  )
  .map((each) => each.flat());

const pulls: fc.Arbitrary<RequestLimit[]> = fc
  .constantFrom<RequestLimit['scope'][]>('address', 'address', 'account')
  .chain((scope) => limit('pulls', ['manifest'], scope, fc.oneof(window, bucket)));

const replication: fc.Arbitrary<ReplicationRule[]> = fc.oneof(
  fc.constant<ReplicationRule[]>([]),
  fc
    .record({
      to: fc.constant('ecr-eu'),
      prefix: fc.constantFrom('', 'api', 'nothing'),
      delay: cost,
      coversExisting: fc.boolean(),
    })
    .map((rule) => [rule]),
);

const cache: fc.Arbitrary<CacheSpec> = fc.record({
  upstream: fc.constant('hub'),
  registry: fc.constantFrom('ecr', null),
  prefix: fc.constant('cache'),
  validitySeconds: fc.constantFrom(0, 60, 86_400),
  validityFrom: fc.constantFrom<CacheSpec['validityFrom'][]>('lastCheck', 'lastPull'),
  syncSeconds: fc.constantFrom(null, null, 120),
  servesStale: fc.boolean(),
  coalesces: fc.boolean(),
  copiesAllPlatforms: fc.boolean(),
  immutableTags: fc.boolean(),
  holdsAtStart: fc.boolean(),
  createRepositorySeconds: cost,
  copyStreams: fc.constantFrom(1, 4),
  copyBytesPerSecond: fc.constantFrom(20 * MB, 200 * MB),
  missNeedsInternet: fc.boolean(),
  upstreamAccount: fc.constantFrom(null, 'personal'),
  upstreamLimits: fc.oneof(fc.constant(null), pulls),
});

export const registries: fc.Arbitrary<RegistrySpec[]> = fc
  .record({
    egress: fc.constantFrom(Infinity, 50 * MB, 400 * MB),
    quotas,
    pulls,
    replication,
    cache,
  })
  .map((drawn) => {
    const near = { roundTripSeconds: 0.01, aggregateBytesPerSecond: drawn.egress };
    const { cache: rule } = drawn;
    return [
      registry({ ...near, region: 'us-east-1', limits: drawn.quotas, replication: drawn.replication }),
      registry({ name: 'ecr-eu', region: 'eu-west-1' }),
      registry({ ...near, name: 'hub', type: 'docker-hub', limits: drawn.pulls }),
      registry({
        ...near,
        name: 'cache',
        type: rule.registry === null ? 'mirror' : 'ecr-pull-through-cache',
        region: 'us-east-1',
        limits: [],
        cache: rule,
      }),
    ];
  });

/** Where an image is at home, where its bare name leads, and what else it is called. */
export interface Place {
  readonly registry: string;
  readonly pulledFrom: string;
  readonly names: readonly ImageName[];
}

export const placeOf = (image: string): fc.Arbitrary<Place> => {
  const inEcr = { registry: 'ecr', pulledFrom: 'ecr' };
  const inHub = { registry: 'hub', names: [{ name: `cache/${image}`, registry: 'cache' }] };
  return fc.constantFrom<Place[]>(
    { ...inEcr, names: [{ name: `ecr-eu/${image}`, registry: 'ecr-eu' }] },
    { ...inEcr, names: [] },
    { ...inHub, pulledFrom: 'hub' },
    { ...inHub, pulledFrom: 'cache' },
  );
};

export const lifecycle: fc.Arbitrary<LifecycleRule[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<LifecycleRule[]>([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc
        .record({
          tagStatus: fc.constantFrom<LifecycleRule['tagStatus'][]>('tagged', 'untagged', 'any'),
          countType: fc.constantFrom<LifecycleRule['countType'][]>('imageCountMoreThan', 'sinceImagePushed'),
          countNumber: fc.constantFrom(1, 2, 100),
        })
        .map((rule) => ({ ...rule, tagPrefixList: [] })),
      { minLength: 1, maxLength: 2 },
    ),
  },
);
